import { fileURLToPath } from 'node:url';
import { App, type BlockAction, LogLevel, type SlackViewAction, SocketModeReceiver } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTrialBridge } from '../../src/trial/bridge.js';
import { type LocalSlack, LocalSlackUnavailable, startLocalSlack } from '../../src/trial/local-slack.js';
import { trialPeople, trialWorkspace } from '../../src/trial/workspace.js';
import { connectPage, type PageSocket } from './page-socket.js';

const cache = fileURLToPath(new URL('../../node_modules/.cache/local-slack', import.meta.url));
const { officer, international, guest, administrator } = trialPeople;
const [channel = { id: '' }] = trialWorkspace.channels;

let unavailable = '';
const started = await startLocalSlack({ port: 3180, folder: cache, log: () => {} }).catch((error) => {
  if (!(error instanceof LocalSlackUnavailable)) throw error;
  unavailable = error.message;
  return null;
});

const logged = z.object({
  log: z.array(z.looseObject({ summary: z.string(), detail: z.unknown().optional() })),
});
const posted = z.object({
  messages: z.array(z.looseObject({ ts: z.string(), text: z.string(), subtype: z.string().optional() })),
});
const seen = { suggestions: 0 };
const input = (block_id: string, element: object, optional = false) => ({
  type: 'input',
  block_id,
  optional,
  label: { type: 'plain_text', text: `Label of ${block_id}` },
  element: { action_id: 'ask', ...element },
});

