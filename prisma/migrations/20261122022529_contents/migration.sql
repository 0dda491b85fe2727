-- CreateEnum
CREATE TYPE "Priority" AS ENUM ('low', 'normal', 'high');

-- CreateEnum
CREATE TYPE "AgreementStatus" AS ENUM ('draft', 'in_review', 'out_for_signature', 'signed', 'terminated', 'replaced');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('ours', 'theirs');

-- CreateEnum
CREATE TYPE "CommitmentState" AS ENUM ('open', 'kept', 'not_kept');

-- CreateEnum
CREATE TYPE "ReviewKind" AS ENUM ('mid_term', 'final');

-- AlterEnum


ALTER TYPE "FollowUpOrigin" ADD VALUE 'message';
ALTER TYPE "FollowUpOrigin" ADD VALUE 'recurrence';

-- AlterEnum


ALTER TYPE "FollowUpState" ADD VALUE 'waiting';
ALTER TYPE "FollowUpState" ADD VALUE 'wont_do';

-- AlterEnum
ALTER TYPE "RenewalChoice" ADD VALUE 'renegotiate';

-- AlterTable
ALTER TABLE "Agreement" ADD COLUMN     "amends" JSONB,
ADD COLUMN     "replacesId" UUID,
ADD COLUMN     "reviewCriteria" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "status" "AgreementStatus" NOT NULL DEFAULT 'signed',
ADD COLUMN     "terminatedOn" DATE,
ADD COLUMN     "withoutFinances" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "DigestRun" ADD COLUMN     "shown" JSONB;

-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "escalatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "everyMonths" INTEGER,
ADD COLUMN     "priority" "Priority" NOT NULL DEFAULT 'normal',
ADD COLUMN     "sourceLink" TEXT,
ADD COLUMN     "stateBecause" TEXT;

-- AlterTable
ALTER TABLE "Lead" ADD COLUMN     "proposalParts" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "renegotiatesId" UUID;

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN     "heldAtTime" CHAR(5),
ADD COLUMN     "link" TEXT,
ADD COLUMN     "sourceLink" TEXT;

-- AlterTable
ALTER TABLE "Partner" ADD COLUMN     "lastMetOn" DATE,
ADD COLUMN     "meetAgainOn" DATE;

-- AlterTable
ALTER TABLE "RenewalDecision" ADD COLUMN     "because" TEXT,
ADD COLUMN     "noticeOn" DATE,
ADD COLUMN     "proof" TEXT;

-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN     "personId" TEXT;

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "daysOff" DATE[] DEFAULT ARRAY[]::DATE[],
ADD COLUMN     "escalateAfterDays" INTEGER,
ADD COLUMN     "escalateToChannel" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "holidayCountry" CHAR(2),
ADD COLUMN     "noteTemplates" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "referencePattern" TEXT NOT NULL DEFAULT 'CONV-{year}-{number}',
ADD COLUMN     "signingSteps" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "workedHolidays" DATE[] DEFAULT ARRAY[]::DATE[];

-- CreateTable
CREATE TABLE "Signatory" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "agreementId" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "name" TEXT NOT NULL,
    "capacity" TEXT,
    "signedOn" DATE,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Signatory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Commitment" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "agreementId" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "text" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "dueOn" DATE,
    "everyMonths" INTEGER,
    "state" "CommitmentState" NOT NULL DEFAULT 'open',
    "evidence" TEXT,
    "settledById" TEXT,
    "settledAt" TIMESTAMPTZ(3),
    "previousId" UUID,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Commitment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "agreementId" UUID NOT NULL,
    "payer" "Side" NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "schedule" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgreementDocument" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "agreementId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "slackFileId" TEXT,
    "addedById" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AgreementDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SigningRecord" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "agreementId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "passedOn" DATE NOT NULL,
    "note" TEXT,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SigningRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Review" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "agreementId" UUID NOT NULL,
    "kind" "ReviewKind" NOT NULL,
    "heldOn" DATE NOT NULL,
    "scores" JSONB NOT NULL,
    "comment" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingContact" (
    "workspaceId" TEXT NOT NULL,
    "meetingId" UUID NOT NULL,
    "contactId" UUID NOT NULL,

    CONSTRAINT "MeetingContact_pkey" PRIMARY KEY ("workspaceId","meetingId","contactId")
);

-- CreateTable
CREATE TABLE "MeetingSubject" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "meetingId" UUID NOT NULL,
    "leadId" UUID,
    "agreementId" UUID,

    CONSTRAINT "MeetingSubject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUpComment" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "followUpId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FollowUpComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShownItem" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "messageTs" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "itemId" UUID NOT NULL,
    "postedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShownItem_pkey" PRIMARY KEY ("workspaceId","channelId","messageTs","kind","itemId")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "workspaceId" TEXT NOT NULL,
    "slackUserId" TEXT NOT NULL,
    "time" CHAR(5) NOT NULL DEFAULT '09:00',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "sentOn" DATE,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("workspaceId","slackUserId")
);

