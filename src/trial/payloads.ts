import { z } from 'zod';
import type { TrialWorkspace } from './workspace.js';

/** A JSON object of which nothing is known. */
export type Json = Record<string, unknown>;

const object = z.record(z.string(), z.unknown());

/** The value where it is a JSON object, else null. */
export function jsonObject(value: unknown): Json | null {
  return object.safeParse(value).data ?? null;
}

/** An answer of users.info or users.list with what the local Slack does not know of its people. */
export function personFacts(workspace: TrialWorkspace, asked: URLSearchParams, answer: Json): Json {
  const told = asked.get('include_locale') === 'true';
  const complete = (given: unknown) => {
    const facts = jsonObject(given) ?? {};
    const person = workspace.people.find((one) => one.id === facts['id']);
    if (person === undefined) return facts;
    return {
      ...facts,
      team_id: workspace.teamId,
      is_admin: person.administrator,
      is_owner: false,
      is_primary_owner: false,
      is_restricted: person.guest,
      is_ultra_restricted: person.guest,
      is_stranger: false,
      is_app_user: false,
      ...(told ? { locale: person.locale } : {}),
    };
  };
  return {
    ...answer,
    ...('user' in answer ? { user: complete(answer['user']) } : {}),
    ...(Array.isArray(answer['members']) ? { members: answer['members'].map(complete) } : {}),
  };
}

/** A slash command with people named as Slack names them, `<@id|handle>`; any other body as it is. */
export function readCommand(workspace: TrialWorkspace, body: Json): Json {
  const { command, text } = body;
  if (typeof command !== 'string' || typeof text !== 'string') return body;
  const named = text.replaceAll(/<@([A-Z0-9]+)>/g, (mention, id: string) => {
    const person = workspace.people.find((one) => one.id === id);
    return person === undefined ? mention : `<@${id}|${person.handle}>`;
  });
  return { ...body, text: named };
}
