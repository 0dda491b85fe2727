import { type Day, parseDay } from '../calendar/day.js';
import {
  type Field,
  inputActionId,
  inputBlock,
  type Maybe,
  type Presence,
  presence,
  stateOf,
} from './field.js';
import { limits } from './limits.js';

/** A calendar day. */
export function dayField<Required extends boolean>(rules: Presence<Required>): Field<Maybe<Day, Required>> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, !rules.required, {
        type: 'datepicker',
        action_id: inputActionId,
        ...(value ? { initial_date: value } : {}),
      }),
    ],
    read: (id, values) => presence(id, rules.required, parseDay(stateOf(id, values)?.selected_date ?? '')),
  };
}

/** A time of day as clocks show it: `HH:mm`. */
export function timeField(): Field<string | null> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, true, {
        type: 'timepicker',
        action_id: inputActionId,
        ...(value ? { initial_time: value } : {}),
      }),
    ],
    read: (id, values) => ({ value: stateOf(id, values)?.selected_time || null }),
  };
}

/** One person of the workspace, by Slack user id. */
export function personField<Required extends boolean>(
  rules: Presence<Required>,
): Field<Maybe<string, Required>> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, !rules.required, {
        type: 'users_select',
        action_id: inputActionId,
        ...(value ? { initial_user: value } : {}),
      }),
    ],
    read: (id, values) => presence(id, rules.required, stateOf(id, values)?.selected_user ?? null),
  };
}

/** Any number of people of the workspace, by Slack user id. */
export function peopleField(): Field<string[]> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, true, {
        type: 'multi_users_select',
        action_id: inputActionId,
        ...(value === undefined || value.length === 0 ? {} : { initial_users: value }),
      }),
    ],
    read: (id, values) => ({ value: stateOf(id, values)?.selected_users ?? [] }),
  };
}

/** One channel of the workspace, by Slack's id. */
export function channelField<Required extends boolean>(
  rules: Presence<Required>,
): Field<Maybe<string, Required>> {
  return {
    blocks: (id, writing, value) => [
      inputBlock(id, writing, !rules.required, {
        type: 'conversations_select',
        action_id: inputActionId,
        filter: { include: ['public', 'private'] },
        ...(value ? { initial_conversation: value } : {}),
      }),
    ],
    read: (id, values) => presence(id, rules.required, stateOf(id, values)?.selected_conversation ?? null),
  };
}

/** A file that a person added to a form; it stays in Slack. */
export interface AddedFile {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/** Files to be added, at most ten. Slack can't show again which ones were chosen, so the form must not need a second look. */
export function filesField(): Field<AddedFile[]> {
  return {
    blocks: (id, writing) => [
      inputBlock(id, writing, true, {
        type: 'file_input',
        action_id: inputActionId,
        max_files: limits.fileInputFiles,
      }),
    ],
    read: (id, values) => ({
      value: (stateOf(id, values)?.files ?? []).map(({ id: fileId, title, name, permalink }) => ({
        id: fileId,
        name: title || name || fileId,
        url: permalink,
      })),
    }),
  };
}