-- CreateIndex
CREATE INDEX "Signatory_workspaceId_agreementId_position_idx" ON "Signatory"("workspaceId", "agreementId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Signatory_workspaceId_id_key" ON "Signatory"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Commitment_workspaceId_agreementId_idx" ON "Commitment"("workspaceId", "agreementId");

-- CreateIndex
CREATE INDEX "Commitment_workspaceId_state_dueOn_idx" ON "Commitment"("workspaceId", "state", "dueOn");

-- CreateIndex
CREATE INDEX "Commitment_workspaceId_ownerId_state_dueOn_idx" ON "Commitment"("workspaceId", "ownerId", "state", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "Commitment_workspaceId_id_key" ON "Commitment"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "Payment_workspaceId_agreementId_position_idx" ON "Payment"("workspaceId", "agreementId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_workspaceId_id_key" ON "Payment"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "AgreementDocument_workspaceId_agreementId_idx" ON "AgreementDocument"("workspaceId", "agreementId");

-- CreateIndex
CREATE UNIQUE INDEX "AgreementDocument_workspaceId_id_key" ON "AgreementDocument"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SigningRecord_workspaceId_id_key" ON "SigningRecord"("workspaceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SigningRecord_workspaceId_agreementId_step_key" ON "SigningRecord"("workspaceId", "agreementId", "step");

-- CreateIndex
CREATE INDEX "Review_workspaceId_agreementId_heldOn_idx" ON "Review"("workspaceId", "agreementId", "heldOn");

-- CreateIndex
CREATE UNIQUE INDEX "Review_workspaceId_id_key" ON "Review"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "MeetingContact_workspaceId_contactId_idx" ON "MeetingContact"("workspaceId", "contactId");

-- CreateIndex
CREATE INDEX "MeetingSubject_workspaceId_meetingId_idx" ON "MeetingSubject"("workspaceId", "meetingId");

-- CreateIndex
CREATE INDEX "MeetingSubject_workspaceId_leadId_idx" ON "MeetingSubject"("workspaceId", "leadId");

-- CreateIndex
CREATE INDEX "MeetingSubject_workspaceId_agreementId_idx" ON "MeetingSubject"("workspaceId", "agreementId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingSubject_workspaceId_id_key" ON "MeetingSubject"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "FollowUpComment_workspaceId_followUpId_at_idx" ON "FollowUpComment"("workspaceId", "followUpId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUpComment_workspaceId_id_key" ON "FollowUpComment"("workspaceId", "id");

-- CreateIndex
CREATE INDEX "ShownItem_workspaceId_kind_itemId_idx" ON "ShownItem"("workspaceId", "kind", "itemId");

-- CreateIndex
CREATE INDEX "ShownItem_postedAt_idx" ON "ShownItem"("postedAt");

-- CreateIndex
CREATE INDEX "Agreement_workspaceId_replacesId_idx" ON "Agreement"("workspaceId", "replacesId");

-- CreateIndex
CREATE INDEX "Lead_workspaceId_renegotiatesId_idx" ON "Lead"("workspaceId", "renegotiatesId");

-- CreateIndex
CREATE INDEX "Partner_workspaceId_meetAgainOn_idx" ON "Partner"("workspaceId", "meetAgainOn");

-- AddForeignKey
ALTER TABLE "Lead" ADD CONSTRAINT "Lead_workspaceId_renegotiatesId_fkey" FOREIGN KEY ("workspaceId", "renegotiatesId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_workspaceId_replacesId_fkey" FOREIGN KEY ("workspaceId", "replacesId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signatory" ADD CONSTRAINT "Signatory_workspaceId_agreementId_fkey" FOREIGN KEY ("workspaceId", "agreementId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commitment" ADD CONSTRAINT "Commitment_workspaceId_agreementId_fkey" FOREIGN KEY ("workspaceId", "agreementId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_workspaceId_agreementId_fkey" FOREIGN KEY ("workspaceId", "agreementId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementDocument" ADD CONSTRAINT "AgreementDocument_workspaceId_agreementId_fkey" FOREIGN KEY ("workspaceId", "agreementId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SigningRecord" ADD CONSTRAINT "SigningRecord_workspaceId_agreementId_fkey" FOREIGN KEY ("workspaceId", "agreementId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_workspaceId_agreementId_fkey" FOREIGN KEY ("workspaceId", "agreementId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingContact" ADD CONSTRAINT "MeetingContact_workspaceId_meetingId_fkey" FOREIGN KEY ("workspaceId", "meetingId") REFERENCES "Meeting"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingContact" ADD CONSTRAINT "MeetingContact_workspaceId_contactId_fkey" FOREIGN KEY ("workspaceId", "contactId") REFERENCES "Contact"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingSubject" ADD CONSTRAINT "MeetingSubject_workspaceId_meetingId_fkey" FOREIGN KEY ("workspaceId", "meetingId") REFERENCES "Meeting"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingSubject" ADD CONSTRAINT "MeetingSubject_workspaceId_leadId_fkey" FOREIGN KEY ("workspaceId", "leadId") REFERENCES "Lead"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingSubject" ADD CONSTRAINT "MeetingSubject_workspaceId_agreementId_fkey" FOREIGN KEY ("workspaceId", "agreementId") REFERENCES "Agreement"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUpComment" ADD CONSTRAINT "FollowUpComment_workspaceId_followUpId_fkey" FOREIGN KEY ("workspaceId", "followUpId") REFERENCES "FollowUp"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShownItem" ADD CONSTRAINT "ShownItem_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