describe.skipIf(started === null)(`the app in the local Slack ${unavailable}`, () => {
  let slack: LocalSlack;
  let app: App;
  let page: PageSocket;
  let submission: SlackViewAction | undefined;
  const actions: BlockAction[] = [];

  beforeAll(async () => {
    if (started === null) return;
    slack = started;
    const bridge = createTrialBridge({ workspace: trialWorkspace, apiUrl: slack.apiUrl });
    const { appToken, botToken } = trialWorkspace.app;
    const receiver = new SocketModeReceiver({
      appToken,
      logLevel: LogLevel.ERROR,
      installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    });
    app = new App({
      token: botToken,
      receiver: bridge.wrapReceiver(receiver),
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: slack.apiUrl, fetch: bridge.fetch },
    });
    listen();
    await app.start();
    page = await connectPage(slack.url);
  });

  afterAll(async () => {
    page?.close();
    await app?.stop();
    await started?.stop();
  });

  function listen() {
    app.command('/form', async ({ ack, body, client, command }) => {
      await ack();
      const option = (value: string) => ({ value, text: { type: 'plain_text', text: value } });
      const view = JSON.stringify({
        type: 'modal',
        callback_id: 'form',
        title: { type: 'plain_text', text: 'Form' },
        submit: { type: 'plain_text', text: 'Save' },
        private_metadata: command.text,
        blocks: [
          input('owner', { type: 'users_select', initial_user: officer.id }),
          input('partner', { type: 'external_select', min_query_length: 0 }, true),
          input('text', { type: 'plain_text_input' }),
          input('axes', {
            type: 'checkboxes',
            options: [option('research'), option('events')],
            initial_options: [option('events')],
          }),
          {
            type: 'actions',
            block_id: 'row',
            elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } }],
          },
        ],
      });
      await client.apiCall('views.open', { trigger_id: body.trigger_id, view });
    });
    app.command('/words', async ({ ack, respond }) => {
      await ack('Heard.');
      await respond({ text: 'R&amp;D' });
    });
    app.options('ask', async ({ ack }) => {
      seen.suggestions += 1;
      await ack({ options: [{ value: 'p1', text: { type: 'plain_text', text: 'First partner' } }] });
    });
    app.view('form', async ({ ack, body }) => {
      submission = body;
      const { value } = body.view.state.values['text']?.['ask'] ?? {};
      if (value === 'wrong') await ack({ response_action: 'errors', errors: { text: 'Not this.' } });
      else await ack();
    });
    app.action({ type: 'block_actions' }, async ({ ack, body, client }) => {
      await ack();
      actions.push(body);
      if (body.view?.type !== 'modal') return;
      const { type, callback_id, title, submit, blocks } = body.view;
      const view = JSON.stringify({ type, callback_id, title, submit, blocks });
      await client.apiCall('views.update', { view_id: body.view.id, view });
    });
    app.event('app_home_opened', async ({ event, client }) => {
      const elements = [{ type: 'users_select', action_id: 'who' }];
      const view = JSON.stringify({
        type: 'home',
        callback_id: 'desk',
        blocks: [{ type: 'actions', block_id: 'row', elements }],
      });
      await client.apiCall('views.publish', { user_id: event.user, view });
    });
  }

  const control = async (path: string, body?: object) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const response = await fetch(`${slack.url}/_control/${path}`, body === undefined ? {} : init);
    return response.json();
  };
  const command = (name: string, user: string, text = '') =>
    control('command', { channel: channel.id, user, command: name, text });
  const calls = async (method: string) =>
    logged.parse(await control('log')).log.filter(({ summary }) => summary === method);
  const messages = async () => posted.parse(await control(`messages/${channel.id}`)).messages;
  const acks = async () =>
    logged
      .parse(await control('log'))
      .log.filter(({ summary }) => summary.startsWith('ack '))
      .map(({ detail }) => detail);
  const type = (text: string) => ({ text: { ask: { type: 'plain_text_input', value: text } } });
  const openForm = async (user: string, text = '') => {
    const before = (await calls('views.open')).length;
    await command('/form', user, text);
    await expect.poll(async () => (await calls('views.open')).length).toBe(before + 1);
  };

  it('opens a form that the page can draw, and reads it as Slack would', async () => {
    await openForm(international.id, `ask <@${officer.id}>`);
    const [call] = await calls('views.open');
    const drawn = z
      .object({
        view: z.object({
          blocks: z.array(z.looseObject({ element: z.looseObject({ type: z.string() }).optional() })),
        }),
      })
      .parse(call?.detail);
    expect(drawn.view.blocks.map(({ element }) => element?.type)).toEqual([
      'static_select',
      'static_select',
      'plain_text_input',
      'checkboxes',
      undefined,
      'static_select',
    ]);
    expect(seen.suggestions).toBe(1);

    page.send({ t: 'view_submit', user: international.id, values: type('Hello') });
    await expect
      .poll(() => submission?.view.state.values)
      .toEqual({
        owner: { ask: { type: 'users_select', selected_user: officer.id } },
        partner: { ask: { type: 'external_select', selected_option: null } },
        text: { ask: { type: 'plain_text_input', value: 'Hello' } },
        axes: {
          ask: {
            type: 'checkboxes',
            selected_options: [{ value: 'events', text: { type: 'plain_text', text: 'events' } }],
          },
        },
      });
    expect(submission?.view.private_metadata).toBe(`ask <@${officer.id}|${officer.handle}>`);
    expect(submission?.view.blocks[0]).toMatchObject({ element: { type: 'users_select' } });
  });

  it('refuses what Slack’s client would refuse, and names the fields of the app’s refusals', async () => {
    await openForm(international.id);
    submission = undefined;
    page.send({ t: 'view_submit', user: international.id, values: {} });
    await expect.poll(acks).toContainEqual({
      response_action: 'errors',
      errors: { 'Label of text': 'Please fill in this field.' },
    });
    expect(submission).toBeUndefined();
    page.send({ t: 'view_submit', user: international.id, values: type('wrong') });
    await expect
      .poll(acks)
      .toContainEqual({ response_action: 'errors', errors: { 'Label of text': 'Not this.' } });
  });

  it('presses a button of a form, and keeps what was typed when the form is drawn anew', async () => {
    await openForm(international.id);
    const [call] = (await calls('views.open')).slice(-1);
    const drawn = z
      .object({
        view: z.object({
          blocks: z.array(
            z.looseObject({
              block_id: z.string().optional(),
              element: z.looseObject({ options: z.array(z.unknown()).optional() }).optional(),
            }),
          ),
        }),
      })
      .parse(call?.detail);
    const buttons = drawn.view.blocks.at(-1);
    const chosen = { type: 'static_select', selected_option: buttons?.element?.options?.[0] };
    const pressed = { [buttons?.block_id ?? '']: { [buttons?.block_id ?? '']: chosen } };
    page.send({ t: 'view_submit', user: international.id, values: { ...type('Typed'), ...pressed } });
    await expect
      .poll(() => actions.at(-1)?.actions[0])
      .toMatchObject({ type: 'button', action_id: 'more', block_id: 'row' });
    expect(actions.at(-1)?.view?.state.values['text']?.['ask']?.value).toBe('Typed');
    await expect
      .poll(async () => JSON.stringify((await calls('views.update')).at(-1)?.detail))
      .toContain('"initial_value":"Typed"');
  });

  it('answers a command to its author alone, as typed', async () => {
    await command('/words', officer.id);
    await expect
      .poll(async () => (await messages()).map(({ text, subtype }) => `${subtype}: ${text}`))
      .toEqual(expect.arrayContaining(['ephemeral: Heard.', 'ephemeral: R&D']));
  });

  it('tells of a pick in a message, with the message as the app sent it, and finds its metadata again', async () => {
    const blocks = [
      { type: 'actions', block_id: 'row', elements: [{ type: 'users_select', action_id: 'who' }] },
    ];
    const metadata = { event_type: 'digest', event_payload: { id: '7' } };
    const { ts } = z.looseObject({ ts: z.string() }).parse(
      await app.client.apiCall('chat.postMessage', {
        channel: channel.id,
        text: 'Who?',
        blocks: JSON.stringify(blocks),
        metadata: JSON.stringify(metadata),
      }),
    );
    const action = {
      type: 'static_select',
      action_id: 'who',
      block_id: 'row',
      selected_option: { value: guest.id, text: {} },
    };
    await control('interact', { channel: channel.id, messageTs: ts, user: officer.id, action });
    await expect
      .poll(() => actions.at(-1))
      .toMatchObject({
        actions: [{ type: 'users_select', selected_user: guest.id }],
        message: { ts, blocks },
      });
    const history = await app.client.conversations.history({
      channel: channel.id,
      include_all_metadata: true,
    });
    expect(history.messages?.find((one) => one.ts === ts)).toMatchObject({ metadata, blocks });
  });

  it('tells of a pick in the App Home as Slack does', async () => {
    await control('open-home', { user: officer.id });
    await expect.poll(async () => (await calls('views.publish')).length).toBe(1);
    const action = {
      type: 'static_select',
      action_id: 'who',
      block_id: 'row',
      selected_option: { value: guest.id, text: {} },
    };
    page.send({
      t: 'block_action',
      channel: '',
      messageTs: '',
      user: officer.id,
      action,
      appId: trialWorkspace.app.id,
    });
    await expect
      .poll(() => actions.at(-1))
      .toMatchObject({
        container: { type: 'view' },
        view: { type: 'home', callback_id: 'desk', blocks: [{ elements: [{ type: 'users_select' }] }] },
        actions: [{ type: 'users_select', selected_user: guest.id }],
      });
    expect(actions.at(-1)).not.toHaveProperty('message');
    expect(actions.at(-1)).not.toHaveProperty('channel');
  });

  it('knows the language and the standing of people', async () => {
    const facts = async (user: string) => (await app.client.users.info({ user, include_locale: true })).user;
    const { teamId: team_id } = trialWorkspace;
    expect(await facts(international.id)).toMatchObject({ locale: 'en-GB', is_restricted: false, team_id });
    expect(await facts(guest.id)).toMatchObject({
      locale: 'fr-FR',
      is_restricted: true,
      is_ultra_restricted: true,
    });
    expect(await facts(administrator.id)).toMatchObject({ is_admin: true });
    const { members = [] } = await app.client.users.list({});
    expect(members.filter(({ is_restricted }) => is_restricted).map(({ id }) => id)).toEqual([guest.id]);
  });
});
