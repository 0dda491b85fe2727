import { expect } from 'vitest';
import { type Message, type OpenView, type Seen, textOf } from './slack/slack-double.js';

/** The one message that a person was just shown; fails where there was none, or several. */
export function shown(seen: Seen): Message {
  expect(seen.ephemerals).toHaveLength(1);
  const [message] = seen.ephemerals;
  if (message === undefined) throw new Error('nothing was shown');
  return message;
}

/** What a person reads in blocks; zero-width spaces are not seen. */
export function read(blocks: unknown): string {
  return textOf(blocks).replaceAll('\u200B', '');
}

/** What a person reads in the one message that they were just shown. */
export function said(seen: Seen): string {
  return read(shown(seen).blocks);
}

/** The form that a person has open; fails where there is none. */
export function opened(seen: Seen): OpenView {
  if (seen.modal === undefined) throw new Error('no form is open');
  return seen.modal;
}
