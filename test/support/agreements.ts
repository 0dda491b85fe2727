import { claire, type Desk, lastShown } from './desk.js';
import { opened, shown } from './reading.js';
import { objectsIn, textAt } from './slack/json.js';
import type { Given, Message } from './slack/slack-double.js';

/** What a form takes of a framework agreement with ODCO that ran for three of its five years on the tests' day, 23 November 2026. */
export const framework = {
  newPartner: 'ODCO',
  name: 'Convention-cadre',
  signedOn: '2024-01-03',
  length: '5 ans',
  renewal: 'express',
};

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

/** ODCO's only agreement's card as someone opens it from the partner's. */
export async function agreementShownTo(desk: Pick<Desk, 'slack'>, who: string): Promise<Message> {
  const partner = shown(await desk.slack.as(who).command('/partner show ODCO'));
  await desk.slack.as(who).clicks(partner, who === claire ? 'Details' : 'Détails');
  return lastShown(desk, who);
}

/** What can be done from an agreement's card: the labels of its first row, those of its menu in a list. */
export function rowOf({ blocks }: Message): unknown[] {
  const row = blocks.find(({ type }) => type === 'actions');
  return objectsIn(row?.['elements']).map((element) =>
    element['type'] === 'overflow'
      ? objectsIn(element['options']).map((each) => textAt(each, 'text', 'text'))
      : textAt(element, 'text', 'text'),
  );
}
