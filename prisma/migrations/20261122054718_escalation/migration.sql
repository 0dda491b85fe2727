-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "escalatingAt" TIMESTAMPTZ(3);
