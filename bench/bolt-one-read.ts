import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openEmbedded } from '../src/database/embedded.js';
import { PrismaClient } from '../src/generated/prisma/client.js';

// A Bolt app whose one command does one read with Prisma, of the same store as the app's: the person's open follow-ups.
// It uses Prisma with the published adapters as their guides do, and the embedded PostgreSQL as safely as the app.

const workspaceId = process.env['WORKSPACE_ID'] ?? '';
const connectionString = process.env['DATABASE_URL'];
const { prisma, close } = connectionString === undefined ? await inFolder() : onServer(connectionString);

function onServer(url: string) {
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
  return { prisma: client, close: () => client.$disconnect() };
}

async function inFolder() {
  const pglite = await openEmbedded(join(process.env['DATABASE_FOLDER'] ?? '', 'database'));
  const client = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  const close = async () => {
    await client.$disconnect();
    await pglite.close();
  };
  return { prisma: client, close };
}

const receiver = new HTTPReceiver({
  signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
  logLevel: LogLevel.ERROR,
  customRoutes: [{ path: '/readyz', method: 'GET', handler: (_request, response) => response.end() }],
});
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: 'xoxb-bare', botId: 'B0BARE', botUserId: 'U0BARE' }),
});
app.command('/partner', async ({ command, ack }) => {
  const rows = await prisma.followUp.findMany({
    where: { workspaceId, assigneeId: command.user_id, state: 'open' },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: 10,
  });
  await ack(rows.map(({ text }) => `• ${text}`).join('\n'));
});
process.once('SIGTERM', async () => {
  await receiver.stop();
  await close();
});
await receiver.start({ port: Number(process.env['PORT']), host: '127.0.0.1' });
