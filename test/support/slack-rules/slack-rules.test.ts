import type { KnownBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { blockSurfaces, type Surface } from './blocks.js';
import { checkBlocks, checkCall, checkMessage, checkOptions, checkView } from './index.js';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const markup = (text: string) => ({ type: 'mrkdwn', text }) as const;
const option = (value: string) => ({ text: plain(value), value });
const rich = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
} as const;
const richText = (): KnownBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
});
const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Field'),
  element,
  ...more,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });

const examples: Record<KnownBlock['type'], KnownBlock> = {
  actions: {
    type: 'actions',
    elements: [{ type: 'button', text: plain('Go'), action_id: 'go', value: 'x', style: 'danger' }],
  },
  alert: { type: 'alert', text: markup('careful'), level: 'warning' },
  card: { type: 'card', title: markup('title'), actions: [{ type: 'button', text: plain('Go') }] },
  carousel: { type: 'carousel', elements: [{ type: 'card', body: markup('body') }] },
  container: { type: 'container', title: plain('title'), child_blocks: [{ type: 'divider' }] },
  context: {
    type: 'context',
    elements: [markup('small'), { type: 'image', image_url: 'https://x.example/i.png', alt_text: 'i' }],
  },
  context_actions: {
    type: 'context_actions',
    elements: [{ type: 'icon_button', icon: 'trash', text: plain('Delete') }],
  },
  data_table: {
    type: 'data_table',
    caption: 'all',
    rows: [[{ type: 'raw_text', text: 'a' }], [{ type: 'raw_number', value: 1, text: '1' }]],
  },
  divider: { type: 'divider', block_id: 'line' },
  file: { type: 'file', source: 'remote', external_id: 'x' },
  header: { type: 'header', text: plain('title') },
  image: { type: 'image', slack_file: { id: 'F1' }, alt_text: 'i' },
  input: {
    type: 'input',
    label: plain('Field'),
    element: { type: 'plain_text_input', max_length: 10, initial_value: 'x' },
  },
  markdown: { type: 'markdown', text: '**bold**' },
  plan: {
    type: 'plan',
    title: 'plan',
    tasks: [{ type: 'task_card', task_id: '1', title: 'one', status: 'pending' }],
  },
  rich_text: richText(),
  section: { type: 'section', text: markup('x'), accessory: { type: 'overflow', options: [option('a')] } },
  table: { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]], column_settings: [{ align: 'right' }] },
  task_card: { type: 'task_card', task_id: '1', title: 'one', status: 'complete' },
  video: {
    type: 'video',
    video_url: 'https://x.example/v',
    thumbnail_url: 'https://x.example/t',
    alt_text: 'v',
    title: plain('v'),
  },
};

describe('every block', () => {
  it.each(Object.entries(examples))('%s is taken where it may stand, and nowhere else', (type, block) => {
    const surfaces = Object.entries(blockSurfaces).find(([name]) => name === type)?.[1] ?? [];
    for (const surface of ['modal', 'home', 'message'] satisfies Surface[]) {
      const problems = checkBlocks([block], surface);
      if (surfaces.includes(surface)) expect(problems).toEqual([]);
      else expect(problems).toEqual([`blocks[0]: ${type} can't stand in a ${surface}`]);
    }
  });

  it.each(Object.entries(examples))('%s with a field that does not exist is refused', (_type, block) => {
    expect(checkBlocks([{ ...block, colour: 'red' }], 'message').join()).toContain('colour');
  });
});

describe('elements that are right', () => {
  it.each<[string, object]>([
    [
      'checkboxes',
      {
        options: [{ text: markup('*a*'), value: 'a' }],
        initial_options: [{ text: markup('*a*'), value: 'a' }],
      },
    ],
    ['datepicker', { initial_date: '2028-02-29', placeholder: plain('day') }],
    ['datetimepicker', { initial_date_time: 1_700_000_000 }],
    ['email_text_input', { initial_value: 'a@b.example' }],
    ['external_select', { min_query_length: 1, initial_option: option('a') }],
    ['file_input', { max_files: 3, filetypes: ['pdf'] }],
    ['multi_users_select', { initial_users: ['U1', 'U2'], max_selected_items: 2 }],
    ['multi_static_select', { options: [option('a'), option('b')], initial_options: [option('b')] }],
    ['conversations_select', { default_to_current_conversation: true, filter: { include: ['public'] } }],
    ['number_input', { is_decimal_allowed: true, min_value: '1', max_value: '2', initial_value: '1.5' }],
    ['radio_buttons', { options: [option('a')], initial_option: option('a') }],
    ['rich_text_input', { initial_value: rich, min_lines: 2 }],
    [
      'static_select',
      { option_groups: [{ label: plain('g'), options: [option('a')] }], initial_option: option('a') },
    ],
    ['timepicker', { initial_time: '09:30', timezone: 'Africa/Casablanca' }],
    ['url_text_input', { focus_on_load: true }],
  ])('%s', (type, fields) => {
    expect(checkBlocks([input({ type, action_id: 'a', ...fields })], 'modal')).toEqual([]);
  });
});

