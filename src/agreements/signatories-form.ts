import type { Day } from '../calendar/day.js';
import { writeDay } from '../language/dates.js';
import { bold, joinMrkdwn, type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import { cut } from '../slack/limits.js';
import { commitmentsForm } from './commitment-forms.js';
import type { Signatory } from './content.js';
import { readWholeAgreement, writeSignatories } from './content-store.js';
import { goOnField, leftHalfway, partState, thenNext } from './guided.js';
import { type LineReading, linesField } from './lines-field.js';
import { savePart } from './save-part.js';
import { type Side, sides } from './sides.js';
import { readTypedSignatory, writeSignatory } from './typed-signatory.js';

type Signer = Omit<Signatory, 'side'>;

const most = 20;
const longestName = 500;
const shownLine = 80;

async function signersOf({ database, today }: Request, agreementId: string) {
  const agreement = await readWholeAgreement(database, agreementId, today);
  if (agreement === null) return null;
  const of = (side: Side): Signer[] => agreement.parts.signatories.filter((each) => each.side === side);
  return { ours: of('ours'), theirs: of('theirs') };
}

function readLine(line: string, today: Day): LineReading<Signer> {
  const typed = readTypedSignatory(line, today);
  const shown = cut(line, shownLine);
  if (typed.unreadDay !== null) {
    const values = { line: shown, typed: typed.unreadDay };
    return { problem: { key: 'contents.problem.no_such_day', values } };
  }
  if (typed.signedOn !== null && (typed.signedOn > today || typed.signedOn < '1900')) {
    return { problem: { key: 'contents.problem.signer_day', values: { line: shown } } };
  }
  if (typed.name === '') return { problem: { key: 'contents.problem.no_name', values: { line: shown } } };
  if (typed.name.length > longestName) {
    return { problem: { key: 'contents.problem.line_too_long', values: { line: shown } } };
  }
  return { row: typed };
}

function understood(signer: Signer, { words }: Request): Mrkdwn {
  const { name, capacity, signedOn } = signer;
  return joinMrkdwn([
    mrkdwn`• ${bold(name)}`,
    capacity !== null && mrkdwn`${capacity}`,
    signedOn !== null && words.say('agreements.signed_on', { day: writeDay(signedOn, words.language) }),
  ]);
}

/** Who signs for both sides: a line each, with name, capacity and day. */
export const signatoriesForm = defineForm({
  name: 'contents.signatories',
  state: partState,
  closed: leftHalfway,
  edits: () => true,
  fields: async (request: Request, { agreementId, guided = false }) => {
    const known = await signersOf(request, agreementId);
    const field = (side: Side) =>
      linesField<Signer>({
        id: side,
        most,
        readLine: (line) => readLine(line, request.today),
        write: (signer) => writeSignatory(signer),
        known: known?.[side] ?? [],
        understood: (rows) => rows.map((row) => understood(row, request)),
        note: 'contents.understood',
      });
    return {
      ours: field('ours'),
      theirs: field('theirs'),
      goOn: goOnField(guided, 'contents.go_on.commitments'),
    };
  },
  initial: async (request: Request, { agreementId }) => {
    const known = await signersOf(request, agreementId);
    return known === null ? {} : { ...known, goOn: ['go_on'] };
  },
  save: async (request, { goOn, ...input }, { agreementId }, submissionKey) => {
    const saved = await savePart(
      request,
      agreementId,
      { action: 'agreement_signatories', field: 'ours', said: 'agreements.edited' },
      async (database) => {
        const signatories = sides.flatMap((side) => input[side].map((signer) => ({ ...signer, side })));
        await writeSignatories(database, agreementId, signatories);
        return null;
      },
      submissionKey,
    );
    return thenNext(saved, goOn, commitmentsForm.open({ agreementId, guided: true }));
  },
});
