import { App, LogLevel } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, readMarkup, SlackDouble, type SlackDoubleOptions, textOf } from './slack-double.js';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const markup = (text: string) => ({ type: 'mrkdwn', text }) as const;
const option = (text: string, value: string) => ({ text: plain(text), value });
const stages = [option('Identified', 'identified'), option('Won', 'won')];

const nameField: KnownBlock = {
  type: 'input',
  block_id: 'name',
  label: plain('Name'),
  element: { type: 'plain_text_input', action_id: 'value', max_length: 20, initial_value: 'ODCO' },
};
const stageField: KnownBlock = {
  type: 'input',
  block_id: 'stage',
  label: plain('Stage'),
  optional: true,
  element: { type: 'static_select', action_id: 'value', options: stages },
};
const partnerField: KnownBlock = {
  type: 'input',
  block_id: 'partner',
  label: plain('Partner'),
  optional: true,
  element: { type: 'external_select', action_id: 'value', min_query_length: 2 },
};
const form = (blocks: KnownBlock[] = [nameField, stageField, partnerField]): ModalView => ({
  type: 'modal',
  callback_id: 'lead',
  title: plain('New lead'),
  submit: plain('Save'),
  blocks,
});
const row = (name: string): KnownBlock[] => [
  { type: 'section', text: markup(`*${name}* &amp; co`) },
  {
    type: 'actions',
    block_id: `row-${name}`,
    elements: [
      { type: 'button', action_id: 'done', text: plain('Done'), value: name },
      { type: 'overflow', action_id: 'more', options: [option('Snooze', 'snooze')] },
    ],
  },
];

let now: number;
let slack: SlackDouble;
let app: App;

function begin(options: Partial<SlackDoubleOptions> = {}) {
  now = Date.UTC(2026, 10, 20, 9, 0, 0);
  slack = new SlackDouble({
    clock: () => now,
    people: [
      { id: 'U1', name: 'amina', locale: 'fr-FR', tz: 'Africa/Casablanca' },
      { id: 'U2', name: 'guest', isRestricted: true, isUltraRestricted: true },
      { id: 'U3', name: 'stranger', isStranger: true, teamId: 'T9' },
    ],
    channels: [
      { id: 'C1', name: 'partnerships' },
      { id: 'C2', name: 'elsewhere', botIsMember: false },
      { id: 'C3', name: 'old', isArchived: true },
    ],
    ...options,
  });
  app = new App({
    token: slack.botToken,
    receiver: slack.receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: {
      slackApiUrl: slack.apiUrl,
      fetch: slack.fetch,
      retryConfig: { retries: 0 },
      timeout: 50,
    },
  });
}

beforeEach(() => begin());
afterEach(() => slack.expectNoProblems());

describe('a command', () => {
  it('reaches the app as Slack sends it; the answer is for the person alone', async () => {
    let body: unknown;
    app.command('/partner', async ({ command, ack, respond }) => {
      body = command;
      await ack({ text: 'first' });
      await respond({ text: 'second', response_type: 'ephemeral' });
    });
    const seen = await slack.as('U1').command('/partner lead “ODCO”', { channel: 'C1' });
    expect(body).toMatchObject({
      command: '/partner',
      text: 'lead “ODCO”',
      user_id: 'U1',
      channel_id: 'C1',
      team_id: slack.teamId,
    });
    expect(seen.ephemerals.map((each) => each.text)).toEqual(['first', 'second']);
    expect(slack.person('U2').ephemerals).toEqual([]);
    expect(slack.channel('C1').messages).toEqual([]);
    expect((await slack.as('U1').command('/partner')).ephemerals).toHaveLength(2);
  });

  it('that nobody acknowledges, or that breaks, is a problem', async () => {
    app.command('/broken', async ({ ack }) => {
      await ack();
      throw new Error('broken');
    });
    app.error(async (error) => {
      throw error;
    });
    await slack.as('U1').command('/silent');
    await slack.as('U1').command('/broken');
    const [silent, broken, ...others] = slack.takeProblems();
    expect(silent).toBe('/silent by U1: was not acknowledged');
    expect(broken).toContain('broken');
    expect(others).toEqual([]);
  });

  it('acknowledged after three seconds of the clock is a problem', async () => {
    app.command('/slow', async ({ ack }) => {
      now += 3001;
      await ack();
    });
    await slack.as('U1').command('/slow');
    expect(slack.takeProblems()).toEqual(['/slow by U1: was acknowledged after 3001 ms']);
  });
});