const many = (count: number) => Array.from({ length: count }, (_, index) => option(`o${index}`));

describe('blocks that Slack refuses', () => {
  it.each<[string, object[]]>([
    ['there is no block "sectoin"', [{ type: 'sectoin', text: markup('x') }]],
    ['needs text or fields', [{ type: 'section' }]],
    ['.text.text: Too big', [{ type: 'section', text: markup('x'.repeat(3001)) }]],
    ['.text.text: Too big', [{ type: 'header', text: plain('x'.repeat(151)) }]],
    ['.text.type', [{ type: 'header', text: markup('x') }]],
    ['nothing to see', [{ type: 'section', text: markup('  ') }]],
    ['.fields: Too big', [{ type: 'section', fields: Array(11).fill(plain('x')) }]],
    [
      '.elements: Too big',
      [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })))],
    ],
    ['.elements: Too small', [actions()]],
    ['.elements[0].type', [actions({ type: 'plain_text_input' })]],
    ['.elements[0].text.text: Too big', [actions(button({ text: plain('x'.repeat(76)) }))]],
    ['.elements[0].value: Too big', [actions(button({ value: 'x'.repeat(2001) }))]],
    ['.elements[0].url', [actions(button({ url: 'javascript:alert(1)' }))]],
    [
      '.elements[0].confirm.title.text: Too big',
      [actions(button({ confirm: { title: plain('x'.repeat(101)), text: plain('x') } }))],
    ],
    ['action_id "go" twice', [actions(button(), button())]],
    [
      'block_id "b" twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
    ],
    ['.block_id: Too big', [{ type: 'divider', block_id: 'b'.repeat(256) }]],
    [
      '.accessory.options: Too big',
      [{ type: 'section', text: plain('x'), accessory: { type: 'overflow', options: many(6) } }],
    ],
    [
      '.accessory.options: Too big',
      [{ type: 'section', text: plain('x'), accessory: { type: 'static_select', options: many(101) } }],
    ],
    ['.options: Too big', [actions({ type: 'radio_buttons', options: many(11) })]],
    ['same value', [actions({ type: 'static_select', options: [option('a'), option('a')] })]],
    [
      '.options[0].value: Too big',
      [actions({ type: 'static_select', options: [{ text: plain('a'), value: 'v'.repeat(151) }] })],
    ],
    [
      'initial option is not among',
      [actions({ type: 'static_select', options: [option('a')], initial_option: option('b') })],
    ],
    [
      'initial option is not among',
      [actions({ type: 'checkboxes', options: [option('a')], initial_options: [option('b')] })],
    ],
    ['either options or option_groups', [actions({ type: 'static_select' })]],
    [
      'more than max_selected_items',
      [actions({ type: 'multi_users_select', initial_users: ['U1', 'U2'], max_selected_items: 1 })],
    ],
    ['the same one twice', [actions({ type: 'multi_users_select', initial_users: ['U1', 'U1'] })]],
    ['.initial_date', [actions({ type: 'datepicker', initial_date: '2026-02-30' })]],
    ['.initial_date', [actions({ type: 'datepicker', initial_date: '' })]],
    ['not a time of day', [actions({ type: 'timepicker', initial_time: '24:00' })]],
    [
      'focus_on_load in more than one',
      [
        actions(
          { type: 'datepicker', focus_on_load: true, action_id: 'a' },
          { type: 'datepicker', focus_on_load: true, action_id: 'b' },
        ),
      ],
    ],
    ['more than one table', [examples.table, examples.table]],
    ['rows: Too big', [{ type: 'table', rows: Array(101).fill([{ type: 'raw_text', text: 'x' }]) }]],
    [
      'too many characters in a table',
      [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x'.repeat(10_001) }]] }],
    ],
    ['either image_url or slack_file', [{ type: 'image', alt_text: 'x' }]],
    [
      'too many characters of markdown',
      [
        { type: 'markdown', text: 'x'.repeat(7000) },
        { type: 'markdown', text: 'x'.repeat(7000) },
      ],
    ],
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    ["input can't stand in a message", [input({ type: 'plain_text_input' })]],
  ])('%s', (problem, blocks) => {
    expect(checkBlocks(blocks, 'message').join('\n')).toContain(problem);
  });

  it.each<[string, object]>([
    ['longer than max_length', { type: 'plain_text_input', max_length: 2, initial_value: 'abc' }],
    ['min_length is greater', { type: 'plain_text_input', max_length: 2, min_length: 3 }],
    ['.max_length: Too big', { type: 'plain_text_input', max_length: 3001 }],
    ['.placeholder.text: Too big', { type: 'plain_text_input', placeholder: plain('x'.repeat(151)) }],
    ['is_decimal_allowed', { type: 'number_input' }],
    [
      'above max_value',
      { type: 'number_input', is_decimal_allowed: false, initial_value: '3', max_value: '2' },
    ],
    ['a decimal where none', { type: 'number_input', is_decimal_allowed: false, initial_value: '1.5' }],
    ['.type', { type: 'button', text: plain('x') }],
  ])('in a field: %s', (problem, element) => {
    expect(checkBlocks([input(element)], 'modal').join('\n')).toContain(problem);
  });
});

