import { join } from 'node:path';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { createApp, type Installation } from './app.js';
import type { Config } from './config.js';
import { type Database, openDatabase } from './database/client.js';
import { boltLogger } from './slack/bolt-logger.js';
import { type Connection, connectByHttp, connectBySocket } from './slack/connection.js';
import type { Health } from './slack/http-receiver.js';
import { startTrial, type Trial } from './trial/trial.js';

/** The app can't start, for a reason that a person can do something about: the message says what. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** What running needs from outside. */
export interface RunOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly now: () => Date;
  readonly newReference: () => string;
  /** Takes one line for the person at the terminal. */
  readonly say: (line: string) => void;
}

/** The running app. */
export interface Running {
  /** Takes no more requests, finishes what is under way (10 s at most), closes everything. */
  stop(): Promise<void>;
}

/** How to reach Slack: the credentials, the API's address, and how requests come in. */
interface SlackAccess {
  readonly botToken: string;
  readonly client: WebClientOptions;
  connect(health: Health): Connection;
}

/**
 * Starts everything in order: database, Slack, app, scheduler.
 * @throws StartError, and the database's and the trial's own errors with their own words
 */
export async function run(options: RunOptions): Promise<Running> {
  const { config, log, now, say } = options;
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    for (const stop of stops.reverse()) await stop();
  };
  try {
    const database = await openDatabase({
      dataDir: join(config.dataDir, 'database'),
      ...(config.databaseUrl === null ? {} : { url: config.databaseUrl }),
    });
    stops.push(() => database.close());
    const trial = config.slack.mode === 'trial' ? await startTrial(config, say) : null;
    if (trial !== null) stops.push(() => trial.stop());

    const access = slackAccess(options, trial);
    const installation = await install(access, log);
    const connection: { current: Connection | null } = { current: null };
    const health = healthOf(database, () => connection.current?.isConnected() ?? false);
    const opened = access.connect(health);
    connection.current = opened;
    const desk = createApp({
      installation,
      receiver: opened.receiver,
      database,
      defaults: {
        name: installation.teamName,
        language: config.defaultLanguage,
        timeZone: config.defaultTimeZone,
      },
      slack: access.client,
      now,
      newReference: options.newReference,
      log,
    });
    // The first query is slow to prepare; nobody should wait for it.
    await desk.settings();
    if (trial !== null) await trial.fillRegister(database, desk, now());
    await desk.fillSearch();
    await opened.start(config.port, config.host).catch((error: unknown) => {
      throw portTaken(error)
        ? new StartError(`Port ${config.port} is in use. Set PORT to another one.`)
        : error;
    });
    stops.push(() => opened.stop());
    desk.scheduler.start();
    stops.push(() => desk.scheduler.stop());
    announce(options, installation, trial);
  } catch (error) {
    await stopAll();
    throw error;
  }
  return { stop: stopAll };
}

function slackAccess({ config, log, now }: RunOptions, trial: Trial | null): SlackAccess {
  const { slack } = config;
  if (slack.mode === 'trial') {
    if (trial === null) throw new Error('Trial mode without a trial');
    return {
      botToken: trial.botToken,
      client: trial.client,
      connect: (health) =>
        connectBySocket({
          appToken: trial.appToken,
          slack: trial.client,
          wrap: trial.wrapReceiver,
          health,
          log,
        }),
    };
  }
  const client: WebClientOptions = { slackApiUrl: config.slackApiUrl };
  return {
    botToken: slack.botToken,
    client,
    connect: (health) =>
      slack.mode === 'socket'
        ? connectBySocket({ appToken: slack.appToken, slack: client, health, log })
        : connectByHttp({ signingSecret: slack.signingSecret, now: () => now().getTime(), health, log }),
  };
}

/** Asks Slack whose token this is. */
async function install(access: SlackAccess, log: Logger): Promise<Installation & { teamName: string }> {
  const client = new WebClient(access.botToken, {
    ...access.client,
    logger: boltLogger(log),
    retryConfig: { retries: 3 },
    timeout: 10_000,
  });
  const told = await client.auth.test().catch((error: { data?: { error?: string }; message?: string }) => {
    const said = error.data?.error;
    throw new StartError(
      said === undefined
        ? `Slack can't be reached: ${error.message}. Check the network and SLACK_API_URL.`
        : `Slack refuses SLACK_BOT_TOKEN (${said}). Copy it again from "OAuth & Permissions" of your Slack app.`,
    );
  });
  return {
    botToken: access.botToken,
    botId: told.bot_id ?? '',
    botUserId: told.user_id ?? '',
    teamId: told.team_id ?? '',
    teamName: told.team ?? '',
  };
}

function healthOf(database: Database, isConnected: () => boolean): Health {
  return {
    alive: () => true,
    ready: async () => {
      const answers = await database.ping().then(
        () => true,
        () => false,
      );
      // Migrations are applied while the database is opened, so an open database has them all.
      const checks = { database: answers, migrations: true, slack: isConnected() };
      return { ready: Object.values(checks).every(Boolean), checks };
    },
  };
}

function portTaken(error: unknown): boolean {
  return (error as { code?: string }).code === 'EADDRINUSE';
}

function announce(
  { config, say }: RunOptions,
  { teamName }: { teamName: string },
  trial: Trial | null,
): void {
  say(`Partnership Desk is ready in ${teamName} (health: http://${config.host}:${config.port}/readyz).`);
  for (const line of trial?.welcome ?? []) say(line);
  say('Press Ctrl-C to stop.');
}
