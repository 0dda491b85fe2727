import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { ConfigError, readConfig } from './config.js';
import { FolderLockedError } from './database/folder-lock.js';
import { MigrationError } from './database/migrations.js';
import { type Running, run, StartError } from './run.js';
import { LocalSlackUnavailable } from './trial/local-slack.js';

// The only reader of the environment and of the system clock.

const referenceLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function newReference(): string {
  return Array.from({ length: 6 }, () => referenceLetters[randomInt(referenceLetters.length)]).join('');
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel });
  const running = await run({ config, log, now: () => new Date(), newReference, say: console.log });
  stopOnSignals(running);
}

function stopOnSignals(running: Running): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log('\nStopping …');
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** Errors whose message says all that a person at the terminal needs; any other is shown whole. */
const explained = [ConfigError, FolderLockedError, LocalSlackUnavailable, MigrationError, StartError];

main().catch((error: unknown) => {
  const known = error instanceof Error && explained.some((kind) => error instanceof kind);
  console.error(known ? `\n${error.message}` : error);
  process.exit(1);
});
