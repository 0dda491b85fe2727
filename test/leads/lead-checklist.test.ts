import { describe, expect, it } from 'vitest';
import { missingSteps, type Preparation, proposalParts } from '../../src/leads/lead-checklist.js';

const bare: Preparation = {
  stage: 'identified',
  object: 'Internships',
  needs: null,
  offer: null,
  exchanges: null,
  value: null,
  agreement: null,
};
const told = { needs: 'Interns', offer: 'A room', exchanges: 'Visits' };

describe('what is missing of a lead’s preparation', () => {
  it('is every step of the guide, in its order, where only the object is known', () => {
    expect(missingSteps(bare).map(({ step }) => step)).toEqual(['needs', 'offer', 'exchanges', 'proposal']);
  });

  it('counts a text of nothing but spaces as missing', () => {
    expect(missingSteps({ ...bare, ...told, offer: ' \n ' })).toEqual([
      { step: 'offer' },
      { step: 'proposal' },
    ]);
  });

  it.each(['proposal_sent', 'negotiation', 'won'] as const)(
    'asks for the parts of the proposal from %s on, but for those that the lead itself says',
    (stage) => {
      expect(missingSteps({ ...bare, ...told, stage })).toEqual([
        { step: 'parts', parts: ['signatories', 'commitments', 'finances', 'duration'] },
      ]);
      expect(missingSteps({ ...bare, ...told, stage, value: 0 })).toEqual([
        { step: 'parts', parts: ['signatories', 'commitments', 'duration'] },
      ]);
    },
  );

  it('takes the parts from the agreement where there is one', () => {
    const won = { ...bare, ...told, stage: 'won' } as const;
    expect(missingSteps({ ...won, agreement: { says: proposalParts } })).toEqual([]);
    expect(missingSteps({ ...won, agreement: { says: ['signatories', 'duration', 'finances'] } })).toEqual([
      { step: 'parts', parts: ['commitments'] },
    ]);
  });

  it('is nothing for a lead that is lost', () => {
    expect(missingSteps({ ...bare, stage: 'lost' })).toEqual([]);
  });
});
