import type { ActionsBlockElement, Button } from '@slack/types';
import { button, option, overflow } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import type { WholeAgreement } from './content.js';
import { isPrepared, nextMove } from './lifecycle.js';

/** What the menu of a card may offer: the parts of an agreement, each an action of that name. */
export const menuEntries = [
  'duration',
  'course',
  'signatories',
  'commitments',
  'money',
  'documents',
  'review',
] as const;
type MenuEntry = (typeof menuEntries)[number];

const named = (action: string) => actionId('agreements', action);

/** One row: what comes next in the agreement's life, then what people do most, and a menu of its parts. */
export function agreementButtons(agreement: WholeAgreement, { words }: Reading): ActionsBlockElement[] {
  const { id } = agreement;
  const prepared = isPrepared(agreement);
  const labelled = (name: string, label: string) => button(named(name), label, id);
  const edit = labelled('edit', words.plain('agreements.edit'));
  // An amendment lasts as long as its agreement, and is judged with it.
  const isWhole = agreement.kind !== 'amendment';
  const hasWays = agreement.status === 'signed' || agreement.status === 'terminated';
  const entries: MenuEntry[] = [
    ...(!isWhole ? [] : hasWays ? (['course'] as const) : (['duration'] as const)),
    'signatories',
    ...(prepared ? (['commitments'] as const) : []),
    'money',
    'documents',
    ...(isWhole && !prepared ? (['review'] as const) : []),
  ];
  const menu = overflow(
    named('more'),
    entries.map((entry) => {
      const label = entry === 'review' ? 'agreements.review_button' : (`contents.part.${entry}` as const);
      return option(`${id}:${entry}`, words.plain(label));
    }),
  );
  if (prepared) return [...moves(agreement, words), edit, menu];
  return [
    edit,
    labelled('commitments', words.plain('contents.part.commitments')),
    ...(isWhole
      ? [
          labelled('dossier', words.plain('agreements.dossier_button')),
          agreement.status === 'signed'
            ? labelled('amend', words.plain('agreements.amend_button'))
            : labelled('reinstate', words.plain('contents.way.reinstate')),
        ]
      : []),
    menu,
  ];
}

/** The next step on the way to the signature with one click, and any step on a day that is said. */
function moves({ id, status, parts }: WholeAgreement, words: Reading['words']): Button[] {
  const move = nextMove(
    status,
    parts.steps,
    parts.signing.map(({ step }) => step),
  );
  if (move === null) return [];
  const step = move.kind === 'pass' ? move.step : '';
  const label = words.plain(`contents.move.${move.kind}`, { step });
  return [
    button(named('move'), label, `${id}:${move.kind}:${step}`, { style: 'primary' }),
    button(named('signing'), words.plain('contents.signing_button'), id),
  ];
}
