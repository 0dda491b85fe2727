import { createHmac } from 'node:crypto';
import { givenState, initialState } from '../support/slack/field-values.js';
import { isObject, type JsonObject, objectsIn, textAt } from '../support/slack/json.js';
import type { SlackServer } from './slack-server.js';
import { until } from './until.js';

/** The secret that the app under test shares with its Slack. */
export const signingSecret = 'a signing secret of the tests';

const teamId = 'T0UNIVERSITY';

/** The headers with which Slack signs a body. `at` is in milliseconds since the epoch. */
export function signatureOf(
  body: string,
  { at = Date.now(), secret = signingSecret } = {},
): Record<string, string> {
  const seconds = Math.floor(at / 1000);
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` };
}

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
export const jsonHeaders = { 'content-type': 'application/json' };

/** Posts a signed form to the app at `url`. */
export function postSigned(url: string, body: string): Promise<Response> {
  const headers = { ...formHeaders, ...signatureOf(body) };
  return fetch(`${url}/slack/events`, { method: 'POST', headers, body });
}

/** What Slack sends when a person types `/partner` and a text. */
export function commandBody(asked: {
  text: string;
  userId: string;
  triggerId: string;
  responseUrl: string;
}): string {
  return new URLSearchParams({
    command: '/partner',
    text: asked.text,
    user_id: asked.userId,
    user_name: asked.userId.toLowerCase(),
    team_id: teamId,
    team_domain: 'university',
    channel_id: 'C0PARTENARIATS',
    channel_name: 'partenariats',
    api_app_id: 'A0DESK',
    is_enterprise_install: 'false',
    trigger_id: asked.triggerId,
    response_url: asked.responseUrl,
  }).toString();
}

/** Types `/partner` and a text, and gives what the person reads: the acknowledgement, or what followed it where that was late. */
export async function ask(url: string, slack: SlackServer, text: string): Promise<string> {
  const asked = { text, userId: 'U0AMINA', triggerId: `trigger-${text}`, responseUrl: slack.responseUrl };
  const before = slack.calls.length;
  const answer = await postSigned(url, commandBody(asked));
  if (answer.status !== 200) throw new Error(`/partner ${text} was answered with ${answer.status}`);
  const later = () => slack.calls.slice(before).find(({ method }) => method === 'response_url');
  return (await answer.text()) || JSON.stringify((await until('the answer comes', later)).args);
}

/** What Slack sends when a person fills fields of an opened view, by block id, and submits it. */
export function submissionBody(
  view: JsonObject,
  userId: string,
  given: Readonly<Record<string, string>>,
): string {
  const blocks = objectsIn(view['blocks']);
  const values = initialState(blocks);
  for (const [blockId, value] of Object.entries(given)) {
    const block = blocks.find((each) => each['block_id'] === blockId);
    const element = isObject(block?.['element']) ? block['element'] : undefined;
    if (element === undefined) throw new Error(`the view has no field ${blockId}`);
    values[blockId] = { [textAt(element, 'action_id')]: givenState(element, value) };
  }
  const payload = {
    type: 'view_submission',
    team: { id: teamId, domain: 'university' },
    user: { id: userId, username: userId.toLowerCase(), team_id: teamId },
    api_app_id: 'A0DESK',
    trigger_id: `submit-${textAt(view, 'id')}`,
    view: { ...view, state: { values } },
    response_urls: [],
    is_enterprise_install: false,
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
