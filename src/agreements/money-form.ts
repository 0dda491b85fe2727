import { bold, joinMrkdwn, mrkdwn } from '../language/mrkdwn.js';
import { choicesField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import { cut } from '../slack/limits.js';
import { textField } from '../slack/text-fields.js';
import { writeAmount } from './agreement-card.js';
import type { Payment } from './content.js';
import { readWholeAgreement, writeMoneyPart } from './content-store.js';
import { documentsForm } from './documents-form.js';
import { goOnField, leftHalfway, partState, thenNext } from './guided.js';
import { type LineReading, linesField } from './lines-field.js';
import { refusedAt, savePart } from './save-part.js';
import { type Side, sides } from './sides.js';
import { readTypedPayment } from './typed-payment.js';

type Paid = Omit<Payment, 'payer'>;

const most = 20;
const shownLine = 80;
const hundred = 100n;

async function moneyOf({ database, today }: Request, agreementId: string) {
  const agreement = await readWholeAgreement(database, agreementId, today);
  if (agreement === null) return null;
  const { payments, finances, withoutFinances } = agreement.parts;
  const by = (side: Side): Paid[] => payments.filter(({ payer }) => payer === side);
  return {
    none: withoutFinances ? (['none'] as const).slice() : [],
    ours: by('ours'),
    theirs: by('theirs'),
    finances,
  };
}

function readLine(line: string): LineReading<Paid> {
  const typed = readTypedPayment(line);
  if (typeof typed === 'string') {
    const values = { line: cut(line, shownLine) };
    return { problem: { key: `contents.problem.no_${typed}`, values } };
  }
  return { row: typed };
}

/** The line that says so, as `readTypedPayment` reads it. */
function write({ amount, currency, schedule }: Paid): string {
  const hundredths = amount % hundred;
  const figures =
    hundredths === 0n
      ? String(amount / hundred)
      : `${amount / hundred}.${String(hundredths).padStart(2, '0')}`;
  return [`${figures} ${currency}`, schedule].filter((part) => part !== null).join(', ');
}

/** What an agreement says of money: who pays whom how much and when, or that no money changes hands. */
export const moneyForm = defineForm({
  name: 'contents.money',
  state: partState,
  closed: leftHalfway,
  edits: () => true,
  fields: async (request: Request, { agreementId, guided = false }) => {
    const known = await moneyOf(request, agreementId);
    const field = (side: Side) =>
      linesField<Paid>({
        id: side,
        most,
        readLine,
        write,
        known: known?.[side] ?? [],
        understood: (rows) =>
          rows.map((row) =>
            joinMrkdwn([
              mrkdwn`• ${bold(writeAmount(row, request.words.language))}`,
              row.schedule !== null && mrkdwn`${row.schedule}`,
            ]),
          ),
        note: 'contents.understood',
      });
    return {
      none: choicesField({ choices: ['none'], label: () => 'contents.without_money' }),
      ours: field('ours'),
      theirs: field('theirs'),
      finances: textField({ required: false, multiline: true }),
      goOn: goOnField(guided, 'contents.go_on.documents'),
    };
  },
  initial: async (request: Request, { agreementId }) => {
    const known = await moneyOf(request, agreementId);
    return known === null ? {} : { ...known, goOn: ['go_on'] };
  },
  save: async (request, { none, finances, goOn, ...paid }, { agreementId }, submissionKey) => {
    const payments = sides.flatMap((side) => paid[side].map((each) => ({ ...each, payer: side })));
    const withoutFinances = none.length > 0;
    if (withoutFinances && payments.length > 0) {
      return refusedAt('none', { key: 'contents.problem.money_after_all' });
    }
    const saved = await savePart(
      request,
      agreementId,
      { action: 'agreement_money', field: 'none', said: 'agreements.edited' },
      async (database) => {
        await writeMoneyPart(database, agreementId, { payments, finances, withoutFinances });
        return null;
      },
      submissionKey,
    );
    return thenNext(saved, goOn, documentsForm.open({ agreementId, guided: true }));
  },
});
