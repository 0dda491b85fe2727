-- Finds names by any part of them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('fr', 'en');

-- CreateEnum
CREATE TYPE "PartnerKind" AS ENUM ('university', 'public_body', 'company', 'association', 'agency', 'cluster', 'cooperative', 'international_organisation', 'other');

-- CreateEnum
CREATE TYPE "LeadStage" AS ENUM ('identified', 'contacted', 'in_discussion', 'proposal_sent', 'negotiation', 'won', 'lost');

-- CreateEnum
CREATE TYPE "AgreementKind" AS ENUM ('framework', 'specific', 'amendment', 'letter_of_intent');

-- CreateEnum
CREATE TYPE "TermKind" AS ENUM ('fixed_end', 'period', 'open_ended', 'unknown');

-- CreateEnum
CREATE TYPE "Renewal" AS ENUM ('none', 'express', 'tacit');

-- CreateEnum
CREATE TYPE "RenewalChoice" AS ENUM ('renew', 'lapse', 'later');

-- CreateEnum
CREATE TYPE "MeetingKind" AS ENUM ('meeting', 'call', 'visit', 'working_session', 'event');

-- CreateEnum
CREATE TYPE "FollowUpOrigin" AS ENUM ('note', 'form', 'command');

-- CreateEnum
CREATE TYPE "FollowUpState" AS ENUM ('open', 'done');

-- CreateEnum
CREATE TYPE "DigestRunState" AS ENUM ('claimed', 'posted', 'empty', 'skipped', 'failed', 'uncertain');

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "timeZone" TEXT NOT NULL,
    "workingDays" INTEGER[],
    "leadTimeDays" INTEGER NOT NULL DEFAULT 10,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Partner" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT,
    "nameAr" TEXT,
    "acronym" TEXT,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "kind" "PartnerKind" NOT NULL DEFAULT 'other',
    "international" BOOLEAN NOT NULL DEFAULT false,
    "country" CHAR(2),
    "city" TEXT,
    "website" TEXT,
    "axes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ownerId" TEXT,
    "deputyId" TEXT,
    "cadenceMonths" INTEGER,
    "notes" TEXT,
    "searchText" TEXT NOT NULL,
    "sortName" TEXT NOT NULL DEFAULT '',
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "partnerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "language" TEXT,
    "leftOn" DATE,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lead" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "partnerId" UUID NOT NULL,
    "object" TEXT NOT NULL,
    "stage" "LeadStage" NOT NULL,
    "stageSince" TIMESTAMPTZ(3) NOT NULL,
    "axes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "source" TEXT,
    "needs" TEXT,
    "offer" TEXT,
    "exchanges" TEXT,
    "expectedSignatureOn" DATE,
    "ownerId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Lead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Agreement" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "partnerId" UUID NOT NULL,
    "parentId" UUID,
    "kind" "AgreementKind" NOT NULL,
    "reference" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "object" TEXT,
    "axes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "signedOn" DATE,
    "startsOn" DATE,
    "termKind" "TermKind" NOT NULL,
    "endsOn" DATE,
    "termMonths" INTEGER,
    "renewal" "Renewal" NOT NULL,
    "renewalMonths" INTEGER,
    "renewalLimit" INTEGER,
    "noticeMonths" INTEGER,
    "noticeDays" INTEGER,
    "signatories" TEXT,
    "commitments" TEXT,
    "finances" TEXT,
    "ownerId" TEXT NOT NULL,
    "currentEndsOn" DATE,
    "decideByOn" DATE,
    "settledEndsOn" DATE,
    "extensionMonths" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "noticeGivenOn" DATE,
    "askAgainOn" DATE,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RenewalDecision" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "agreementId" UUID NOT NULL,
    "termEndsOn" DATE NOT NULL,
    "choice" "RenewalChoice" NOT NULL,
    "askAgainOn" DATE,
    "decidedById" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RenewalDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "kind" "MeetingKind" NOT NULL,
    "heldOn" DATE NOT NULL,
    "place" TEXT,
    "ourPeople" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "theirPeople" TEXT,
    "notes" TEXT NOT NULL,
    "decisions" TEXT,
    "nextOn" DATE,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingPartner" (
    "workspaceId" TEXT NOT NULL,
    "meetingId" UUID NOT NULL,
    "partnerId" UUID NOT NULL,

    CONSTRAINT "MeetingPartner_pkey" PRIMARY KEY ("workspaceId","meetingId","partnerId")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "assigneeId" TEXT NOT NULL,
    "dueOn" DATE,
    "state" "FollowUpState" NOT NULL DEFAULT 'open',
    "origin" "FollowUpOrigin" NOT NULL,
    "partnerId" UUID,
    "leadId" UUID,
    "agreementId" UUID,
    "meetingId" UUID,
    "settledById" TEXT,
    "settledAt" TIMESTAMPTZ(3),
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "kinds" TEXT[],
    "filters" JSONB NOT NULL,
    "schedule" JSONB NOT NULL,
    "timeZone" TEXT NOT NULL,
    "language" "Language" NOT NULL,
    "ownerId" TEXT NOT NULL,
    "nextRunAt" TIMESTAMPTZ(3),
    "pausedReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DigestRun" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "subscriptionId" UUID NOT NULL,
    "scheduledAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "DigestRunState" NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sendingAt" TIMESTAMPTZ(3),
    "messageTs" TEXT,
    "problem" TEXT,

    CONSTRAINT "DigestRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Change" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "subjectId" UUID,
    "submissionKey" TEXT,
    "rows" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Partner_workspaceId_sortName_id_idx" ON "Partner"("workspaceId", "sortName", "id");

