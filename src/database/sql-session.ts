import type { PGlite } from '@electric-sql/pglite';
import type { Client } from 'pg';
import type { SqlSession } from './migrations.js';

/** The session of an embedded database: it has just one. */
export function pgliteSession(pglite: PGlite): SqlSession {
  return {
    run: async (sql) => {
      await pglite.exec(sql);
    },
    rows: async (sql, values = []) => (await pglite.query<Record<string, unknown>>(sql, values)).rows,
  };
}

/** The session of one connection to a PostgreSQL server. */
export function postgresSession(client: Client): SqlSession {
  return {
    run: async (sql) => {
      await client.query(sql);
    },
    rows: async (sql, values = []) => (await client.query<Record<string, unknown>>(sql, values)).rows,
  };
}
