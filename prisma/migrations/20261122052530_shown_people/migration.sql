-- AlterTable
ALTER TABLE "ShownItem" DROP CONSTRAINT "ShownItem_pkey",
ALTER COLUMN "itemId" SET DATA TYPE TEXT,
ADD CONSTRAINT "ShownItem_pkey" PRIMARY KEY ("workspaceId", "channelId", "messageTs", "kind", "itemId");

-- The app writes partners' entries anew when it starts: with their tags and notes, by which they are found too.
DELETE FROM "SearchEntry" WHERE "kind" = 'partner';
