import { randomUUID } from 'node:crypto';
import { env } from 'node:process';
import { dropDatabasesOfThisRun } from './database.js';

/** Gives the run of the tests its name, which its workers inherit, and leaves nothing behind on the server. */
export default function setup(): () => Promise<void> {
  env['TEST_RUN'] = randomUUID().slice(0, 8);
  return dropDatabasesOfThisRun;
}
