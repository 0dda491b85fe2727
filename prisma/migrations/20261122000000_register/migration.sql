-- CreateEnum
CREATE TYPE "LeadTriage" AS ENUM ('proposed', 'accepted', 'declined');

-- CreateEnum
CREATE TYPE "LostReason" AS ENUM ('no_answer', 'no_interest', 'no_means', 'other_partner', 'other');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('officer', 'head', 'focal_point');

-- AlterTable
ALTER TABLE "Agreement" ADD COLUMN     "leadId" UUID;

-- AlterTable
ALTER TABLE "Lead" ADD COLUMN     "currency" CHAR(3),
ADD COLUMN     "declinedBecause" TEXT,
ADD COLUMN     "lostBecause" TEXT,
ADD COLUMN     "lostReason" "LostReason",
ADD COLUMN     "triage" "LeadTriage" NOT NULL DEFAULT 'accepted',
ADD COLUMN     "value" INTEGER;

-- AlterTable
ALTER TABLE "Partner" ADD COLUMN     "slackChannelId" TEXT;

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "coldAfterDays" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "officeChannelId" TEXT;

-- CreateTable
CREATE TABLE "Member" (
    "workspaceId" TEXT NOT NULL,
    "slackUserId" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "Member_pkey" PRIMARY KEY ("workspaceId","slackUserId")
);

-- CreateTable
CREATE TABLE "Absence" (
    "workspaceId" TEXT NOT NULL,
    "slackUserId" TEXT NOT NULL,
    "deputyId" TEXT NOT NULL,
    "untilOn" DATE NOT NULL,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("workspaceId","slackUserId")
);

-- CreateTable
CREATE TABLE "SearchEntry" (
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "partnerId" UUID,
    "text" TEXT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("workspaceId","kind","subjectId")
);

-- CreateIndex
CREATE INDEX "SearchEntry_text_trgm" ON "SearchEntry" USING GIN ("text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Agreement_workspaceId_leadId_idx" ON "Agreement"("workspaceId", "leadId");

-- CreateIndex
CREATE INDEX "Lead_workspaceId_triage_stage_stageSince_idx" ON "Lead"("workspaceId", "triage", "stage", "stageSince");

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_workspaceId_leadId_fkey" FOREIGN KEY ("workspaceId", "leadId") REFERENCES "Lead"("workspaceId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SearchEntry" ADD CONSTRAINT "SearchEntry_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
