-- AlterTable
ALTER TABLE "Lead" ADD COLUMN     "decidedAt" TIMESTAMPTZ(3),
ADD COLUMN     "decidedById" TEXT;

-- CreateIndex
CREATE INDEX "Change_rows_path" ON "Change" USING GIN ("rows" jsonb_path_ops);
