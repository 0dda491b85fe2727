import type { Desk } from './desk.js';
import { opened } from './reading.js';
import type { Given } from './slack/slack-double.js';

const ofDuration = new Set(
  'status signedOn startsOn termKind endsOn length renewal renewalLength renewalLimit notice goOn'.split(' '),
);

/** Registers an agreement step by step: each form takes what it asks of `fields`. What came of the last one sent. */
export async function registerAgreement(
  { slack }: Pick<Desk, 'slack'>,
  fields: Readonly<Record<string, Given>>,
  who: string,
) {
  const asked = (duration: boolean) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => ofDuration.has(name) === duration));
  const facts = opened(await slack.as(who).command('/partner agreement'));
  const first = await slack.as(who).submits(facts, asked(false));
  return Object.keys(first.errors).length > 0 ? first : slack.as(who).submits(opened(first), asked(true));
}
