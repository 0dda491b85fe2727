import type { Request } from '../slack/context.js';
import { roleOf } from './role-store.js';

export const roles = ['officer', 'head', 'focal_point'] as const;
/** What the office says of a colleague. Whoever it says nothing of is a focal point. */
export type Role = (typeof roles)[number];

/** Whether the person who asks works in the office: an officer, a head of the office, or an administrator of Slack. */
export async function isOfficer({
  person,
  database,
}: Pick<Request, 'person' | 'database'>): Promise<boolean> {
  return person.administrator || (await roleOf(database, person.id)) !== 'focal_point';
}
