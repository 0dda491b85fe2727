import { limits } from '../../../src/slack/limits.js';
import { type CheckOptions, checkMessage, checkOptions, checkView } from '../slack-rules/index.js';
import { isObject, type JsonObject, objectsIn, textAt } from './json.js';
import { showAnswer } from './slack-fetch.js';
import type { OpenView, Workspace } from './workspace.js';

/** Does what Slack does with the acknowledgement of a payload; returns what is wrong with it. */
export function takeAcknowledgement(
  workspace: Workspace,
  body: JsonObject,
  answer: unknown,
  rules: CheckOptions,
): string[] {
  if (typeof body['command'] === 'string') return takeCommandAnswer(workspace, body, answer, rules);
  if (body['type'] === 'view_submission') return takeSubmissionAnswer(workspace, body, answer, rules);
  if (body['type'] === 'block_suggestion') return takeOptions(workspace, body, answer);
  return isEmpty(answer) ? [] : [`the acknowledgement of ${body['type']} must be empty`];
}

function isEmpty(answer: unknown): boolean {
  return answer === undefined || answer === null || answer === '';
}

function takeCommandAnswer(
  workspace: Workspace,
  body: JsonObject,
  answer: unknown,
  rules: CheckOptions,
): string[] {
  if (isEmpty(answer)) return [];
  const content = isObject(answer) ? answer : { text: String(answer) };
  const problems = checkMessage(content, rules);
  if (problems.length === 0)
    showAnswer(workspace, textAt(body, 'user_id'), textAt(body, 'channel_id'), content);
  return problems;
}

function takeSubmissionAnswer(
  workspace: Workspace,
  body: JsonObject,
  answer: unknown,
  rules: CheckOptions,
): string[] {
  const user = textAt(body, 'user', 'id');
  const stack = workspace.modals.get(user) ?? [];
  const open = stack.find(({ view }) => view.id === textAt(body, 'view', 'id'));
  // A submission that comes again may find its modal closed.
  if (!open) return [];
  if (isEmpty(answer)) {
    workspace.modals.set(user, stack.slice(0, stack.indexOf(open)));
    return [];
  }
  if (!isObject(answer)) return ['the acknowledgement of a submission is empty or a response_action'];
  switch (answer['response_action']) {
    case 'clear':
      workspace.modals.set(user, []);
      return [];
    case 'errors':
      return takeErrors(open, answer['errors']);
    case 'update':
    case 'push':
      return takeView(workspace, user, open, answer, rules);
    default:
      return [`there is no response_action ${JSON.stringify(answer['response_action'])}`];
  }
}

function takeErrors(open: OpenView, errors: unknown): string[] {
  const inputs = open.view.blocks
    .filter((block) => block['type'] === 'input')
    .map((block) => block['block_id']);
  const entries = Object.entries(isObject(errors) ? errors : {});
  const problems = entries.flatMap(([blockId, text]) => [
    ...(inputs.includes(blockId) ? [] : [`an error for "${blockId}", which is no input block of the view`]),
    ...(typeof text === 'string' && /\S/.test(text) ? [] : [`the error for "${blockId}" has no text`]),
  ]);
  if (entries.length === 0) return ['response_action errors without an error'];
  open.errors = Object.fromEntries(entries.map(([blockId, text]) => [blockId, String(text)]));
  return problems;
}

function takeView(
  workspace: Workspace,
  user: string,
  open: OpenView,
  answer: JsonObject,
  rules: CheckOptions,
): string[] {
  const definition = isObject(answer['view']) ? answer['view'] : {};
  const problems = checkView(definition, rules);
  if (definition['type'] !== 'modal') problems.push('the view of a response_action must be a modal');
  if (problems.length > 0) return problems;
  if (answer['response_action'] === 'update') {
    workspace.changeView(open, definition);
    return [];
  }
  const stack = workspace.modals.get(user) ?? [];
  if (stack.length >= limits.modalStack) return [`more than ${limits.modalStack} modals on each other`];
  workspace.modals.set(user, [...stack, workspace.newView(definition, open)]);
  return [];
}

function takeOptions(workspace: Workspace, body: JsonObject, answer: unknown): string[] {
  const problems = checkOptions(answer);
  const views = [...(workspace.modals.get(textAt(body, 'user', 'id')) ?? []), ...workspace.homes.values()];
  const open = views.find(({ view }) => view.id === textAt(body, 'view', 'id'));
  if (problems.length === 0 && isObject(answer)) {
    const grouped = objectsIn(answer['option_groups']).flatMap((group) => objectsIn(group['options']));
    open?.offered.set(textAt(body, 'block_id'), [...objectsIn(answer['options']), ...grouped]);
  }
  return problems;
}