describe('a response URL', () => {
  it('serves five times within half an hour, and can replace and remove', async () => {
    const statuses: unknown[] = [];
    app.command('/partner', async ({ ack, respond }) => {
      await ack();
      for (let use = 1; use <= 6; use += 1)
        await respond(`use ${use}`).catch((error) => statuses.push(error.message));
    });
    app.action('done', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'settled', replace_original: true });
    });
    app.action('late', async ({ ack, respond }) => {
      await ack();
      now += 30 * 60_000 + 1;
      await respond('late').catch((error) => statuses.push(error.message));
    });
    const seen = await slack.as('U1').command('/partner');
    expect(seen.ephemerals).toHaveLength(5);
    const late: KnownBlock = {
      type: 'actions',
      elements: [{ type: 'button', action_id: 'late', text: plain('Late') }],
    };
    await app.client.chat.postMessage({ channel: 'C1', text: 'rows', blocks: [...row('ODCO'), late] });
    const [message] = slack.channel('C1').messages;
    if (!message) throw new Error('not posted');
    await slack.as('U1').clicks(message, 'Late');
    expect(statuses).toHaveLength(2);
    await slack.as('U1').clicks(message, 'Done');
    expect([message.text, message.blocks]).toEqual(['settled', []]);
  });
});

describe('a modal', () => {
  beforeEach(() => {
    app.command('/partner', async ({ ack, client, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: form() });
    });
  });

  it('opens, offers options, keeps what is not touched, and closes on submission', async () => {
    let values: unknown;
    app.options<'block_suggestion'>({ block_id: 'partner' }, async ({ ack, payload }) => {
      await ack({ options: [option(`Found ${payload.value}`, `p-${payload.value}`)] });
    });
    app.view('lead', async ({ ack, view }) => {
      values = view.state.values;
      await ack();
    });
    const { modal } = await slack.as('U1').command('/partner');
    if (!modal) throw new Error('no modal');
    expect(textOf(modal.view.blocks)).toContain('Name');
    expect(await slack.as('U1').types(modal, 'partner', 'um')).toEqual([{ text: 'Found um', value: 'p-um' }]);
    await expect(slack.as('U1').types(modal, 'partner', 'u')).rejects.toThrow('from 2 characters');
    const seen = await slack.as('U1').submits(modal, { Stage: 'Won', Partner: 'p-um' });
    expect(seen.modal).toBeUndefined();
    expect(values).toMatchObject({
      name: { value: { type: 'plain_text_input', value: 'ODCO' } },
      stage: { value: { selected_option: { value: 'won' } } },
      partner: { value: { selected_option: { value: 'p-um' } } },
    });
  });

  it('refuses what the client refuses', async () => {
    await slack.as('U1').command('/partner');
    const submits = (fields: Record<string, string | null>) => slack.as('U1').submits('lead', fields);
    await expect(submits({ name: null })).rejects.toThrow('"Name" is required');
    await expect(submits({ name: 'x'.repeat(21) })).rejects.toThrow('too long');
    await expect(submits({ stage: 'lost' })).rejects.toThrow('no option "lost"');
    await expect(submits({ nickname: 'x' })).rejects.toThrow('0 elements are called "nickname"');
    await expect(slack.as('U2').submits('lead')).rejects.toThrow('does not have this modal open');
  });

  it('shows errors at its fields and keeps what was typed', async () => {
    app.view('lead', async ({ ack }) =>
      ack({ response_action: 'errors', errors: { name: 'known already' } }),
    );
    await slack.as('U1').command('/partner');
    const seen = await slack.as('U1').submits('lead', { name: 'UM6P' });
    expect(seen.errors).toEqual({ name: 'known already' });
    expect(seen.modal?.view.state.values['name']?.['value']).toMatchObject({ value: 'UM6P' });
  });

  it('is updated and pushed by the acknowledgement; fields that stay keep their values', async () => {
    app.view('lead', async ({ ack, view }) => {
      if (view.state.values['extra']) return ack({ response_action: 'push', view: form([nameField]) });
      await ack({ response_action: 'update', view: form([nameField, { ...stageField, block_id: 'extra' }]) });
    });
    await slack.as('U1').command('/partner');
    const updated = await slack.as('U1').submits('lead', { name: 'UM6P' });
    expect(updated.modal?.view.state.values).toMatchObject({ name: { value: { value: 'UM6P' } }, extra: {} });
    const pushed = await slack.as('U1').submits('lead');
    expect(pushed.modal?.view.state.values).toMatchObject({ name: { value: { value: 'ODCO' } } });
    expect(pushed.modal?.view['previous_view_id']).toBe(updated.modal?.view.id);
  });

  it.each([
    [
      'an error at no input block',
      { response_action: 'errors' as const, errors: { nowhere: 'x' } },
      'no input block',
    ],
    [
      'an invalid view',
      { response_action: 'update' as const, view: form([{ type: 'header', text: plain('') }]) },
      'Invalid',
    ],
  ])('gets a problem for %s', async (_what, answer, problem) => {
    app.view('lead', async ({ ack }) => ack(answer));
    await slack.as('U1').command('/partner');
    await slack.as('U1').submits('lead');
    expect(slack.takeProblems().join()).toMatch(problem === 'Invalid' ? /nothing to see|Too small/ : problem);
  });

  it('closes without a word, or with one when the app asked for it', async () => {
    await slack.as('U1').command('/partner');
    const { delivery, modal } = await slack.as('U1').closes('lead');
    expect([delivery, modal]).toEqual([undefined, undefined]);
  });
});

