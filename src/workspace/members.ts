import type { Request } from '../slack/context.js';
import type { Problem } from '../slack/field.js';
import type { Identity } from '../slack/identity.js';

/** Whether work can be given to this person: neither guest nor bot, and still there. @throws where Slack can't be asked. */
export async function isMember(identity: Identity, userId: string): Promise<boolean> {
  return (await identity.whoIs(userId)).standing === 'member';
}

/**
 * What stands against the people chosen in a form's fields: Slack's own lists offer guests, apps and people of other
 * organisations too. `kept` stood there before the form opened and may stay, also who left since. Null: nothing.
 */
export async function onlyMembers<Name extends string>(
  { identity, person }: Pick<Request, 'identity' | 'person'>,
  chosen: Readonly<Partial<Record<Name, string | null>>>,
  kept: readonly (string | null | undefined)[] = [],
): Promise<{ readonly kind: 'refused'; readonly problems: Partial<Record<Name, Problem>> } | null> {
  const problems: Partial<Record<Name, Problem>> = {};
  for (const name of Object.keys(chosen) as Name[]) {
    const userId = chosen[name] ?? null;
    if (userId === null || userId === person.id || kept.includes(userId)) continue;
    if (!(await isMember(identity, userId))) problems[name] = { key: 'workspace.no_member' };
  }
  return Object.keys(problems).length === 0 ? null : { kind: 'refused', problems };
}
