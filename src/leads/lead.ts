import { wordsOf } from '../language/words.js';
import { foldWord } from '../slack/command-text.js';

/** The stages of a partnership that is not signed yet, in the order in which it goes through them. */
export const leadStages = [
  'identified',
  'contacted',
  'in_discussion',
  'proposal_sent',
  'negotiation',
  'won',
  'lost',
] as const;
export type LeadStage = (typeof leadStages)[number];
export type OpenStage = Exclude<LeadStage, 'won' | 'lost'>;

/** The stages of a lead that is still being worked on. */
export const openStages: readonly OpenStage[] = leadStages.filter(isOpenStage);

/** Whether a lead in this stage is still being worked on. */
export function isOpenStage(stage: LeadStage): stage is OpenStage {
  return stage !== 'won' && stage !== 'lost';
}

/** What the office made of a lead that somebody else proposed; its own leads are accepted from the start. */
export type LeadTriage = 'proposed' | 'accepted' | 'declined';

/** Why a partnership did not come about. */
export const lostReasons = ['no_answer', 'no_interest', 'no_means', 'other_partner', 'other'] as const;
export type LostReason = (typeof lostReasons)[number];

/** Whether the word is the name of a stage. */
export function isLeadStage(word: string): word is LeadStage {
  return leadStages.some((stage) => stage === word);
}

/** The stage that a person means by a word or its beginning, in either language, or null. */
export function stageNamed(typed: string): LeadStage | null {
  const wanted = foldWord(typed)
    .replace(/[\s_-]+/g, ' ')
    .trim();
  if (wanted === '') return null;
  return (
    leadStages.find((stage) =>
      [stage, wordsOf.en.plain(`leads.stage.${stage}`), wordsOf.fr.plain(`leads.stage.${stage}`)]
        .map((name) => foldWord(name).replace(/[\s_-]+/g, ' '))
        .some((name) => name.startsWith(wanted)),
    ) ?? null
  );
}