describe('a trigger', () => {
  it.each<[string, number, number]>([
    ['expired_trigger_id', 3001, 1],
    ['exchanged_trigger_id', 0, 2],
  ])('%s', async (error, wait, times) => {
    app.command('/partner', async ({ ack, client, body }) => {
      await ack();
      now += wait;
      for (let use = 0; use < times; use += 1) {
        await client.views.open({ trigger_id: body.trigger_id, view: form() }).catch(() => {});
      }
    });
    await slack.as('U1').command('/partner');
    expect(slack.takeProblems().join()).toContain(error);
  });

  it('that comes again with its payload opens nothing, and that is not the fault of the app', async () => {
    let runs = 0;
    app.command('/partner', async ({ ack, client, body }) => {
      runs += 1;
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: form() }).catch(() => {});
    });
    const seen = await slack.as('U1').command('/partner');
    await slack.redeliver(seen);
    expect(runs).toBe(2);
  });
});

describe('a message', () => {
  it('is acted upon row by row', async () => {
    const clicked: unknown[] = [];
    app.action('done', async ({ ack, body, client }) => {
      await ack();
      if (body.type !== 'block_actions' || !body.message || !body.channel) throw new Error('no message');
      clicked.push(body.actions[0]);
      await client.chat.update({
        channel: body.channel.id,
        ts: body.message.ts,
        text: 'rows',
        blocks: row('UM6P'),
      });
    });
    app.action('more', async ({ ack, action }) => {
      clicked.push(action);
      await ack();
    });
    await app.client.chat.postMessage({
      channel: 'C1',
      text: 'rows',
      blocks: [...row('ODCO'), ...row('UM6P')],
    });
    const [message] = slack.channel('C1').messages;
    if (!message) throw new Error('not posted');
    expect(textOf(message.blocks)).toContain('*ODCO* & co');
    expect(buttonsOf(message.blocks).map((each) => each.value)).toEqual(['ODCO', 'UM6P']);
    await expect(slack.as('U1').clicks(message, 'Done')).rejects.toThrow('2 elements are called "Done"');
    await slack.as('U1').chooses(message, 'more', 'Snooze', { near: 'row-ODCO' });
    const seen = await slack.as('U1').clicks(message, 'done', { near: '*ODCO*' });
    expect(clicked).toMatchObject([
      { selected_option: { value: 'snooze' } },
      { value: 'ODCO', block_id: 'row-ODCO' },
    ]);
    expect(buttonsOf(seen.messages('C1')[0]?.blocks).map((each) => each.value)).toEqual(['UM6P']);
  });

  it('is found again by its metadata, and only where the bot is', async () => {
    const { client } = app;
    const metadata = { event_type: 'digest', event_payload: { id: '42' } };
    const posted = await client.chat.postMessage({ channel: 'C1', text: 'digest', metadata });
    const history = await client.conversations.history({
      channel: 'C1',
      include_all_metadata: true,
      limit: 10,
    });
    expect(history.messages?.[0]).toMatchObject({ ts: posted.ts, metadata });
    const bare = await client.conversations.history({ channel: 'C1' });
    expect(bare.messages?.[0]?.metadata).toBeUndefined();
    const error = (channel: string) =>
      client.chat.postMessage({ channel, text: 'x' }).catch((raised) => raised.data.error);
    expect([await error('C2'), await error('C3'), await error('C9')]).toEqual([
      'not_in_channel',
      'is_archived',
      'channel_not_found',
    ]);
    await client.chat.postMessage({ channel: 'U1', text: 'to you' });
    expect(slack.person('U1').directMessages.map((each) => each.text)).toEqual(['to you']);
  });

  it('that Slack would refuse is refused and remembered', async () => {
    const post = (args: object) =>
      app.client.chat.postMessage({ channel: 'C1', text: 'x', ...args }).catch((raised) => raised.data.error);
    expect(await post({ text: '<!channel>' })).toBe('invalid_arguments');
    expect(await post({ blocks: [nameField] })).toBe('invalid_arguments');
    expect(await post({ colour: 'red' })).toBe('invalid_arguments');
    expect(slack.takeProblems()).toEqual([
      'chat.postMessage: the token <!channel> must not be sent',
      "chat.postMessage: blocks[0]: input can't stand in a message",
      'chat.postMessage: there is no argument colour',
    ]);
    expect(slack.channel('C1').messages).toEqual([]);
  });
});

