-- AlterTable
ALTER TABLE "ShownItem" DROP CONSTRAINT "ShownItem_pkey",
ALTER COLUMN "itemId" SET DATA TYPE TEXT,
ADD CONSTRAINT "ShownItem_pkey" PRIMARY KEY ("workspaceId", "channelId", "messageTs", "kind", "itemId");
