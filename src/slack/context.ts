import type { Logger } from 'pino';
import type { Day } from '../calendar/day.js';
import type { WorkingCalendar } from '../calendar/working-days.js';
import type { ScopedDatabase } from '../database/scope.js';
import type { Language, Words } from '../language/words.js';
import type { Copies } from './copies.js';
import type { Identity } from './identity.js';
import type { Outbox } from './outbox.js';

/** Who asks, as Slack and the register know them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly administrator: boolean;
}

/** What an administrator has set for the workspace. */
export interface WorkspaceSettings {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
  /** When the office works. */
  readonly calendar: WorkingCalendar;
  /** Working days before a deadline by which the office wants to have decided. */
  readonly leadTimeDays: number;
}

/** How something changed the register: a command, a form, a button … Kept in the audit trail. */
export type Surface = 'command' | 'form' | 'button' | 'home' | 'digest' | 'event';

/** What composing text or blocks needs to know; no database in it, so that composing stays pure. */
export interface Reading {
  readonly words: Words;
  readonly today: Day;
  readonly now: Date;
  readonly timeZone: string;
  /** The office's calendar, by which what is overdue is counted; calendar days where there is none. */
  readonly calendar?: WorkingCalendar;
}

/** A message that only this person sees, and the item in it of which a button or menu was used. */
export interface OwnCopy {
  /** Where Slack takes another message in its place: for half an hour, and five times. */
  readonly responseUrl: string;
  readonly blockId: string;
}

/** Everything that handling one request may use. */
export interface Request extends Reading {
  readonly person: Person;
  readonly workspace: WorkspaceSettings;
  readonly database: ScopedDatabase;
  readonly identity: Identity;
  readonly outbox: Outbox;
  readonly copies: Copies;
  readonly log: Logger;
  readonly surface: Surface;
  /** The same for every delivery of this very request, which Slack may send again; none where there is nothing to tell by. */
  readonly deliveryKey: string | null;
  /** The channel in which it was asked; none on the Home tab and in forms opened there. */
  readonly channelId: string | null;
  /** Where a form was asked for, if that is shown anew once the form is saved. */
  readonly askedIn?: OwnCopy;
  /** What must still hold when the register is written to, looked up in the same transaction; throws where it does not. */
  readonly beforeWriting?: (database: ScopedDatabase) => Promise<void>;
}

/** What may be used when Slack tells of something that nobody asked for. */
export type Occasion = Pick<
  Request,
  'database' | 'identity' | 'outbox' | 'copies' | 'log' | 'workspace' | 'now' | 'today'
>;
