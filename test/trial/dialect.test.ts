import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Element, FieldState } from '../../src/trial/block-kit.js';
import { plain } from '../../src/trial/block-kit.js';
import {
  drawMessage,
  drawProblems,
  drawView,
  originalBlocks,
  readView,
  withTyped,
} from '../../src/trial/dialect.js';
import { readAction } from '../../src/trial/fields.js';
import { pageMarkup } from '../../src/trial/plain-blocks.js';
import { modalWith, option, picks, submit, surroundings, types } from './page.js';

interface Example {
  readonly element: Element;
  /** What the app would have been told, had nobody touched it. */
  readonly untouched: FieldState;
  readonly touch: (element: Element) => FieldState;
  readonly touched: FieldState;
}

const own = { options: [option('a'), option('b'), option('c')] };

function choice(
  type: string,
  state: string,
  initial: string,
  values: [unknown, unknown],
  pick: string,
  more = {},
): Example {
  const element = { type, action_id: 'ask', [initial]: values[0], ...more };
  return {
    element,
    untouched: { type, [state]: values[0] },
    touch: picks(pick),
    touched: { type, [state]: values[1] },
  };
}

const examples: Record<string, Example> = {
  plain_text_input: choiceOfText('plain_text_input', 'initial_value', 'value', 'before', 'after'),
  email_text_input: choiceOfText(
    'email_text_input',
    'initial_value',
    'value',
    'a@example.org',
    'b@example.org',
  ),
  url_text_input: choiceOfText(
    'url_text_input',
    'initial_value',
    'value',
    'https://a.example',
    'https://b.example',
  ),
  number_input: choiceOfText('number_input', 'initial_value', 'value', '3', '4.5'),
  timepicker: choiceOfText('timepicker', 'initial_time', 'selected_time', '09:00', '14:35'),
  datepicker: choiceOfText('datepicker', 'initial_date', 'selected_date', '2026-01-02', '2026-03-04'),
  static_select: choice(
    'static_select',
    'selected_option',
    'initial_option',
    [option('a'), option('b')],
    'b',
    own,
  ),
  radio_buttons: choice(
    'radio_buttons',
    'selected_option',
    'initial_option',
    [option('a'), option('b')],
    'b',
    own,
  ),
  external_select: choice(
    'external_select',
    'selected_option',
    'initial_option',
    [option('old'), option('far')],
    'far',
  ),
  users_select: choice(
    'users_select',
    'selected_user',
    'initial_user',
    ['U000000001', 'U000000002'],
    'U000000002',
  ),
  conversations_select: choice(
    'conversations_select',
    'selected_conversation',
    'initial_conversation',
    ['C000000001', 'C000000002'],
    'C000000002',
  ),
  channels_select: choice(
    'channels_select',
    'selected_channel',
    'initial_channel',
    ['C000000001', 'C000000002'],
    'C000000002',
  ),
  // Ticking what was chosen takes it away; ticking what was not adds it.
  checkboxes: choice(
    'checkboxes',
    'selected_options',
    'initial_options',
    [[option('a'), option('b')], [option('a')]],
    'b',
    own,
  ),
  multi_static_select: choice(
    'multi_static_select',
    'selected_options',
    'initial_options',
    [[option('a')], [option('a'), option('c')]],
    'c',
    own,
  ),
  multi_external_select: choice(
    'multi_external_select',
    'selected_options',
    'initial_options',
    [[option('old')], [option('far'), option('old')]],
    'far',
  ),
  multi_users_select: choice(
    'multi_users_select',
    'selected_users',
    'initial_users',
    [['U000000001'], ['U000000001', 'U000000002']],
    'U000000002',
  ),
  multi_conversations_select: choice(
    'multi_conversations_select',
    'selected_conversations',
    'initial_conversations',
    [['C000000001'], []],
    'C000000001',
  ),
  multi_channels_select: choice(
    'multi_channels_select',
    'selected_channels',
    'initial_channels',
    [['C000000002'], []],
    'C000000002',
  ),
};

