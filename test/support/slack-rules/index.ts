import { z } from 'zod';
import { limits } from '../../../src/slack/limits.js';
import { checkBlocks, schemaProblems } from './check-blocks.js';
import { methods } from './methods.js';
import { identifier, option, optionGroups, plainText, visibleText } from './objects.js';
import { type ForbidTokens, forbidBroadcasts, tokensIn, tokensInBlocks } from './tokens.js';

export { checkBlocks } from './check-blocks.js';
export { methods } from './methods.js';
export { type ForbidTokens, forbidBroadcasts } from './tokens.js';

export type CheckOptions = {
  /** Tokens that must not be sent; by default those that ring for a whole channel or group. */
  forbidTokens?: ForbidTokens;
  /** Bot scopes that the app was granted; every one when left out. */
  scopes?: readonly string[];
};

type Arguments = { readonly [name: string]: unknown };

const viewFields = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(limits.privateMetadata).optional(),
  callback_id: identifier(limits.callbackId).optional(),
  external_id: z.string().max(limits.externalId).optional(),
};

const viewSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    ...viewFields,
    title: plainText(limits.modalTitle),
    submit: plainText(limits.modalButton).optional(),
    close: plainText(limits.modalButton).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('home'), ...viewFields }),
]);

/** What Slack would refuse in a modal or Home view; one line a problem, none when it is right. */
export function checkView(view: unknown, { forbidTokens = forbidBroadcasts }: CheckOptions = {}): string[] {
  const problems = schemaProblems(viewSchema, view).map((text) => `view${text}`);
  const parsed = viewSchema.safeParse(view);
  if (!parsed.success) {
    const loose = z.looseObject({ blocks: z.unknown() }).safeParse(view);
    return loose.success && loose.data.blocks
      ? [...problems, ...checkBlocks(loose.data.blocks, 'modal')]
      : problems;
  }
  const checked = parsed.data;
  const hasInput = z.array(z.looseObject({ type: z.string() })).safeParse(checked.blocks).data;
  if (checked.type === 'modal' && !checked.submit && hasInput?.some((block) => block.type === 'input')) {
    problems.push('view: input blocks need a submit');
  }
  const bytes = Buffer.byteLength(JSON.stringify(view));
  if (bytes > limits.viewBytes)
    problems.push(`view: ${bytes} bytes, at most ${limits.viewBytes} are allowed`);
  return [
    ...problems,
    ...checkBlocks(checked.blocks, checked.type),
    ...tokenProblems(tokensInBlocks(checked.blocks), forbidTokens),
  ];
}

const value = z.union([z.string(), z.number(), z.boolean()]);
const flat = z.record(z.string(), value);
const messageSchema = z.object({
  text: visibleText(limits.messageText),
  metadata: z
    .strictObject({
      event_type: identifier(limits.metadataEventType),
      event_payload: z.record(z.string(), z.union([value, flat, z.array(flat)])),
    })
    .optional(),
  thread_ts: z.string().optional(),
});

/** What Slack would refuse in a message's content, and a fallback text that is missing. */
export function checkMessage(
  message: Arguments,
  { forbidTokens = forbidBroadcasts }: CheckOptions = {},
): string[] {
  const { text, blocks } = message;
  return [
    ...(text === undefined ? ['message: no fallback text'] : []),
    ...schemaProblems(messageSchema.partial({ text: true }), message).map((problem) => `message${problem}`),
    ...(blocks === undefined ? [] : checkBlocks(blocks, 'message')),
    ...tokenProblems(
      [...tokensIn(typeof text === 'string' ? text : ''), ...tokensInBlocks(blocks)],
      forbidTokens,
    ),
  ];
}

/** What Slack would refuse in a call of its Web API; arguments as objects, not as the JSON they travel in. */
export function checkCall(name: string, args: Arguments, options: CheckOptions = {}): string[] {
  const method = methods[name];
  if (!method) return [`${name}: not a method that the app may use`];
  const known = new Set([...method.required, ...method.optional, 'token', 'team_id']);
  const problems = [
    ...method.required.filter((key) => args[key] === undefined).map((key) => `argument ${key} is missing`),
    ...Object.keys(args)
      .filter((key) => !known.has(key))
      .map((key) => `there is no argument ${key}`),
    ...scopeProblems(method.scopes, options.scopes),
    ...contentProblems(name, args, options),
  ];
  return problems.map((problem) => `${name}: ${problem}`);
}

function scopeProblems(needed: readonly string[], granted: readonly string[] | undefined): string[] {
  if (!granted || needed.length === 0 || needed.some((scope) => granted.includes(scope))) return [];
  return [`needs the scope ${needed.join(' or ')}`];
}

function contentProblems(name: string, args: Arguments, options: CheckOptions): string[] {
  if (name.startsWith('views.')) {
    const wanted =
      name === 'views.publish' ? ['home'] : name === 'views.update' ? ['home', 'modal'] : ['modal'];
    const type = z.looseObject({ type: z.string() }).safeParse(args['view']).data?.type;
    return [
      ...(args['view'] === undefined ? [] : checkView(args['view'], options)),
      ...(type && !wanted.includes(type) ? [`a ${type} view is not for ${name}`] : []),
      ...(name === 'views.update' && !args['view_id'] === !args['external_id']
        ? ['needs view_id or external_id']
        : []),
      ...(/open|push/.test(name) && !args['trigger_id'] ? ['argument trigger_id is missing'] : []),
    ];
  }
  if (!/^chat\.(post|update)/.test(name)) return [];
  const tooLong = name === 'chat.update' && String(args['text'] ?? '').length > limits.updatedText;
  return [...checkMessage(args, options), ...(tooLong ? ['text is too long for an update'] : [])];
}

const optionsSchema = z.union([
  z.strictObject({ options: z.array(option).max(limits.selectOptions) }),
  z.strictObject({ option_groups: optionGroups }),
]);

/** What Slack would refuse in the options offered to a select menu that asks the app for them. */
export function checkOptions(answer: unknown): string[] {
  return schemaProblems(optionsSchema, answer).map((text) => `options${text}`);
}

function tokenProblems(tokens: readonly string[], forbid: ForbidTokens): string[] {
  return tokens.filter(forbid).map((token) => `the token ${token} must not be sent`);
}
