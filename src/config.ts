import { z } from 'zod';
import { isTimeZone } from './calendar/time-zone.js';
import { languages } from './language/words.js';

/** How the app talks to Slack: over a web socket that it opens, or by signed requests that Slack sends. */
export type SlackAccess =
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string }
  /** No credential at all: a local Slack is started for trying the app. */
  | { readonly mode: 'trial' };

export interface Config {
  readonly slack: SlackAccess;
  readonly slackApiUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where PostgreSQL is; none: the embedded database. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly logLevel: string;
  readonly defaultLanguage: 'fr' | 'en';
  readonly defaultTimeZone: string;
}

/** Everything that is wrong with the environment, one sentence a problem. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration can't be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function token(prefix: string, where: string) {
  return z.string().startsWith(prefix, `must start with "${prefix}": ${where}`).optional();
}

const environment = z.object({
  NODE_ENV: z.string().optional(),
  SLACK_BOT_TOKEN: token('xoxb-', 'copy it from "OAuth & Permissions" of your Slack app'),
  SLACK_APP_TOKEN: token(
    'xapp-',
    'make one under "Basic Information", "App-Level Tokens", with connections:write',
  ),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: z.url('must be a web address').default('https://slack.com/api/'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d+$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number, 65535 at most')
    .default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://; leave it out for the embedded database')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  DEFAULT_LANGUAGE: z.enum(languages, 'must be fr or en').default('fr'),
  DEFAULT_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be a time zone such as Africa/Casablanca or Europe/Paris')
    .default('Africa/Casablanca'),
});

/**
 * Reads the environment; an empty string counts as unset.
 * @throws ConfigError that lists every problem at once.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const read = environment.safeParse(set);
  const problems = (read.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`);
  problems.push(...missingCredentials(set));
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  const { data } = read;
  return {
    slack: accessOf(data),
    slackApiUrl: data.SLACK_API_URL.endsWith('/') ? data.SLACK_API_URL : `${data.SLACK_API_URL}/`,
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL ?? null,
    dataDir: data.DATA_DIR,
    logLevel: data.LOG_LEVEL,
    defaultLanguage: data.DEFAULT_LANGUAGE,
    defaultTimeZone: data.DEFAULT_TIME_ZONE,
  };
}

function accessOf(data: z.infer<typeof environment>): SlackAccess {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = data;
  if (botToken !== undefined && appToken !== undefined) return { mode: 'socket', botToken, appToken };
  if (botToken !== undefined && signingSecret !== undefined) return { mode: 'http', botToken, signingSecret };
  return { mode: 'trial' };
}

function missingCredentials(set: Readonly<Record<string, string | undefined>>): string[] {
  const bot = set['SLACK_BOT_TOKEN'] !== undefined;
  const app = set['SLACK_APP_TOKEN'] !== undefined;
  const secret = set['SLACK_SIGNING_SECRET'] !== undefined;
  if ((app || secret) && !bot)
    return ['SLACK_BOT_TOKEN is missing: the other Slack credentials are of no use without it'];
  if (bot && !app && !secret) {
    return [
      'SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for signed HTTP requests) is missing beside SLACK_BOT_TOKEN',
    ];
  }
  if (!bot && set['NODE_ENV'] === 'production') {
    return [
      'SLACK_BOT_TOKEN is missing, with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET: in production there is no trial mode',
    ];
  }
  return [];
}