function choiceOfText(type: string, initial: string, state: string, before: string, after: string): Example {
  return {
    element: { type, action_id: 'ask', [initial]: before },
    untouched: { type, [state]: before },
    touch: types(after),
    touched: { type, [state]: after },
  };
}

function answerOf(element: Element, touch?: (element: Element) => FieldState, more: Partial<Block> = {}) {
  const read = readView(submit(drawView(modalWith(element, more), surroundings), touch), surroundings);
  return { ...read, state: read.view.state?.values['field']?.['ask'] };
}

describe('a field of a form', () => {
  it.each(Object.entries(examples))(
    '%s comes back as the app knows it',
    (_type, { element, untouched, touch, touched }) => {
      expect(answerOf(element).state).toEqual(untouched);
      expect(answerOf(element, touch).state).toEqual(touched);
      expect(answerOf(element).view.blocks).toEqual(modalWith(element).blocks);
    },
  );

  it.each(Object.entries(examples))(
    '%s without a first value comes back empty',
    (type, { element, untouched }) => {
      const [initial = ''] = Object.keys(element).filter((key) => key.startsWith('initial_'));
      const { [initial]: _removed, ...rest } = element;
      const [key = ''] = Object.keys(untouched).filter((one) => one !== 'type');
      const { state, problems } = answerOf({ ...rest, type }, undefined, { optional: true });
      expect(state).toEqual({ type, [key]: Array.isArray(untouched[key]) ? [] : null });
      expect(problems).toEqual({});
    },
  );

  it('is filled in again with what was typed', () => {
    for (const { element, touched, touch } of Object.values(examples)) {
      const again = withTyped(modalWith(element), { field: { ask: touched } });
      expect(
        readView(submit(drawView(again, surroundings)), surroundings).view.state?.values['field']?.['ask'],
      ).toEqual(answerOf(element, touch).state);
    }
  });

  it('takes any choice out of any options, whatever was chosen before', () => {
    const value = fc.string({ minLength: 1, maxLength: 20 });
    const scene = fc
      .uniqueArray(value, { minLength: 1, maxLength: 8 })
      .chain((values) =>
        fc.record({ values: fc.constant(values), before: fc.subarray(values), after: fc.subarray(values) }),
      );
    fc.assert(
      fc.property(
        scene,
        fc.constantFrom('checkboxes', 'multi_static_select'),
        ({ values, before, after }, type) => {
          const element = {
            type,
            action_id: 'ask',
            options: values.map(option),
            initial_options: before.map(option),
          };
          const ticks = values.filter((one) => before.includes(one) !== after.includes(one));
          const { state } = answerOf(element, picks(...ticks), { optional: true });
          expect(state).toEqual({ type, selected_options: after.map(option) });
        },
      ),
    );
  });

  it('can be emptied', () => {
    const text = { type: 'plain_text_input', action_id: 'ask', initial_value: 'before' };
    expect(answerOf(text, types(''), { optional: true }).state).toEqual({
      type: 'plain_text_input',
      value: null,
    });
    const list = { type: 'static_select', action_id: 'ask', ...own, initial_option: option('a') };
    expect(answerOf(list, picks('nothing-chosen'), { optional: true }).state).toEqual({
      type: 'static_select',
      selected_option: null,
    });
    expect(drawView(modalWith(list), surroundings).blocks[0]?.element?.options).toHaveLength(3);
  });

  it('that asks for files is a note on the page, which takes none', () => {
    const blocks = modalWith({ type: 'file_input', action_id: 'ask' }, { optional: true }).blocks;
    const drawn = drawView({ type: 'modal', blocks }, surroundings);
    expect(JSON.stringify(drawn.blocks.map(({ type, text }) => [type, text]))).toMatch(
      /section.*(fichiers|files)/,
    );
    const read = readView(submit(drawn), surroundings);
    expect(read.problems).toEqual({});
    expect(read.view.blocks).toEqual(blocks);
  });

  it('keeps the lines of a text in the single line that the page has', () => {
    const note = { type: 'plain_text_input', action_id: 'ask', multiline: true, initial_value: 'one\ntwo' };
    const drawn = drawView(modalWith(note), surroundings).blocks[0]?.element?.['initial_value'];
    expect(drawn).toBe('one ⏎ two');
    expect(answerOf(note, types(String(drawn))).state?.['value']).toBe('one\ntwo');
    expect(answerOf(note, types('met\\nthem - [ ] send it @amina - [ ] call')).state?.['value']).toBe(
      'met\nthem\n- [ ] send it @amina\n- [ ] call',
    );
    const single = { type: 'plain_text_input', action_id: 'ask' };
    expect(answerOf(single, types('a\\nb - [ ] c')).state?.['value']).toBe('a\\nb - [ ] c');
  });

  it('is checked as Slack’s own client would', () => {
    const problem = (element: Element, text?: string, more?: Partial<Block>) =>
      answerOf(element, text === undefined ? undefined : types(text), more).problems['field'];
    const input = (type: string, more = {}) => ({ type, action_id: 'ask', ...more });
    expect(problem(input('plain_text_input'))).toBe('Please fill in this field.');
    expect(problem(input('plain_text_input'), '   ')).toBe('Please fill in this field.');
    expect(problem(input('plain_text_input'), undefined, { optional: true })).toBeUndefined();
    expect(problem(input('plain_text_input', { max_length: 3 }), 'long')).toBe('This text is too long.');
    expect(problem(input('plain_text_input', { min_length: 3 }), 'ab')).toBe('This text is too short.');
    expect(problem(input('timepicker'), '25:00')).toBe('Write the time like this: 09:30.');
    expect(problem(input('number_input'), 'two')).toBe('Write a number.');
    expect(problem(input('email_text_input'), 'nobody')).toBe('Write an email address.');
    expect(problem(input('url_text_input'), 'example.org')).toBe('Write a complete web address.');
    expect(problem({ type: 'multi_users_select', action_id: 'ask' })).toBe('Please fill in this field.');
  });
});

