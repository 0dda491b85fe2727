import { foldWord } from '../slack/command-text.js';
import type { Colleague, Identity } from '../slack/identity.js';
import { isMember } from '../workspace/members.js';

/** Whom a typed person means. */
export type Assignee =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ambiguous'; readonly colleagues: readonly Colleague[] };

const mentionPattern = /^<@(?<id>[UW][A-Z0-9]+)(?:\|[^<>]*)?>$/;

/** The colleague whom `@name` means: by handle, full name or one of its words; case, accents and punctuation forgiven. */
export function colleagueNamed(typed: string, colleagues: readonly Colleague[]): Assignee {
  const wanted = fold(typed.replace(/^@/, ''));
  const named: ((colleague: Colleague) => boolean)[] = [
    ({ handle }) => fold(handle) === wanted,
    ({ name }) => fold(name) === wanted,
    ({ name, handle }) => fold(`${name} ${handle}`).split(' ').includes(wanted),
  ];
  for (const isNamed of named) {
    const found = colleagues.filter(isNamed);
    const [only, another] = found;
    if (another !== undefined) return { kind: 'ambiguous', colleagues: found };
    if (only !== undefined) return { kind: 'found', id: only.id };
  }
  return { kind: 'unknown' };
}

/** How a colleague can be typed so that nobody else is meant, the best way first; by Slack id at last. */
export function waysToType(id: string, colleagues: readonly Colleague[]): string[] {
  const names = colleagues.filter((each) => each.id === id).flatMap(({ handle, name }) => [handle, name]);
  const typed = names.map((name) => `@${name.trim().replace(/\s+/g, '.')}`);
  const meant = typed.map((each) => colleagueNamed(each, colleagues));
  return [...typed.filter((_each, index) => isOnly(meant[index], id)), `<@${id}>`];
}

function isOnly(meant: Assignee | undefined, id: string): boolean {
  return meant?.kind === 'found' && meant.id === id;
}

function fold(name: string): string {
  return foldWord(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The member of the workspace whom `<@U…>` or `@name` means. @throws where Slack can't be asked. */
export async function findAssignee(identity: Identity, typed: string): Promise<Assignee> {
  const id = mentionPattern.exec(typed)?.groups?.['id'];
  if (id === undefined) return colleagueNamed(typed, await identity.colleagues());
  return (await isMember(identity, id)) ? { kind: 'found', id } : { kind: 'unknown' };
}

/** The person of whom a list is asked: whoever is mentioned, also one who left, else the member whom `@name` means. */
export async function findPerson(identity: Identity, typed: string): Promise<Assignee> {
  const id = mentionPattern.exec(typed)?.groups?.['id'];
  return id === undefined ? findAssignee(identity, typed) : { kind: 'found', id };
}
