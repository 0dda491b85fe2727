import { opened } from './reading.js';
import type { OpenView, Seen, SlackDouble } from './slack/slack-double.js';

type Fields = Parameters<ReturnType<SlackDouble['as']>['submits']>[1];

/** Saves the form of a meeting: agrees on a day for the next one where one is given, and to what was understood. */
export async function savesMeeting(
  slack: SlackDouble,
  person: string,
  form: OpenView,
  fields: NonNullable<Fields> = {},
): Promise<Seen> {
  const asks = fields['nextOn'] === undefined || form.view.state.values['nextOn'] !== undefined;
  const asked = asks ? form : opened(await slack.as(person).chooses(form, 'next', 'day'));
  const seen = await slack.as(person).submits(asked, fields);
  const isToCheck = seen.modal !== undefined && Object.keys(seen.errors).length === 0;
  return isToCheck ? slack.as(person).submits(opened(seen)) : seen;
}
