import { join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { Client } from 'pg';
import { type Database, openDatabase, openPglite } from '../src/database/client.js';
import { openEmbedded } from '../src/database/embedded.js';

/** Sends again, through the bare driver, every statement that was recorded: as it was, and in its order. */
export type Replay = () => Promise<void>;

/** A database as the app opens it, whose statements can be recorded. */
export interface RecordedDatabase {
  readonly database: Database;
  /** Does the work, and keeps every statement that it sends. */
  record(work: () => Promise<void>): Promise<Replay>;
  close(): Promise<void>;
}

/** Opens the server at `url`, or an embedded database in a folder. */
export function openRecorded(url: string | undefined, folder: string): Promise<RecordedDatabase> {
  return url === undefined ? openRecordedFolder(folder) : openRecordedServer(url);
}

async function openRecordedFolder(folder: string): Promise<RecordedDatabase> {
  type Querying = Pick<PGlite, 'query'> | Pick<Transaction, 'query'>;
  type Step = (querying: Querying) => Promise<unknown>;
  const pglite = await openEmbedded(join(folder, 'database'));
  let kept: ((bare: PGlite) => Promise<unknown>)[] | null = null;

  const recording = <Target extends Querying>(target: Target, keep: (step: Step) => void): Target =>
    withQuery(target, (sql, values, options) => {
      keep((querying) => querying.query(sql, values, options));
      return target.query(sql, values, options);
    });
  const transaction: PGlite['transaction'] = (work) =>
    pglite.transaction((bare) => {
      const steps: Step[] = [];
      kept?.push((again) =>
        again.transaction(async (inside) => {
          for (const step of steps) await step(inside);
        }),
      );
      return work(recording(bare, (step) => steps.push(step)));
    });
  const database = await openPglite(
    withTransaction(
      recording(pglite, (step) => kept?.push(step)),
      transaction,
    ),
  );
  return {
    database,
    record: async (work) => {
      const sent: typeof kept = [];
      kept = sent;
      await work();
      kept = null;
      return async () => {
        for (const step of sent) await step(pglite);
      };
    },
    close: () => database.close(),
  };
}

function withQuery<Target extends object>(target: Target, query: PGlite['query']): Target {
  return withMethod(target, 'query', query);
}

function withTransaction(target: PGlite, transaction: PGlite['transaction']): PGlite {
  return withMethod(target, 'transaction', transaction);
}

function withMethod<Target extends object>(target: Target, name: string, method: unknown): Target {
  return new Proxy(target, {
    get(of, property) {
      if (property === name) return method;
      const value: unknown = Reflect.get(of, property, of);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });
}

interface SentStatement {
  readonly connection: number;
  readonly given: readonly unknown[];
}

async function openRecordedServer(url: string): Promise<RecordedDatabase> {
  let kept: SentStatement[] | null = null;
  const connections = new Map<Client, number>();
  // As warm as the app's own: they are connected once, and keep what they prepared.
  const clients: Client[] = [];
  const bare = Client.prototype.query;
  function recording(this: Client, ...given: unknown[]): unknown {
    const [asked] = given;
    const isStatement = typeof asked === 'string' || (asked !== null && typeof asked === 'object');
    if (kept !== null && isStatement) {
      const connection = connections.get(this) ?? connections.size;
      connections.set(this, connection);
      // A callback belongs to whoever asked first.
      kept.push({ connection, given: given.filter((each) => typeof each !== 'function') });
    }
    return Reflect.apply(bare, this, given);
  }
  Client.prototype.query = recording as typeof bare;
  const database = await openDatabase({ url, dataDir: '' });

  async function connectAll(): Promise<void> {
    while (clients.length < connections.size) {
      const client = new Client({ connectionString: url });
      clients.push(client);
      await client.connect();
    }
  }

  return {
    database,
    record: async (work) => {
      const sent: SentStatement[] = [];
      kept = sent;
      await work();
      kept = null;
      await connectAll();
      return () => sendAgain(sent, (connection, given) => Reflect.apply(bare, clients[connection], given));
    },
    close: async () => {
      Client.prototype.query = bare;
      await Promise.all(clients.map((client) => client.end()));
      await database.close();
    },
  };
}

/** Those of one connection follow each other, and so do those that name the same row; others do not wait. */
async function sendAgain(
  sent: readonly SentStatement[],
  send: (connection: number, given: readonly unknown[]) => Promise<unknown>,
): Promise<void> {
  const last = new Map<unknown, Promise<unknown>>();
  for (const { connection, given } of sent) {
    const follows = [connection, ...rowsNamedIn(given)];
    const done = Promise.all(follows.map((key) => last.get(key))).then(() => send(connection, given));
    for (const key of follows) last.set(key, done);
  }
  await Promise.all(last.values());
}

const rowId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

function rowsNamedIn([asked]: readonly unknown[]): string[] {
  const { values = [] } = asked as { readonly values?: readonly unknown[] };
  return values.flat().filter((value) => typeof value === 'string' && rowId.test(value)) as string[];
}
