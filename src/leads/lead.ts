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

/** The stages of a lead that is still being worked on. */
export const openStages = leadStages.filter((stage) => stage !== 'won' && stage !== 'lost');

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
