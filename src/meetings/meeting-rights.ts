import type { Request } from '../slack/context.js';
import { isOfficer } from '../workspace/role.js';
import type { Meeting } from './meeting-store.js';

/** Whether the person who asks may change what is noted of a meeting: whoever wrote it, was there, or is of the office. */
export async function mayChange(
  request: Pick<Request, 'person' | 'database'>,
  { createdById, ourPeople }: Pick<Meeting, 'createdById' | 'ourPeople'>,
): Promise<boolean> {
  const { id } = request.person;
  return createdById === id || ourPeople.includes(id) || isOfficer(request);
}
