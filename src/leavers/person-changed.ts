import type { Occasion } from '../slack/context.js';
import type { PersonChange } from '../slack/feature.js';
import { changeRegister, theApp } from '../workspace/register-change.js';
import { tellOffice } from '../workspace/tell-office.js';
import { leaverMessage } from './leaver-card.js';
import { leftAmong, markLeft, markReturned } from './leaver-store.js';
import { nothingOwned, totalOf } from './owned.js';
import { countOwned, ownersOf } from './owned-store.js';

/**
 * Slack said that someone changed. Whoever left while they looked after something is noted, and the office is told, once
 * however often and to however many replicas Slack says it; whoever came back is noted as well.
 */
export async function personChanged(
  occasion: Occasion,
  { userId, deactivated }: PersonChange,
): Promise<void> {
  const { database, now } = occasion;
  const writer = { database, now, person: theApp, surface: 'event' as const };
  const noted = (await leftAmong(database, [userId])).has(userId);
  if (noted === deactivated) return;
  if (!deactivated) {
    await changeRegister(writer, 'person_returned', async (tx) =>
      (await markReturned(tx, userId)) ? { subjectId: null, result: null } : null,
    );
    return;
  }
  const counts = (await countOwned(database, [userId])).get(userId) ?? nothingOwned;
  const changed = await changeRegister(writer, 'person_left', async (tx) =>
    (await markLeft(tx, userId, now)) ? { subjectId: null, result: null } : null,
  );
  if (changed.state !== 'done' || totalOf(counts) === 0) return;
  await tellOffice(occasion, (reading) => leaverMessage({ id: userId, leftAt: now, counts }, reading));
}

/** Once a day: who left, or came back, without Slack's word of it having arrived is noted as if it had. */
export async function lookForLeavers(occasion: Occasion): Promise<void> {
  const { database, identity } = occasion;
  const [deactivated, colleagues] = [await identity.deactivated(), await identity.colleagues()];
  const [owners, noted] = await Promise.all([ownersOf(database), leftAmong(database)]);
  const active = new Set(colleagues.map(({ id }) => id));
  for (const userId of owners) {
    if (deactivated.has(userId)) await personChanged(occasion, { userId, deactivated: true });
  }
  for (const userId of noted.keys()) {
    if (active.has(userId)) await personChanged(occasion, { userId, deactivated: false });
  }
}
