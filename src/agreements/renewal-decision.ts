import type { ScopedDatabase } from '../database/scope.js';
import { bold, mrkdwn } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { actions, button, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import { type ActionOutcome, actionId } from '../slack/feature.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import type { Agreement } from './agreement.js';
import { agreementCard } from './agreement-card.js';
import { readAgreement } from './agreement-store.js';
import { readWholeAgreement } from './content-store.js';
import { type Decision, effectOf, termAt } from './renewal.js';
import { decidedText, isToDecide, type RenewalRef, readRenewalId } from './renewal-line.js';
import { type DecisionDetails, type TakenDecision, writeDecision } from './renewal-store.js';
import type { Term } from './term.js';

/** A renewal that waits for a decision. */
export interface OpenRenewal extends RenewalRef {
  readonly agreement: Agreement;
  readonly term: Term;
}

/** The renewal of this id where it (still) waits for a decision, else null. */
export async function openRenewal(
  request: Pick<Request, 'database' | 'today'>,
  id: string,
): Promise<OpenRenewal | null> {
  const ref = readRenewalId(id);
  const agreement = ref === null ? null : await readAgreement(request.database, ref.agreementId);
  if (ref === null || agreement === null) return null;
  const term = termAt(agreement, ref.termEndsOn);
  return term !== null && isToDecide(agreement, ref.termEndsOn, request.today)
    ? { ...ref, agreement, term }
    : null;
}

/** What deciding came to. `length_needed`: a renewal by an act of which nobody has said how long it lasts. */
export type Decided =
  | { readonly state: 'done'; readonly message: Message }
  | { readonly state: 'repeated' | 'already_decided' | 'length_needed' };

/** What is said of a decision, and what is drafted along with it. */
export interface Deciding extends Partial<DecisionDetails> {
  /** Writes what the decision needs, in the same change. */
  readonly draft?: (database: ScopedDatabase, open: OpenRenewal) => Promise<Agreement>;
}

/** A decision as it was written, with the agreement as it stands since. */
interface Written {
  readonly agreement: Agreement;
  readonly decisionId: string;
  readonly told: Pick<TakenDecision, 'choice' | 'termEndsOn' | 'askAgainOn'>;
  readonly drafted: Agreement | null;
}

/** Writes a decision inside a change; a word where it can't be taken. */
export async function writeDecided(
  request: Pick<Request, 'person' | 'today' | 'now' | 'workspace'>,
  database: ScopedDatabase,
  id: string,
  decision: Decision,
  { draft, ...details }: Deciding = {},
): Promise<Written | 'already_decided' | 'length_needed'> {
  const { person, today, now, workspace } = request;
  const open = await openRenewal({ database, today }, id);
  if (open === null) return 'already_decided';
  const { agreement, term, termEndsOn } = open;
  const effect = effectOf(agreement, term, decision, today, workspace.calendar);
  if (effect === null) return 'length_needed';
  const drafted = (await draft?.(database, open)) ?? null;
  const taken = { choice: decision.choice, decidedById: person.id, decidedAt: now, ...details };
  const decisionId = await writeDecision(
    ...([database, agreement, termEndsOn, taken, effect, today, workspace] as const),
  );
  const told = { choice: decision.choice, termEndsOn, askAgainOn: effect.askAgainOn };
  return { agreement: { ...agreement, ...effect }, decisionId, told, drafted };
}

/** Takes a decision on a renewal in the name of whoever asks, unless somebody else was first. */
export async function decide(
  request: Request,
  id: string,
  decision: Decision,
  deciding: Deciding = {},
  submissionKey?: string,
): Promise<Decided> {
  let missing: 'already_decided' | 'length_needed' = 'already_decided';
  const changed = await changeRegister(
    request,
    'renewal_decided',
    async (database) => {
      const written = await writeDecided(request, database, id, decision, deciding);
      if (typeof written !== 'string') return { subjectId: written.agreement.id, result: written };
      missing = written;
      return null;
    },
    submissionKey,
  );
  if (changed.state === 'repeated') return changed;
  if (changed.state === 'called_off') return { state: missing };
  return { state: 'done', message: await decidedMessage(request, changed.result, changed.changeId) };
}

async function decidedMessage(
  request: Request,
  { agreement, told, drafted, decisionId }: Written,
  changeId: string,
): Promise<Message> {
  const { words, database } = request;
  const text =
    drafted === null
      ? mrkdwn`${bold(agreement.title)} — ${decidedText(agreement, told, request)}`
      : mrkdwn`${bold(agreement.title)} — ${words.say(`agreements.drafted.${drafted.kind === 'amendment' ? 'amendment' : 'successor'}`, { reference: drafted.reference })}`;
  const draft = drafted === null ? null : await readWholeAgreement(database, drafted.id, request.today);
  const card = draft === null ? [] : agreementCard(draft, request);
  const why = button(actionId('agreements', 'say_why'), words.plain('agreements.say_why'), decisionId);
  return {
    text: `${agreement.title} — ${words.plain('agreements.decided.noted')}`,
    blocks: [section(text), ...card, actions([undoButton(changeId, request), why])],
  };
}

/** What becomes of the place in which somebody decided with a button. */
export function afterDeciding(request: Request, decided: Decided): ActionOutcome {
  if (decided.state === 'repeated') return { kind: 'refresh' };
  if (decided.state === 'done') return { kind: 'refresh', also: decided.message };
  return { kind: 'refresh', also: told(request, 'agreements.already_decided') };
}

/** A sentence as a message. */
export function told(
  { words }: Pick<Request, 'words'>,
  key: Key,
  values: Record<string, string> = {},
): Message {
  return { text: words.plain(key, values), blocks: [section(words.say(key, values))] };
}
