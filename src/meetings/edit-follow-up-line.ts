import type { Day } from '../calendar/day.js';
import { waysToType } from '../follow-ups/assignee.js';
import type { Request } from '../slack/context.js';
import type { Problem } from '../slack/field.js';
import { limits } from '../slack/limits.js';
import { onlyMembers } from '../workspace/members.js';
import { aboutOf, type Check, type CheckState, type CheckStep, markOf } from './follow-up-check.js';
import { type FollowUpTexts, type ReadFollowUp, readFollowUpTexts } from './meeting-follow-ups.js';
import { listedFollowUps, noteFollowUps } from './note-follow-ups.js';
import { rewriteFollowUp } from './rewrite-follow-up.js';

/** A meeting's texts, with what was typed for the line that is being edited. */
export interface EditedTexts extends FollowUpTexts {
  readonly lineText: string | null;
  readonly linePerson: string | null;
  readonly lineDay: Day | null;
}

/** The texts once the line says what was typed for it, or what stands against it. */
export type TakenOver =
  | { readonly kind: 'taken'; readonly texts: FollowUpTexts }
  | { readonly kind: 'refused'; readonly at: 'lineText' | 'linePerson'; readonly problem: Problem };

/**
 * Rewrites the line that is being edited, in the text in which it stands: what is saved is what the texts say. They stay as
 * they are where no line is being edited, or nothing of it was changed.
 */
export async function takeOverLine(
  request: Request,
  typed: EditedTexts,
  editing: string | null,
  earlierNotes: string | null,
): Promise<TakenOver> {
  const { notes, followUps, heldOn, lineText, linePerson, lineDay } = typed;
  const texts = { notes, followUps, heldOn };
  if (editing === null || lineText === null || linePerson === null) return { kind: 'taken', texts };
  const rows = await readFollowUpTexts(request, texts, earlierNotes);
  const row = rows.find((each) => markOf(each) === editing);
  if (row === undefined) return { kind: 'refused', at: 'lineText', problem: { key: 'meetings.line_gone' } };
  const text = asBefore(lineText, row.text);
  if (text === row.text && saysAlready(row, typed)) return { kind: 'taken', texts };
  const wrong = await onlyMembers(request, { linePerson });
  const problem = wrong?.problems.linePerson;
  if (problem !== undefined) return { kind: 'refused', at: 'linePerson', problem };
  const { calendar } = request.workspace;
  const ways = waysToType(linePerson, await request.identity.colleagues());
  const rewritten = rewriteFollowUp(
    row.origin === 'note' ? notes : (followUps ?? ''),
    row.place,
    { text, person: ways, dueOn: lineDay },
    (each) => (row.origin === 'note' ? noteFollowUps : listedFollowUps)(each, heldOn, calendar),
    request.words.language,
  );
  const isTooLong = row.origin === 'form' && (rewritten ?? '').length > limits.inputText;
  if (rewritten === null || isTooLong) {
    return { kind: 'refused', at: 'lineText', problem: { key: 'meetings.line_unreadable' } };
  }
  return { kind: 'taken', texts: { ...texts, [row.origin === 'note' ? 'notes' : 'followUps']: rewritten } };
}

/** What was typed, or the whole text where it was too long for its input and was left alone. */
function asBefore(typed: string, before: string): string {
  return before.slice(0, limits.inputText).trim() === typed ? before : typed;
}

function saysAlready({ assignee, dueOn }: ReadFollowUp, typed: EditedTexts): boolean {
  return typed.lineDay === dueOn && assignee.kind === 'found' && assignee.id === typed.linePerson;
}

/** How the form goes on: what it shows of the follow-ups, and what stands in the fields that begin anew. */
export interface GoesOnChecking {
  readonly check: CheckState;
  /** What is shown in full from then on, as doubts are about it. */
  readonly confirmed: readonly string[];
  readonly anew: readonly ('notes' | 'followUps' | 'lineText' | 'linePerson' | 'lineDay')[];
  readonly filled: {
    readonly check: Check;
    readonly notes?: string;
    readonly followUps?: string | null;
    readonly lineText?: string;
    readonly linePerson?: string | null;
    readonly lineDay?: Day | null;
  };
}

/** The check after a button of it was used, or after something else of the form changed (`step` null). */
export async function goOnChecking(
  request: Request,
  before: CheckState,
  typed: EditedTexts,
  step: CheckStep | null,
  earlierNotes: string | null,
): Promise<GoesOnChecking> {
  const isApplied = step?.kind === 'apply' && typed.lineText !== null && typed.linePerson !== null;
  const taken = isApplied ? await takeOverLine(request, typed, before.editing, earlierNotes) : null;
  const texts = taken?.kind === 'taken' ? taken.texts : typed;
  const rows = await readFollowUpTexts(request, texts, earlierNotes);
  const check = {
    page: step?.kind === 'page' ? step.page : before.page,
    editing:
      step?.kind === 'edit'
        ? step.mark
        : step?.kind === 'leave' || taken?.kind === 'taken'
          ? null
          : before.editing,
  };
  const problem = taken?.kind === 'refused' ? taken.problem : null;
  const opens = step?.kind === 'edit' ? rows.find((each) => markOf(each) === step.mark) : undefined;
  return goingOn(request, check, { rows, typed, texts, problem, opens });
}

/** The check as it is first shown, after an attempt to save: whoever is not known for sure is asked for at once. */
export async function beginChecking(
  request: Request,
  before: CheckState | undefined,
  typed: EditedTexts,
  texts: FollowUpTexts,
  earlierNotes: string | null,
): Promise<GoesOnChecking> {
  const rows = await readFollowUpTexts(request, texts, earlierNotes);
  const opens = rows.find(({ assignee }) => assignee.kind !== 'found');
  const check = { page: before?.page ?? 1, editing: opens === undefined ? null : markOf(opens) };
  return goingOn(request, check, { rows, typed, texts, problem: null, opens });
}

function goingOn(
  { today }: Request,
  check: CheckState,
  now: {
    readonly rows: readonly ReadFollowUp[];
    readonly typed: FollowUpTexts;
    readonly texts: FollowUpTexts;
    readonly problem: Problem | null;
    /** The follow-up that begins to be edited. */
    readonly opens: ReadFollowUp | undefined;
  },
): GoesOnChecking {
  const { rows, typed, texts, problem, opens } = now;
  const rewritten = (['notes', 'followUps'] as const).filter((each) => texts[each] !== typed[each]);
  const opened =
    opens === undefined
      ? {}
      : {
          lineText: opens.text,
          linePerson: opens.assignee.kind === 'found' ? opens.assignee.id : null,
          lineDay: opens.dueOn,
        };
  return {
    check,
    confirmed: check.editing === null ? [aboutOf(rows)] : [],
    anew: [...rewritten, ...(opens === undefined ? [] : (['lineText', 'linePerson', 'lineDay'] as const))],
    filled: {
      check: { rows, today, problem, ...check },
      ...Object.fromEntries(rewritten.map((each) => [each, texts[each]])),
      ...opened,
    },
  };
}
