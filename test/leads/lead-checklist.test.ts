import { describe, expect, it } from 'vitest';
import { missingSteps, type Preparation, proposalParts } from '../../src/leads/lead-checklist.js';

const bare: Preparation = {
  stage: 'identified',
  needs: null,
  offer: null,
  exchanges: null,
  proposalParts: [],
  agreement: null,
};
const told = { needs: 'Interns', offer: 'A room', exchanges: 'Visits' };

describe('what is missing of a lead’s preparation', () => {
  it('is every step of the guide, in its order, where nothing is known', () => {
    expect(missingSteps(bare).map(({ step }) => step)).toEqual(['needs', 'offer', 'exchanges', 'proposal']);
  });

  it('counts a text of nothing but spaces as missing', () => {
    expect(missingSteps({ ...bare, ...told, offer: ' \n ' })).toEqual([
      { step: 'offer' },
      { step: 'proposal' },
    ]);
  });

  it.each(['proposal_sent', 'negotiation', 'won'] as const)(
    'asks for the parts of the proposal from %s on, but for those that it was said to have',
    (stage) => {
      expect(missingSteps({ ...bare, ...told, stage })).toEqual([
        { step: 'parts', parts: [...proposalParts] },
      ]);
      expect(missingSteps({ ...bare, ...told, stage, proposalParts: ['object', 'finances'] })).toEqual([
        { step: 'parts', parts: ['signatories', 'commitments', 'duration'] },
      ]);
      expect(missingSteps({ ...bare, ...told, stage, proposalParts: [...proposalParts] })).toEqual([]);
    },
  );

  it('takes the parts from the agreement as well where there is one', () => {
    const won = { ...bare, ...told, stage: 'won' } as const;
    expect(missingSteps({ ...won, agreement: { says: proposalParts } })).toEqual([]);
    expect(missingSteps({ ...won, agreement: { says: ['signatories', 'duration', 'finances'] } })).toEqual([
      { step: 'parts', parts: ['object', 'commitments'] },
    ]);
  });

  it('is nothing for a lead that is lost', () => {
    expect(missingSteps({ ...bare, stage: 'lost' })).toEqual([]);
  });
});
