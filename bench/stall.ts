import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { SlackServer } from '../test/process/slack-server.js';
import { drive } from './load.js';
import { type Store, startDesk, typed } from './subjects.js';

const stallSeconds = 5;

/**
 * Measures how late acknowledgements are at 50 connections while Slack answers nothing, and the database as well where
 * it is a server: there a lock on its tables holds up every read. Prints one line.
 */
export async function measureStall(slack: SlackServer, store: Store): Promise<void> {
  const desk = await startDesk(slack, store);
  try {
    const warm = [typed(slack, 'followups'), typed(slack, 'help')];
    await drive(desk.url, warm, { connections: 10, seconds: 3 });
    // People whom the app knows, people about whom it must ask Slack, and forms that it must open there. Few of them: the
    // load generator prepares each for each connection before it begins to count.
    const bodies = Array.from({ length: 10 }, (_, index) => [
      typed(slack, 'followups'),
      typed(slack, 'followups', `U0NEW${index}`),
      typed(slack, 'lead'),
    ]).flat();
    const release = await holdBack(slack, store);
    const { perSecond, p50, p99 } = await drive(desk.url, bodies, { connections: 50, seconds: stallSeconds });
    await release();
    const stalled = store === 'embedded' ? 'Slack' : 'Slack and PostgreSQL';
    console.log(
      `| ${stalled} | ${perSecond.toFixed(0)} | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${p99 < 1_000 ? 'yes' : 'no'} |`,
    );
    const health = await fetch(`${desk.url}/healthz`);
    if (health.status !== 200) throw new Error('The app is not alive after the stall');
  } finally {
    await desk.stop('SIGTERM');
  }
}

async function holdBack(slack: SlackServer, store: Store): Promise<() => Promise<void>> {
  slack.stall();
  const client = store === 'embedded' ? null : new Client({ connectionString: store.url });
  await client?.connect();
  await client?.query('BEGIN');
  await client?.query('LOCK TABLE "Workspace", "FollowUp", "Partner" IN ACCESS EXCLUSIVE MODE');
  return async () => {
    await client?.query('ROLLBACK');
    await client?.end();
    slack.release();
    // What was held goes on now; the next measurement is not to meet it.
    await delay(2_000);
  };
}
