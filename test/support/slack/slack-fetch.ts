import { limits } from '../../../src/slack/limits.js';
import { type CheckOptions, checkCall, checkMessage } from '../slack-rules/index.js';
import { isObject, type JsonObject, overTheWire } from './json.js';
import { type Answer, webApi } from './web-api.js';
import { type ResponseUrl, SlackError, type Workspace } from './workspace.js';

/** What goes wrong with the next call of a method: an error answer, an HTTP status, no answer, or an answer lost on its way. */
export type Fault =
  | { error: string }
  | { status: number; retryAfter?: number }
  | 'hang'
  | 'drop after accepting';

/** A call that the app made: of a method, or of a response URL (`response_url`). */
export type Call = { method: string; args: JsonObject; at: number };

export type Tokens = { bot: string; app: string };

const API = 'https://slack.test/api/';

/** The network between the app and Slack: a `fetch` that answers as Slack's Web API and response URLs do. */
export class SlackNetwork {
  readonly calls: Call[] = [];
  readonly #faults: { method: string; fault: Fault }[] = [];
  readonly #answers: Readonly<Record<string, Answer>>;

  constructor(
    private readonly workspace: Workspace,
    private readonly tokens: Tokens,
    private readonly rules: () => CheckOptions,
  ) {
    this.#answers = webApi(workspace, rules().scopes);
  }

  failNext(method: string, fault: Fault): void {
    this.#faults.push({ method, fault });
  }

  get unusedFaults(): string[] {
    return this.#faults.map(({ method }) => method);
  }

  forgetFaults(): void {
    this.#faults.length = 0;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith(API)) return this.#callMethod(url.slice(API.length), init);
    if (url.startsWith('https://hooks.slack.test/')) return this.#callResponseUrl(url, init);
    throw new TypeError(`no such host: ${url}`);
  };

  async #callMethod(method: string, init: RequestInit | undefined): Promise<Response> {
    const args = decodeForm(init?.body);
    const token = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? args['token'];
    this.calls.push({ method, args, at: this.workspace.now() });
    return this.#withFault(method, init, () => {
      if (!token) return refused('not_authed');
      if (token !== (method === 'apps.connections.open' ? this.tokens.app : this.tokens.bot))
        return refused('invalid_auth');
      const problems = checkCall(method, args, this.rules());
      this.workspace.problems.push(...problems);
      if (problems.length > 0) return refused('invalid_arguments', problems);
      return this.#answer(method, args);
    });
  }

  #answer(method: string, args: JsonObject): Response {
    const answer = this.#answers[method];
    if (!answer) return refused('unknown_method');
    try {
      return Response.json({ ok: true, ...answer(args) });
    } catch (error) {
      if (error instanceof SlackError) return refused(error.message);
      throw error;
    }
  }

  async #callResponseUrl(url: string, init: RequestInit | undefined): Promise<Response> {
    const parsed: unknown = JSON.parse(String(init?.body));
    const args = isObject(parsed) ? parsed : {};
    this.calls.push({ method: 'response_url', args, at: this.workspace.now() });
    return this.#withFault('response_url', init, () => {
      const target = this.workspace.responseUrls.get(url);
      if (!target || this.workspace.now() - target.at > limits.responseUrlMs)
        return new Response('expired_url', { status: 404 });
      target.uses += 1;
      if (target.uses > limits.responseUrlUses) return new Response('used_url', { status: 404 });
      const problems = responseProblems(args, this.rules());
      this.workspace.problems.push(...problems.map((problem) => `response_url: ${problem}`));
      if (problems.length > 0) return new Response('invalid_payload', { status: 400 });
      respondTo(this.workspace, target, args);
      return new Response('ok');
    });
  }

  async #withFault(method: string, init: RequestInit | undefined, answer: () => Response): Promise<Response> {
    const at = this.#faults.findIndex((each) => each.method === method);
    const fault = at < 0 ? undefined : this.#faults.splice(at, 1)[0]?.fault;
    if (fault === undefined) return answer();
    if (fault === 'hang') return untilAborted(init?.signal);
    if (fault === 'drop after accepting') {
      answer();
      throw new TypeError('fetch failed: the connection was closed');
    }
    if ('error' in fault) return refused(fault.error);
    const headers = fault.retryAfter === undefined ? undefined : { 'retry-after': String(fault.retryAfter) };
    return new Response('', { status: fault.status, ...(headers ? { headers } : {}) });
  }
}

function refused(error: string, messages: readonly string[] = []): Response {
  const details = messages.length > 0 ? { response_metadata: { messages } } : {};
  return Response.json({ ok: false, error, ...details });
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}

const JSON_ARGUMENTS = new Set(['view', 'blocks', 'metadata', 'attachments']);

/** WebClient sends forms in which everything that is no scalar is JSON. */
function decodeForm(body: unknown): JsonObject {
  const form = new URLSearchParams(typeof body === 'string' ? body : '');
  return Object.fromEntries(
    [...form].map(([key, text]) => [key, JSON_ARGUMENTS.has(key) ? parseJson(text) : text]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const RESPONSE_ARGUMENTS = new Set([
  'text',
  'blocks',
  'metadata',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'unfurl_links',
  'unfurl_media',
]);

function responseProblems(args: JsonObject, rules: CheckOptions): string[] {
  const unknown = Object.keys(args).filter((key) => !RESPONSE_ARGUMENTS.has(key));
  return [
    ...unknown.map((key) => `there is no argument ${key}`),
    ...(args['delete_original'] === true ? [] : checkMessage(args, rules)),
  ];
}

function respondTo(workspace: Workspace, { user, channel, source }: ResponseUrl, args: JsonObject): void {
  const content = Object(overTheWire(args));
  if (source && args['delete_original'] === true) {
    const list = source.ephemeralFor ? workspace.ephemerals : workspace.channel(channel).messages;
    const at = list.indexOf(source);
    if (at >= 0) list.splice(at, 1);
  } else if (source && args['replace_original'] === true) {
    workspace.changeMessage(source, { blocks: [], ...content });
  } else {
    showAnswer(workspace, user, channel, content);
  }
}

/** Shows the answer to a command or a click: to the person alone, or to the channel when it says so. */
export function showAnswer(workspace: Workspace, user: string, channel: string, content: JsonObject): void {
  if (content['response_type'] === 'in_channel') {
    workspace.channel(channel).messages.push(workspace.newMessage(channel, content));
  } else {
    workspace.ephemerals.push(workspace.newMessage(channel, content, user));
  }
}
