import { bold, mrkdwn } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import { actions, type Message, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import type { ActionOutcome } from '../slack/feature.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import type { Agreement } from './agreement.js';
import { readAgreement } from './agreement-store.js';
import { type Decision, effectOf, termAt } from './renewal.js';
import { decidedText, isToDecide, type RenewalRef, readRenewalId } from './renewal-line.js';
import { writeDecision } from './renewal-store.js';
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

/** Takes a decision on a renewal in the name of whoever asks, unless somebody else was first. */
export async function decide(
  request: Request,
  id: string,
  decision: Decision,
  submissionKey?: string,
): Promise<Decided> {
  const { person, today, now, workspace, words } = request;
  let missing: 'already_decided' | 'length_needed' = 'already_decided';
  const changed = await changeRegister(
    request,
    'renewal_decided',
    async (database) => {
      const open = await openRenewal({ database, today }, id);
      if (open === null) return null;
      const { agreement, term, termEndsOn } = open;
      const effect = effectOf(agreement, term, decision, today, workspace.calendar);
      if (effect === null) {
        missing = 'length_needed';
        return null;
      }
      const taken = { choice: decision.choice, decidedById: person.id, decidedAt: now };
      await writeDecision(database, agreement, termEndsOn, taken, effect, today, workspace);
      const told = { choice: decision.choice, termEndsOn, askAgainOn: effect.askAgainOn };
      return { subjectId: agreement.id, result: { agreement: { ...agreement, ...effect }, told } };
    },
    submissionKey,
  );
  if (changed.state === 'repeated') return changed;
  if (changed.state === 'called_off') return { state: missing };
  const { agreement, told } = changed.result;
  const text = mrkdwn`${bold(agreement.title)} — ${decidedText(agreement, told, request)}`;
  return {
    state: 'done',
    message: {
      text: `${agreement.title} — ${words.plain('agreements.decided.noted')}`,
      blocks: [section(text), actions([undoButton(changed.changeId, request)])],
    },
  };
}

/** What becomes of the place in which somebody decided with a button. */
export function afterDeciding(request: Request, decided: Decided): ActionOutcome {
  if (decided.state === 'repeated') return { kind: 'refresh' };
  if (decided.state === 'done') return { kind: 'refresh', also: decided.message };
  return { kind: 'refresh', also: told(request, 'agreements.already_decided') };
}

/** A sentence as a message. */
export function told({ words }: Request, key: Key, values: Record<string, string> = {}): Message {
  return { text: words.plain(key, values), blocks: [section(words.say(key, values))] };
}
