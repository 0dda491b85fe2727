import type { ViewStateValue } from '@slack/bolt';
import type { InputBlock, KnownBlock, Option } from '@slack/types';
import { parseDay } from '../calendar/day.js';
import { writeDay, writeList } from '../language/dates.js';
import { channelMention, joinMrkdwn, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { cut } from './limits.js';

type Element = InputBlock['element'];
type Chosen = NonNullable<ViewStateValue['selected_option']>;

/** What an input holds when it is first shown, as Slack would send it back. */
export function heldAtFirst(element: Element): ViewStateValue {
  const { type } = element;
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: element.initial_value ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return {
        type,
        selected_option: element.initial_option === undefined ? null : chosen(element.initial_option),
      };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: (element.initial_options ?? []).map(chosen) };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    default:
      return { type };
  }
}

/** The input as it is shown when it holds this from the start. */
export function holding(block: InputBlock, held: ViewStateValue): InputBlock {
  return { ...block, element: elementHolding(block.element, held) };
}

function elementHolding(element: Element, held: ViewStateValue): Element {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input': {
      const { initial_value: _, ...rest } = element;
      return held.value ? { ...rest, initial_value: held.value } : rest;
    }
    case 'static_select': {
      const { initial_option: _, ...rest } = element;
      const [offered] = stillOffered(element, held.selected_option ? [held.selected_option] : []);
      return offered === undefined ? rest : { ...rest, initial_option: offered };
    }
    case 'external_select': {
      const { initial_option: _, ...rest } = element;
      return held.selected_option ? { ...rest, initial_option: held.selected_option } : rest;
    }
    case 'multi_static_select':
    case 'checkboxes': {
      const { initial_options: _, ...rest } = element;
      const offered = stillOffered(element, held.selected_options ?? []);
      return offered.length === 0 ? rest : { ...rest, initial_options: offered };
    }
    case 'multi_external_select': {
      const { initial_options: _, ...rest } = element;
      return held.selected_options?.length ? { ...rest, initial_options: held.selected_options } : rest;
    }
    case 'datepicker': {
      const { initial_date: _, ...rest } = element;
      return held.selected_date ? { ...rest, initial_date: held.selected_date } : rest;
    }
    case 'timepicker': {
      const { initial_time: _, ...rest } = element;
      return held.selected_time ? { ...rest, initial_time: held.selected_time } : rest;
    }
    case 'users_select': {
      const { initial_user: _, ...rest } = element;
      return held.selected_user ? { ...rest, initial_user: held.selected_user } : rest;
    }
    case 'multi_users_select': {
      const { initial_users: _, ...rest } = element;
      return held.selected_users?.length ? { ...rest, initial_users: held.selected_users } : rest;
    }
    case 'conversations_select': {
      const { initial_conversation: _, ...rest } = element;
      return held.selected_conversation
        ? { ...rest, initial_conversation: held.selected_conversation }
        : rest;
    }
    case 'channels_select': {
      const { initial_channel: _, ...rest } = element;
      return held.selected_channel ? { ...rest, initial_channel: held.selected_channel } : rest;
    }
    default:
      return element;
  }
}

/** What is chosen among the options that the menu has (now): Slack refuses a menu that holds any other. */
function stillOffered(
  element: {
    readonly options?: readonly Option[];
    readonly option_groups?: readonly { readonly options: readonly Option[] }[];
  },
  held: readonly { readonly value: string }[],
) {
  const options = [
    ...(element.options ?? []),
    ...(element.option_groups ?? []).flatMap((group) => group.options),
  ];
  return options.filter(({ value }) => held.some((each) => each.value === value)).map((each) => chosen(each));
}

/** A text that is the same for inputs that hold the same; empty where nothing is held. */
export function comparable(held: ViewStateValue | undefined): string {
  const several = held?.selected_options?.map(({ value }) => value) ?? held?.selected_users;
  if (several !== undefined) return [...several].sort().join('\n');
  return (
    held?.value?.replaceAll('\r\n', '\n').trim() ??
    held?.selected_option?.value ??
    held?.selected_date ??
    held?.selected_time ??
    held?.selected_user ??
    held?.selected_conversation ??
    held?.selected_channel ??
    ''
  );
}

const longestShown = 300;

/** What an input holds, as people read it; null where it holds nothing. */
export function writeHeld(held: ViewStateValue | undefined, words: Words): Mrkdwn | null {
  if (held === undefined || comparable(held) === '') return null;
  if (held.selected_users !== undefined) return joinMrkdwn(held.selected_users.map(mention), ', ');
  if (held.selected_user) return mention(held.selected_user);
  const channel = held.selected_conversation ?? held.selected_channel;
  if (channel) return channelMention(channel);
  if (held.selected_date) {
    const day = parseDay(held.selected_date);
    return mrkdwn`${day === null ? held.selected_date : writeDay(day, words.language)}`;
  }
  if (held.selected_time) return mrkdwn`${held.selected_time}`;
  if (held.selected_options !== undefined) {
    return mrkdwn`${writeList(
      held.selected_options.map(({ text }) => text.text),
      words.language,
    )}`;
  }
  return mrkdwn`${cut(held.selected_option?.text.text ?? held.value ?? '', longestShown)}`;
}

/** The inputs among the blocks of a form. */
export function inputsOf(blocks: readonly KnownBlock[]): (InputBlock & { readonly block_id: string })[] {
  return blocks.flatMap((block) =>
    block.type === 'input' && block.block_id !== undefined ? [{ ...block, block_id: block.block_id }] : [],
  );
}

function chosen({ text, value }: Option): Chosen {
  return { text: { type: 'plain_text', text: text.text }, value: value ?? '' };
}
