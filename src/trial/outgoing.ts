import { z } from 'zod';
import type { Artist } from './artist.js';
import type { View } from './block-kit.js';
import { originalBlocks, withTyped } from './dialect.js';
import { type Json, jsonObject, personFacts } from './payloads.js';
import { blocksShape, messageShape, viewShape } from './shapes.js';
import type { TrialMemory } from './trial-memory.js';
import type { TrialWorkspace } from './workspace.js';

interface Outgoing {
  readonly workspace: TrialWorkspace;
  /** The local Slack's Web API; calls to anywhere else pass untouched. */
  readonly apiUrl: string;
  readonly artist: Artist;
  readonly memory: TrialMemory;
  readonly send: typeof fetch;
}

/** A `fetch` that translates calls of the Web API and posts to response_urls, and what is answered to them. */
export function translatingFetch({ workspace, apiUrl, artist, memory, send }: Outgoing): typeof fetch {
  const responseUrls = new URL('/_hooks/', apiUrl).href;

  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const body = init?.body;
    if (typeof body === 'string' && url.startsWith(apiUrl)) return call(url.slice(apiUrl.length), body, init);
    if (typeof body === 'string' && url.startsWith(responseUrls)) {
      const drawn = await artist.response(messageShape.parse(JSON.parse(body)), undefined);
      return send(url, { ...init, body: JSON.stringify(drawn) });
    }
    return send(input, init);
  };

  async function call(method: string, body: string, init: RequestInit | undefined): Promise<Response> {
    // @slack/web-api writes a form, with JSON in the fields that are not simple.
    const form = new URLSearchParams(body);
    const sent = parsed(form, 'view', viewShape);
    if (sent !== undefined) {
      form.set('view', JSON.stringify(await artist.view(keepingTyped(form, sent), readerOf(form))));
    }
    if (method.startsWith('chat.')) await drawMessageIn(form);
    const response = await send(`${apiUrl}${method}`, { ...init, body: form.toString() });
    const answer = jsonObject(
      await response
        .clone()
        .json()
        .catch(() => null),
    );
    if (answer === null || answer['ok'] !== true) return response;
    return Response.json(readAnswer(method, form, answer), { status: response.status });
  }

  function readerOf(form: URLSearchParams): string | undefined {
    return (
      form.get('user_id') ??
      memory.readers.get(form.get('trigger_id')) ??
      memory.readers.get(form.get('view_id'))
    );
  }

  function keepingTyped(form: URLSearchParams, sent: View): View {
    const typed = memory.typed.get(form.get('view_id'));
    return typed === undefined ? sent : withTyped(sent, typed);
  }

  async function drawMessageIn(form: URLSearchParams): Promise<void> {
    const text = form.get('text');
    const blocks = parsed(form, 'blocks', blocksShape);
    const message = { ...(text === null ? {} : { text }), ...(blocks === undefined ? {} : { blocks }) };
    const drawn = await artist.message(message, form.get('user') ?? undefined);
    if (drawn.text !== undefined) form.set('text', drawn.text);
    if (drawn.blocks !== undefined) form.set('blocks', JSON.stringify(drawn.blocks));
  }

  function readAnswer(method: string, form: URLSearchParams, answer: Json): Json {
    if (method.startsWith('users.')) return personFacts(workspace, form, answer);
    const shown = viewShape.safeParse(answer['view']);
    if (shown.success) {
      const reader = readerOf(form);
      const { id } = shown.data;
      if (reader !== undefined && typeof id === 'string') memory.readers.set(id, reader);
      if (reader !== undefined && method === 'views.publish') memory.homes.set(reader, shown.data);
      return { ...answer, view: { ...shown.data, blocks: originalBlocks(shown.data.blocks) } };
    }
    const metadata = parsed(form, 'metadata', z.unknown());
    if (metadata !== undefined) memory.metadata.set(`${answer['channel']}/${answer['ts']}`, metadata);
    const { message, messages } = answer;
    return {
      ...answer,
      ...(message === undefined ? {} : { message: readMessage(form.get('channel'), message) }),
      ...(Array.isArray(messages)
        ? { messages: messages.map((one) => readMessage(form.get('channel'), one)) }
        : {}),
    };
  }

  function readMessage(channel: string | null, given: unknown): unknown {
    const message = messageShape.safeParse(given);
    if (!message.success) return given;
    const { ts, blocks } = message.data;
    const metadata = memory.metadata.get(`${channel}/${ts}`);
    return {
      ...message.data,
      ...(blocks === undefined ? {} : { blocks: originalBlocks(blocks) }),
      ...(metadata === undefined ? {} : { metadata }),
    };
  }
}

function parsed<Value>(form: URLSearchParams, name: string, shape: z.ZodType<Value>): Value | undefined {
  const text = form.get(name);
  return text === null ? undefined : shape.parse(JSON.parse(text));
}
