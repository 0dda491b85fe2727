import { type Language, wordsOf } from '../language/words.js';
import type { Message } from '../slack/blocks.js';
import type { Occasion, Reading } from '../slack/context.js';
import { readOffice } from './role-store.js';

/**
 * Tells the office something once: in its channel where it has one, else each officer and head directly, else the
 * administrators, each in their language. What can't be sent is logged. Never rejects.
 */
export async function tellOffice(occasion: Occasion, compose: (reading: Reading) => Message): Promise<void> {
  const { database, identity, outbox, log, workspace, now, today } = occasion;
  const readingIn = (language: Language | null, timeZone: string | null): Reading => ({
    words: wordsOf[language ?? workspace.language],
    today,
    now,
    timeZone: timeZone ?? workspace.timeZone,
  });
  try {
    const office = await readOffice(database);
    if (office.channelId !== null) {
      const outcome = await outbox.post(office.channelId, compose(readingIn(null, null)));
      if (outcome.kind === 'posted' || outcome.kind === 'unknown') return;
    }
    const inOffice = new Set([...office.officers, ...office.heads]);
    const colleagues = await identity.colleagues();
    const people = colleagues.filter(({ id }) => inOffice.has(id));
    const told = people.length > 0 ? people : colleagues.filter(({ administrator }) => administrator);
    await Promise.all(
      told.map(({ id, language, timeZone }) =>
        outbox.tell(id, null, compose(readingIn(language, timeZone))).catch((error: unknown) => {
          log.warn({ err: error }, 'Someone of the office could not be told');
        }),
      ),
    );
  } catch (error) {
    log.warn({ err: error }, 'The office could not be told');
  }
}
