import type { Logger } from 'pino';
import { dayAt } from '../calendar/time-zone.js';
import type { ScopedDatabase } from '../database/scope.js';
import { type Language, wordsOf } from '../language/words.js';
import type { Request, Surface, WorkspaceSettings } from './context.js';
import type { Copies } from './copies.js';
import type { Identity } from './identity.js';
import type { Outbox } from './outbox.js';

/** What every request is made of, whoever asks. */
export interface RequestParts {
  readonly database: ScopedDatabase;
  readonly identity: Identity;
  readonly outbox: Outbox;
  readonly copies: Copies;
  readonly log: Logger;
  readonly now: () => Date;
  readonly settings: () => Promise<WorkspaceSettings>;
}

/** Whoever asks: a member with all they may use, or someone who is refused, in their language. */
export type Asked =
  | { readonly kind: 'member'; readonly request: Request }
  | { readonly kind: 'refused'; readonly language: Language };

/** Makes the request of one person at one moment. @throws where Slack or the database can't be asked. */
export async function requestOf(
  parts: RequestParts,
  userId: string,
  surface: Surface,
  channelId: string | null,
  deliveryKey: string | null = null,
): Promise<Asked> {
  const [who, workspace] = await Promise.all([parts.identity.whoIs(userId), parts.settings()]);
  if (who.standing !== 'member') return { kind: 'refused', language: who.language ?? workspace.language };
  const { colleague } = who;
  const language = colleague.language ?? workspace.language;
  const now = parts.now();
  return {
    kind: 'member',
    request: {
      person: {
        id: colleague.id,
        name: colleague.name,
        language,
        timeZone: colleague.timeZone ?? workspace.timeZone,
        administrator: colleague.administrator,
      },
      workspace,
      words: wordsOf[language],
      now,
      today: dayAt(now, workspace.timeZone),
      timeZone: colleague.timeZone ?? workspace.timeZone,
      calendar: workspace.calendar,
      database: parts.database,
      identity: parts.identity,
      outbox: parts.outbox,
      copies: parts.copies,
      log: parts.log,
      surface,
      deliveryKey,
      channelId,
    },
  };
}