describe('a form', () => {
  it('collects fields that stand in sections and rows, under the ids of their blocks', () => {
    const { element: person = { type: '' } } = examples['users_select'] ?? {};
    const { element: day = { type: '' } } = examples['datepicker'] ?? {};
    const blocks: Block[] = [
      {
        type: 'section',
        block_id: 'who',
        text: { type: 'mrkdwn', text: '*Who*' },
        accessory: { ...person, action_id: 'person' },
      },
      {
        type: 'actions',
        block_id: 'when',
        elements: [
          { ...day, action_id: 'from' },
          { ...day, action_id: 'to' },
        ],
      },
    ];
    const { view } = readView(submit(drawView({ type: 'modal', blocks }, surroundings)), surroundings);
    expect(view.state?.values).toEqual({
      who: { person: { type: 'users_select', selected_user: 'U000000001' } },
      when: {
        from: { type: 'datepicker', selected_date: '2026-01-02' },
        to: { type: 'datepicker', selected_date: '2026-01-02' },
      },
    });
    expect(view.blocks).toEqual(blocks);
  });

  it('offers its buttons as one more field', () => {
    const button = { type: 'button', action_id: 'more', text: plain('Add a line'), value: '7' };
    const view = { ...modalWith({ type: 'plain_text_input', action_id: 'ask' }) };
    view.blocks.push({ type: 'actions', block_id: 'row', elements: [button] });
    const drawn = drawView(view, surroundings);
    const pressed = submit(drawn, (element, block) =>
      block.block_id === 'field' ? undefined : picks('row/more')(element),
    );
    const read = readView(pressed, surroundings);
    expect(read.button).toEqual({ ...button, block_id: 'row' });
    expect(Object.keys(read.view.state?.values ?? {})).toEqual(['field']);
    expect(readView(submit(drawn, types('x')), surroundings).button).toBeNull();
  });

  it('tells buttons of the same label apart by the text at whose side they stand', () => {
    const view = modalWith({ type: 'plain_text_input', action_id: 'ask' });
    const beside = (text: string, index: number) => ({
      type: 'section',
      block_id: `line:${index}`,
      text: { type: 'mrkdwn', text },
      accessory: { type: 'button', action_id: `edit.${index}`, text: plain('Edit') },
    });
    view.blocks.push(...['• *send* the draft · <@U000000001> · 4 Dec', '• book <!here>'].map(beside));
    const { blocks } = drawView(view, surroundings);
    const options = blocks.at(-1)?.element?.options?.map(({ text }) => text.text);
    expect(options).toEqual(['Edit — send the draft · 4 Dec', 'Edit — book']);
  });

  it('names the field of a problem by its label', () => {
    const { blocks } = modalWith({ type: 'plain_text_input', action_id: 'ask' });
    expect(drawProblems({ field: 'Too old.', other: 'Why?' }, blocks)).toEqual({
      Field: 'Too old.',
      other: 'Why?',
    });
  });
});

