-- AlterTable
ALTER TABLE "Agreement" ADD COLUMN     "missedEndsOn" DATE,
ADD COLUMN     "noticeHeldInTime" BOOLEAN NOT NULL DEFAULT false;
