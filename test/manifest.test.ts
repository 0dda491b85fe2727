import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listensTo } from '../src/slack/listeners.js';
import { methods } from './support/slack-rules/index.js';

const root = resolve(import.meta.dirname, '..');

const manifestSchema = z.looseObject({
  features: z.looseObject({
    slash_commands: z.array(z.looseObject({ command: z.string(), url: z.string().optional() })),
    shortcuts: z.array(z.looseObject({ callback_id: z.string() })).default([]),
  }),
  oauth_config: z.looseObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({
      bot_events: z.array(z.string()),
      request_url: z.string().optional(),
    }),
    interactivity: z.looseObject({ request_url: z.string().optional() }),
    socket_mode_enabled: z.boolean(),
  }),
});

const read = (name: string) =>
  manifestSchema.parse(JSON.parse(readFileSync(join(root, 'manifest', name), 'utf8')));
const socket = read('manifest.socket.json');
const http = read('manifest.http.json');

const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated') && !file.startsWith('trial'))
  .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
  .join('\n');
const named = (pattern: RegExp) =>
  [...new Set([...code.matchAll(pattern)].map(([, name = '']) => name))].sort();

describe('the manifest', () => {
  it('names the commands, events and shortcuts that the code listens to', () => {
    expect(socket.features.slash_commands.map(({ command }) => command)).toEqual([listensTo.command]);
    expect(socket.settings.event_subscriptions.bot_events.toSorted()).toEqual(listensTo.events.toSorted());
    expect(socket.features.shortcuts.map(({ callback_id }) => callback_id).toSorted()).toEqual(
      named(/callbackId: '([^']+)'/g),
    );
  });

  it('asks for the scopes of the methods that the code calls, and no other', () => {
    const called = Object.keys(methods).filter((method) => code.includes(`.${method}(`));
    expect(called).toContain('chat.postMessage');
    const granted = socket.oauth_config.scopes.bot;
    const lacking = called.filter((method) => {
      const { scopes } = methods[method] ?? { scopes: [] };
      return scopes.length > 0 && !scopes.some((scope) => granted.includes(scope));
    });
    expect(lacking).toEqual([]);
    // Slack lets only apps with this scope ask for files in forms.
    const forFiles = code.includes("type: 'file_input'") ? ['files:read'] : [];
    const used = new Set([
      'commands',
      ...forFiles,
      ...called.flatMap((method) => methods[method]?.scopes ?? []),
    ]);
    expect(granted.filter((scope) => !used.has(scope))).toEqual([]);
  });

  it('is the same for both ways of reaching the app, but for the addresses', () => {
    const url = 'https://YOUR-HOST/slack/events';
    expect(http.features.slash_commands.map((command) => command.url)).toEqual([url]);
    expect(http.settings.event_subscriptions.request_url).toBe(url);
    expect(http.settings.interactivity.request_url).toBe(url);
    expect(http.settings.socket_mode_enabled).toBe(false);
    const withoutAddresses = JSON.parse(
      JSON.stringify(http, (key, value: unknown) => (/url$/.test(key) ? undefined : value)),
    );
    expect(withoutAddresses).toEqual({
      ...socket,
      settings: { ...socket.settings, socket_mode_enabled: false },
    });
  });
});