-- CreateIndex
CREATE INDEX "Partner_searchText_trgm" ON "Partner" USING GIN ("searchText" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "Partner_workspaceId_id_key" ON "Partner"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Contact_workspaceId_partnerId_idx" ON "Contact"("workspaceId", "partnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_workspaceId_id_key" ON "Contact"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Lead_workspaceId_stage_stageSince_idx" ON "Lead"("workspaceId", "stage", "stageSince");

-- CreateIndex
CREATE INDEX "Lead_workspaceId_partnerId_idx" ON "Lead"("workspaceId", "partnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Lead_workspaceId_id_key" ON "Lead"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Agreement_workspaceId_decideByOn_idx" ON "Agreement"("workspaceId", "decideByOn");

-- CreateIndex
CREATE INDEX "Agreement_workspaceId_currentEndsOn_idx" ON "Agreement"("workspaceId", "currentEndsOn");

-- CreateIndex
CREATE INDEX "Agreement_workspaceId_partnerId_idx" ON "Agreement"("workspaceId", "partnerId");

-- CreateIndex
CREATE INDEX "Agreement_workspaceId_parentId_idx" ON "Agreement"("workspaceId", "parentId");

-- CreateIndex
CREATE UNIQUE INDEX "Agreement_workspaceId_id_key" ON "Agreement"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Agreement_workspaceId_reference_key" ON "Agreement"("workspaceId", "reference");

-- CreateIndex
CREATE INDEX "RenewalDecision_workspaceId_agreementId_decidedAt_idx" ON "RenewalDecision"("workspaceId", "agreementId", "decidedAt");

-- CreateIndex
CREATE UNIQUE INDEX "RenewalDecision_workspaceId_id_key" ON "RenewalDecision"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Meeting_workspaceId_heldOn_idx" ON "Meeting"("workspaceId", "heldOn");

-- CreateIndex
CREATE UNIQUE INDEX "Meeting_workspaceId_id_key" ON "Meeting"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "MeetingPartner_workspaceId_partnerId_idx" ON "MeetingPartner"("workspaceId", "partnerId");

-- CreateIndex
CREATE INDEX "FollowUp_workspaceId_state_dueOn_idx" ON "FollowUp"("workspaceId", "state", "dueOn");

-- CreateIndex
CREATE INDEX "FollowUp_workspaceId_assigneeId_state_dueOn_idx" ON "FollowUp"("workspaceId", "assigneeId", "state", "dueOn");

-- CreateIndex
CREATE INDEX "FollowUp_workspaceId_partnerId_state_idx" ON "FollowUp"("workspaceId", "partnerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_workspaceId_id_key" ON "FollowUp"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Subscription_nextRunAt_idx" ON "Subscription"("nextRunAt");

-- CreateIndex
CREATE INDEX "Subscription_workspaceId_channelId_idx" ON "Subscription"("workspaceId", "channelId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_workspaceId_id_key" ON "Subscription"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "DigestRun_state_leaseUntil_idx" ON "DigestRun"("state", "leaseUntil");

-- CreateIndex
CREATE INDEX "DigestRun_workspaceId_subscriptionId_idx" ON "DigestRun"("workspaceId", "subscriptionId");

-- CreateIndex
CREATE UNIQUE INDEX "DigestRun_subscriptionId_scheduledAt_key" ON "DigestRun"("subscriptionId", "scheduledAt");

-- CreateIndex
CREATE INDEX "Change_workspaceId_actorId_at_idx" ON "Change"("workspaceId", "actorId", "at");

-- CreateIndex
CREATE INDEX "Change_workspaceId_subjectId_at_idx" ON "Change"("workspaceId", "subjectId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Change_workspaceId_submissionKey_key" ON "Change"("workspaceId", "submissionKey");

-- AddForeignKey
ALTER TABLE "Partner" ADD CONSTRAINT "Partner_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_workspaceId_partnerId_fkey" FOREIGN KEY ("workspaceId", "partnerId") REFERENCES "Partner"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_workspaceId_partnerId_fkey" FOREIGN KEY ("workspaceId", "partnerId") REFERENCES "Partner"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_workspaceId_partnerId_fkey" FOREIGN KEY ("workspaceId", "partnerId") REFERENCES "Partner"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_workspaceId_parentId_fkey" FOREIGN KEY ("workspaceId", "parentId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RenewalDecision" ADD CONSTRAINT "RenewalDecision_workspaceId_agreementId_fkey" FOREIGN KEY ("workspaceId", "agreementId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingPartner" ADD CONSTRAINT "MeetingPartner_workspaceId_meetingId_fkey" FOREIGN KEY ("workspaceId", "meetingId") REFERENCES "Meeting"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingPartner" ADD CONSTRAINT "MeetingPartner_workspaceId_partnerId_fkey" FOREIGN KEY ("workspaceId", "partnerId") REFERENCES "Partner"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_workspaceId_partnerId_fkey" FOREIGN KEY ("workspaceId", "partnerId") REFERENCES "Partner"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_workspaceId_leadId_fkey" FOREIGN KEY ("workspaceId", "leadId") REFERENCES "Lead"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_workspaceId_agreementId_fkey" FOREIGN KEY ("workspaceId", "agreementId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_workspaceId_meetingId_fkey" FOREIGN KEY ("workspaceId", "meetingId") REFERENCES "Meeting"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestRun" ADD CONSTRAINT "DigestRun_workspaceId_subscriptionId_fkey" FOREIGN KEY ("workspaceId", "subscriptionId") REFERENCES "Subscription"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Change" ADD CONSTRAINT "Change_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