describe('a message', () => {
  const blocks: Block[] = [
    { type: 'alert', block_id: 'a', text: { type: 'mrkdwn', text: 'Mind' }, level: 'warning' },
    { type: 'markdown', block_id: 'b', text: '# Title\n**bold** [link](https://example.org)\n- item' },
    {
      type: 'rich_text',
      block_id: 'c',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Hello ', style: { bold: true } },
            { type: 'user', user_id: 'U000000001' },
          ],
        },
        {
          type: 'rich_text_list',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }],
        },
      ],
    },
    {
      type: 'table',
      block_id: 'd',
      rows: [
        [
          { type: 'raw_text', text: 'Name' },
          { type: 'raw_text', text: 'End' },
        ],
      ],
    },
    { type: 'video', block_id: 'e', title: plain('Film'), alt_text: 'A film' },
    {
      type: 'actions',
      block_id: 'f',
      elements: [
        { type: 'users_select', action_id: 'who' },
        { type: 'button', action_id: 'go', text: plain('Go') },
      ],
    },
    { type: 'divider', block_id: 'g' },
  ];
  const drawn = drawMessage({ text: 'x', blocks }, surroundings);

  it('is shown with what the page has', () => {
    expect(
      drawn.blocks?.map((block) => (typeof block.text === 'string' ? block.text : block.text?.text)),
    ).toEqual([
      '⚠️ Mind',
      '*Title*\n*bold* <https://example.org|link>\n• item',
      '*Hello *<@U000000001>\n• one',
      'Name | End',
      'Film\nA film',
      undefined,
      undefined,
    ]);
    expect(drawn.blocks?.[5]?.elements?.map(({ type }) => type)).toEqual(['static_select', 'button']);
  });

  it('comes back as it was sent', () => {
    expect(originalBlocks(JSON.parse(JSON.stringify(drawn.blocks)))).toEqual(blocks);
  });

  it('tells of a pick in the app’s terms, and of nothing where nothing was picked', () => {
    const element = drawn.blocks?.[5]?.elements?.[0];
    const action = { type: 'static_select', action_id: 'who', block_id: 'f', action_ts: '1' };
    expect(readAction(element, { ...action, selected_option: surroundings.people[1] })).toEqual({
      ...action,
      type: 'users_select',
      selected_user: 'U000000002',
    });
    expect(readAction(element, { ...action, selected_option: { value: '' } })).toBeNull();
    const button = { type: 'button', action_id: 'go', block_id: 'f', value: '1' };
    expect(readAction(drawn.blocks?.[5]?.elements?.[1], button)).toEqual(button);
  });
});

describe('markup', () => {
  it('shows typed text as typed, and makes no link or mention of it', () => {
    expect(pageMarkup('R&amp;D &lt;b&gt; &amp;lt;')).toBe('R&D <\u2060b> &lt;');
    expect(pageMarkup('&lt;https://evil.example|bank&gt; &lt;@U000000001&gt;')).not.toMatch(/<(https|@)/);
    expect(pageMarkup('<@U000000001> <https://example.org|ours>')).toBe(
      '<@U000000001> <https://example.org|ours>',
    );
  });

  it('writes out what the page would show as code', () => {
    expect(pageMarkup('<!date^1700000000^{date}|14 Nov> <mailto:a@example.org|a@example.org>')).toBe(
      '14 Nov a@example.org',
    );
  });
});