describe('people', () => {
  it('are described with what tells a colleague from a guest or a stranger', async () => {
    const info = async (user: string) => (await app.client.users.info({ user, include_locale: true })).user;
    expect(await info('U1')).toMatchObject({
      locale: 'fr-FR',
      tz: 'Africa/Casablanca',
      is_restricted: false,
      team_id: slack.teamId,
    });
    expect(await info('U2')).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
    expect(await info('U3')).toMatchObject({ is_stranger: true, team_id: 'T9' });
    slack.changePerson('U1', { deleted: true });
    expect(await info('U1')).toMatchObject({ deleted: true });
    const members = await app.client.users.list({ limit: 2 });
    expect(members.members).toHaveLength(2);
    const rest = await app.client.users.list({
      limit: 2,
      cursor: members.response_metadata?.next_cursor ?? '',
    });
    expect(rest.members?.map((each) => each.id)).toEqual(['U3']);
  });

  it('see their Home, and the app hears of it once more when it is sent again', async () => {
    let runs = 0;
    app.event('app_home_opened', async ({ event, client }) => {
      runs += 1;
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: row('ODCO') } });
    });
    app.action('done', async ({ ack, body, client }) => {
      await ack();
      if (body.type === 'block_actions')
        await client.views.open({ trigger_id: body.trigger_id, view: form() });
    });
    app.shortcut('new-lead', async ({ ack, shortcut, client }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: form() });
    });
    const { home, delivery } = await slack.as('U1').opensHome();
    if (!home || !delivery) throw new Error('no Home');
    await slack.redeliver(delivery);
    expect(runs).toBe(2);
    expect((await slack.as('U1').clicks(home, 'Done')).modal?.view.callback_id).toBe('lead');
    expect((await slack.as('U1').shortcut('new-lead')).modal?.view.callback_id).toBe('lead');
  });
});

describe('faults', () => {
  it.each([
    [{ error: 'channel_not_found' }, 'channel_not_found', 0],
    [{ status: 500 }, 'slack_webapi_http_error', 0],
    [{ status: 429, retryAfter: 3 }, 'slack_webapi_rate_limited_error', 0],
    ['hang' as const, 'slack_webapi_request_error', 0],
    ['drop after accepting' as const, 'slack_webapi_request_error', 1],
  ])('%j', async (fault, expected, arrived) => {
    const { WebClient } = await import('@slack/web-api');
    const client = new WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      fetch: slack.fetch,
      retryConfig: { retries: 0 },
      timeout: 20,
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    });
    slack.failNext('chat.postMessage', fault);
    const error = await client.chat.postMessage({ channel: 'C1', text: 'x' }).catch((raised) => raised);
    expect([error.code, error.data?.error]).toContain(expected);
    expect(slack.channel('C1').messages).toHaveLength(arrived);
    await client.chat.postMessage({ channel: 'C1', text: 'y' });
    expect(slack.calls.filter((call) => call.method === 'chat.postMessage')).toHaveLength(2);
  });

  it('that no call met are told', () => {
    slack.failNext('chat.delete', 'hang');
    expect(slack.takeProblems()).toEqual(['chat.delete was to fail and was not called']);
  });

  it('of scopes: a method without its scope is refused', async () => {
    begin({ scopes: ['chat:write', 'groups:history'] });
    await app.client.chat.postMessage({ channel: 'C1', text: 'x' });
    await expect(app.client.conversations.history({ channel: 'C1' })).rejects.toThrow('missing_scope');
    await expect(app.client.users.info({ user: 'U1' })).rejects.toThrow();
    expect(slack.takeProblems().join()).toContain('users:read');
  });
});

it('reads markup as people see it', () => {
  const text =
    'R&amp;D &lt;!channel&gt; <@U1> <#C1|partners> <https://x.example|the page> <!date^1^{date}|1 May> <!here>';
  expect(readMarkup(text)).toBe('R&D <!channel> @U1 partners the page 1 May @here');
});