const modal = (more: object = {}): ModalView => ({
  type: 'modal',
  title: plain('Lead'),
  submit: plain('Save'),
  callback_id: 'lead',
  blocks: [examples.input],
  ...more,
});

describe('views', () => {
  it('are taken when right', () => {
    expect(checkView(modal())).toEqual([]);
    expect(checkView({ type: 'home', blocks: [examples.section] })).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['view.title.text: Too big', modal({ title: plain('x'.repeat(25)) })],
    ['view.title.type', modal({ title: markup('x') })],
    ['view.private_metadata: Too big', modal({ private_metadata: 'x'.repeat(3001) })],
    ['view.callback_id: Too big', modal({ callback_id: 'x'.repeat(256) })],
    ['view.callback_id: Too small', modal({ callback_id: '' })],
    ['need a submit', modal({ submit: undefined })],
    ['101 blocks', modal({ blocks: Array(101).fill({ type: 'divider' }) })],
    [
      'bytes',
      modal({
        blocks: Array.from({ length: 95 }, () => ({ type: 'section', text: plain('é'.repeat(1500)) })),
      }),
    ],
    ['unknown', modal({ unknown: 1 })],
    ["table can't stand in a modal", modal({ blocks: [examples.table] })],
    ["alert can't stand in a home", { type: 'home', blocks: [examples.alert] }],
    ['view.type', { type: 'sheet', blocks: [] }],
    ['view', null],
  ])('are refused: %s', (problem, view) => {
    expect(checkView(view).join('\n')).toContain(problem);
  });
});

describe('messages', () => {
  it('need a text for notifications, and no token that rings for all', () => {
    expect(checkMessage({ text: 'hello', blocks: [examples.section] })).toEqual([]);
    expect(checkMessage({ blocks: [examples.section] })).toEqual(['message: no fallback text']);
    expect(checkMessage({ text: ' ' }).join()).toContain('nothing to see');
    expect(checkMessage({ text: 'a <!here|here> b' })).toEqual(['the token <!here|here> must not be sent']);
  });

  it('are searched for tokens in markup and rich text, not in plain text', () => {
    const tokens: string[] = [];
    const forbidTokens = (token: string) => tokens.push(token) > 0;
    const mention = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U2' }] }],
    };
    const quiet = { type: 'section', text: plain('<!channel>') };
    const loud = { type: 'section', text: markup('&lt;!channel&gt; <https://x.example|bank> <#C1>') };
    checkMessage({ text: '<@U1>', blocks: [mention, quiet, loud] }, { forbidTokens });
    expect(tokens).toEqual(['<@U1>', '<@U2>', '<https://x.example|bank>', '<#C1>']);
  });

  it.each<[string, object]>([
    ['metadata.event_payload', { event_type: 'digest', event_payload: { deep: { er: { still: 1 } } } }],
    ['metadata.event_type', { event_type: '', event_payload: {} }],
  ])('with wrong %s are refused', (problem, metadata) => {
    expect(checkMessage({ text: 'x', metadata }).join()).toContain(problem);
    expect(
      checkMessage({ text: 'x', metadata: { event_type: 'digest', event_payload: { id: 'a' } } }),
    ).toEqual([]);
  });
});

describe('calls', () => {
  it('are taken with the arguments of the method, the team and the token', () => {
    expect(checkCall('chat.postMessage', { channel: 'C1', text: 'x', team_id: 'T1', token: 'x' })).toEqual(
      [],
    );
    expect(checkCall('views.open', { trigger_id: '1', view: modal() })).toEqual([]);
  });

  it.each<[string, string, { [name: string]: unknown }]>([
    ['not a method', 'chat.postMesage', {}],
    ['argument channel is missing', 'chat.postMessage', { text: 'x' }],
    ['there is no argument chanel', 'chat.postMessage', { channel: 'C1', chanel: 'C1', text: 'x' }],
    ['no fallback text', 'chat.postEphemeral', { channel: 'C1', user: 'U1', blocks: [examples.section] }],
    ['too long for an update', 'chat.update', { channel: 'C1', ts: '1', text: 'x'.repeat(4001) }],
    ['argument trigger_id is missing', 'views.open', { view: modal() }],
    ['a modal view is not for views.publish', 'views.publish', { user_id: 'U1', view: modal() }],
    ['needs view_id or external_id', 'views.update', { view: modal() }],
    ['needs the scope users:read', 'users.info', { user: 'U1' }],
  ])('are refused: %s', (problem, method, args) => {
    expect(checkCall(method, args, { scopes: ['chat:write'] }).join('\n')).toContain(problem);
  });

  it('answer a menu with at most 100 options, or with groups', () => {
    expect(checkOptions({ options: [] })).toEqual([]);
    expect(checkOptions({ option_groups: [{ label: plain('g'), options: [option('a')] }] })).toEqual([]);
    expect(checkOptions({ options: many(101) })).not.toEqual([]);
    expect(checkOptions(undefined)).not.toEqual([]);
  });
});
