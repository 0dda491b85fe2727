import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Day } from '../src/calendar/day.js';
import { dayAt } from '../src/calendar/time-zone.js';
import { type Database, openDatabase } from '../src/database/client.js';
import { partnersToSearch } from '../src/partners/partner-search-store.js';
import { fillSearch } from '../src/search/search-store.js';
import { loadSampleRegister } from '../src/trial/sample-register.js';
import { trialPeople } from '../src/trial/workspace.js';
import { fillAgreements } from '../test/agreements/large-register.js';
import {
  type AppProcess,
  freePort,
  httpSettings,
  startApp,
  startProcess,
} from '../test/process/app-process.js';
import { commandBody, signingSecret } from '../test/process/signed-requests.js';
import type { SlackServer } from '../test/process/slack-server.js';

/** Where a subject's rows are: a PostgreSQL server, or an embedded database of its own. */
export type Store = { readonly url: string } | 'embedded';

const workspaceId = 'T0UNIVERSITY';
/** Who asks: someone with follow-ups in the sample register. */
export const asker = trialPeople.officer.id;

const folders: string[] = [];

/** A folder that goes when all is measured. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'partnership-bench-'));
  folders.push(folder);
  return folder;
}

/** Removes every folder that was made for a subject; all subjects are stopped by then. */
export async function removeFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
}

/** Writes the sample register, unless the store has rows already, and so many agreements more. */
async function fill(store: Store, folder: string, agreements = 0): Promise<void> {
  const database = await openDatabase({
    dataDir: join(folder, 'database'),
    url: store === 'embedded' ? undefined : store.url,
  });
  try {
    const timeZone = 'Africa/Casablanca';
    await database.prisma.workspace.upsert({
      where: { id: workspaceId },
      create: { id: workspaceId, name: 'University', language: 'en', timeZone, workingDays: [1, 2, 3, 4, 5] },
      update: {},
    });
    const now = new Date();
    const today = dayAt(now, timeZone);
    await loadSampleRegister(database.prisma, workspaceId, today, now);
    if (agreements > 0) {
      const { id } = await database.prisma.partner.findFirstOrThrow({ where: { workspaceId } });
      // Else the app would first make all of them findable, which is not what is measured.
      await fillSearch(database.scoped(workspaceId), [partnersToSearch]);
      await fillAgreements(database, workspaceId, id, today, agreements);
    }
    await database.vacuum();
  } finally {
    await database.close();
  }
}

/** The product, with the sample register and so many agreements more. */
export async function startDesk(slack: SlackServer, store: Store, agreements = 0): Promise<AppProcess> {
  const folder = await newFolder();
  await fill(store, folder, agreements);
  const app = await startApp(folder, {
    ...httpSettings(slack.apiUrl),
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    ...(store === 'embedded' ? {} : { DATABASE_URL: store.url }),
  });
  await app.ready();
  return app;
}

/** The embedded database by itself, with so many agreements, and the day for which they were made. */
export async function openAgreements(
  agreements: number,
): Promise<{ database: Database; today: Day; workspaceId: string }> {
  const folder = await newFolder();
  await fill('embedded', folder, agreements);
  const database = await openDatabase({ dataDir: join(folder, 'database') });
  return { database, today: dayAt(new Date(), 'Africa/Casablanca'), workspaceId };
}

/** A Bolt app with one command and a constant answer. */
export async function startBareBolt(): Promise<AppProcess> {
  return startScript('bare-bolt.ts', await newFolder(), {});
}

/** A Bolt app whose one command reads once with Prisma, from the same rows as the product. */
export async function startBoltWithOneRead(store: Store): Promise<AppProcess> {
  const folder = await newFolder();
  await fill(store, folder);
  return startScript('bolt-one-read.ts', folder, {
    WORKSPACE_ID: workspaceId,
    DATABASE_FOLDER: join(folder, 'database'),
    ...(store === 'embedded' ? {} : { DATABASE_URL: store.url }),
  });
}

async function startScript(
  script: string,
  folder: string,
  settings: Record<string, string>,
): Promise<AppProcess> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const app = startProcess(['--import', import.meta.resolve('tsx'), file], folder, {
    NODE_ENV: 'production',
    SLACK_SIGNING_SECRET: signingSecret,
    PORT: String(await freePort()),
    ...settings,
  });
  await app.ready();
  return app;
}

/** `/partner` and a text, as `asker` or someone else types it. */
export function typed(slack: SlackServer, text: string, userId = asker): string {
  return commandBody({ text, userId, triggerId: `trigger-${userId}`, responseUrl: slack.responseUrl });
}
