import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('without anything is the trial, on the embedded database', () => {
    expect(readConfig({})).toEqual({
      slack: { mode: 'trial' },
      slackApiUrl: 'https://slack.com/api/',
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: null,
      dataDir: './data',
      logLevel: 'info',
      defaultLanguage: 'fr',
      defaultTimeZone: 'Africa/Casablanca',
    });
  });

  it('takes an empty string for unset', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: ' ', DATABASE_URL: '' })).toEqual(readConfig({}));
  });

  it('is Socket Mode with an app token, and signed HTTP without', () => {
    const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
    expect(readConfig({ ...bot, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' }).slack.mode).toBe(
      'socket',
    );
    expect(readConfig({ ...bot, SLACK_SIGNING_SECRET: 's' }).slack.mode).toBe('http');
  });

  it.each([
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /^SLACK_BOT_TOKEN is missing/],
    [{ SLACK_SIGNING_SECRET: 's' }, /^SLACK_BOT_TOKEN is missing/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /^SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET .* is missing/],
    [{ NODE_ENV: 'production' }, /^SLACK_BOT_TOKEN is missing.*no trial mode$/],
    [{ PORT: '99999' }, /^PORT must be a port number/],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL must start with postgresql/],
    [{ DEFAULT_TIME_ZONE: 'Casablanca' }, /^DEFAULT_TIME_ZONE must be a time zone/],
    [{ DEFAULT_LANGUAGE: 'de' }, /^DEFAULT_LANGUAGE must be fr or en/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of/],
    [{ SLACK_API_URL: 'slack' }, /^SLACK_API_URL must be a web address/],
    [{ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' }, /^SLACK_BOT_TOKEN must start with "xoxb-"/],
  ])('refuses %j in words', (variables, problem) => {
    expect(problemsOf(variables)).toEqual([expect.stringMatching(problem)]);
  });

  it('tells every problem at once', () => {
    const all = { SLACK_APP_TOKEN: 'xapp-1', PORT: 'x', DEFAULT_LANGUAGE: 'de' };
    expect(problemsOf(all)).toHaveLength(3);
    expect(new ConfigError(problemsOf(all)).message.split('\n')).toHaveLength(4);
  });

  it('is explained, each variable, in .env.example', () => {
    const example = readFileSync(resolve(import.meta.dirname, '../.env.example'), 'utf8');
    const source = readFileSync(resolve(import.meta.dirname, '../src/config.ts'), 'utf8');
    const known = [...source.matchAll(/^ {2}([A-Z_]+): /gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'NODE_ENV');
    expect([...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name).sort()).toEqual(known.sort());
    const values = Object.fromEntries(
      [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(readConfig(values)).toEqual(readConfig({}));
  });
});
