import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Day } from '../calendar/day.js';
import { writeDay } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn, mention, mrkdwn } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, button, section } from '../slack/blocks.js';
import { actionId } from '../slack/feature.js';
import { type Field, heldField, type Problem } from '../slack/field.js';
import { cut } from '../slack/limits.js';
import { dayField, personField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { handlesOf, type ReadFollowUp } from './meeting-follow-ups.js';

const shownLine = 120;
const rowsOnPage = 15;

/** What the form of a meeting remembers while it shows what was understood of the follow-ups. */
export const checkState = z.object({
  /** The page of the list, counted from 1. */
  page: z.number(),
  /** The mark of the follow-up that is being edited. */
  editing: z.string().nullable(),
});
export type CheckState = z.infer<typeof checkState>;

/** What was understood of the follow-ups, to be looked at before they are saved and colleagues are told. */
export interface Check {
  readonly rows: readonly ReadFollowUp[];
  readonly page: number;
  /** The mark of the follow-up that is being edited. */
  readonly editing: string | null;
  /** Why what was typed for it could not be taken over. */
  readonly problem: Problem | null;
  readonly today: Day;
}

/** What tells a follow-up from the others of the form, whatever is typed around it. Those of one mark say the same. */
export function markOf({ origin, line }: Pick<ReadFollowUp, 'origin' | 'line'>): string {
  return `${origin}-${createHash('sha256').update(line).digest('base64url').slice(0, 12)}`;
}

/** What was understood in a few letters: confirming it confirms nothing else. */
export function aboutOf(rows: readonly ReadFollowUp[]): string {
  const said = rows.map(({ text, assignee, dueOn, unreadDay, line }) => [
    text,
    assignee,
    dueOn,
    unreadDay,
    line,
  ]);
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 12);
}

const editAction = actionId('meetings', 'line');
const pageAction = actionId('meetings', 'lines');
const applyAction = actionId('meetings', 'line_apply');
const leaveAction = actionId('meetings', 'line_leave');

/** What was asked for with a button of the check; null: something else was used. */
export type CheckStep =
  | { readonly kind: 'edit'; readonly mark: string }
  | { readonly kind: 'page'; readonly page: number }
  | { readonly kind: 'apply' | 'leave' };

/** Reads the action_id of what was used. */
export function checkStepOf(used: string): CheckStep | null {
  if (used === applyAction) return { kind: 'apply' };
  if (used === leaveAction) return { kind: 'leave' };
  if (used.startsWith(`${editAction}.`)) return { kind: 'edit', mark: used.slice(editAction.length + 1) };
  if (used.startsWith(`${pageAction}.`))
    return { kind: 'page', page: Number(used.slice(pageAction.length + 1)) };
  return null;
}

/** The list of what was understood, each with its way to be edited, or the questions about the one that is edited. */
export function checkFields(state: CheckState | undefined) {
  const edits = typeof state?.editing === 'string';
  return {
    check: checkField,
    lineText: edits ? textField({ required: true }) : heldField<string | null>(null),
    linePerson: edits ? personField({ required: true }) : heldField<string | null>(null),
    lineDay: edits ? dayField({ required: false }) : heldField<Day | null>(null),
    lineButtons: edits ? lineButtons : heldField(null),
  };
}

const checkField: Field<Check | null> = {
  blocks: (_id, { words }, check) => {
    if (!check || check.rows.length === 0) return [];
    return check.editing === null ? listed(check, words) : [edited(check, check.editing, words)];
  },
  read: () => ({ value: null }),
};

const lineButtons: Field<null> = {
  blocks: (id, { words }) => [
    actions(
      [
        button(applyAction, words.plain('meetings.line_apply'), id, { style: 'primary' }),
        button(leaveAction, words.plain('meetings.line_leave'), id),
      ],
      id,
    ),
  ],
  read: () => ({ value: null }),
};

function listed({ rows, page, today }: Check, words: Words): KnownBlock[] {
  const pages = Math.ceil(rows.length / rowsOnPage);
  const shown = Math.min(Math.max(page, 1), pages);
  const further = [
    shown > 1 && button(`${pageAction}.${shown - 1}`, words.plain('shared.previous_page'), 'page'),
    shown < pages && button(`${pageAction}.${shown + 1}`, words.plain('shared.next_page'), 'page'),
  ].filter((each) => each !== false);
  return [
    section(words.say('meetings.check_understood', { count: rows.length })),
    ...rows
      .slice((shown - 1) * rowsOnPage, shown * rowsOnPage)
      .map((row) =>
        section(
          mrkdwn`• ${understood(row, words, today)}`,
          undefined,
          button(`${editAction}.${markOf(row)}`, words.plain('meetings.line_edit'), markOf(row)),
        ),
      ),
    ...(further.length === 0 ? [] : [actions(further)]),
  ];
}

function edited({ rows, problem, today }: Check, editing: string, words: Words): KnownBlock {
  const row = rows.find((each) => markOf(each) === editing);
  return section(
    joinMrkdwn(
      [
        row !== undefined && bold(cut(row.line, shownLine)),
        row !== undefined && understood(row, words, today),
        problem !== null && words.say(problem.key, problem.values),
      ],
      '\n',
    ),
  );
}

function understood(row: ReadFollowUp, words: Words, today: Day): Mrkdwn {
  const { text, dueOn, unreadDay } = row;
  const day =
    unreadDay !== null
      ? words.say('meetings.day_unread', { typed: unreadDay })
      : dueOn === null
        ? words.say('follow_ups.due.undated')
        : words.say(dueOn < today ? 'meetings.day_past' : 'meetings.day_read', {
            day: writeDay(dueOn, words.language),
          });
  return joinMrkdwn([mrkdwn`${cut(text, shownLine)}`, assigned(row, words), day]);
}

function assigned({ assignee, person }: ReadFollowUp, words: Words): Mrkdwn {
  const typed = person ?? '';
  switch (assignee.kind) {
    case 'found':
      return mention(assignee.id);
    case 'unknown':
      return words.say('meetings.person_unknown', { typed });
    case 'ambiguous':
      return words.say('meetings.person_ambiguous', { typed, names: handlesOf(assignee, words) });
  }
}
