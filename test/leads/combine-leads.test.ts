import { describe, expect, it } from 'vitest';
import { combineLeads } from '../../src/leads/combine-leads.js';

const bare = {
  object: 'Internships',
  axes: ['internships'],
  source: null,
  needs: null,
  offer: null,
  exchanges: null,
  proposalParts: ['object'],
  expectedSignatureOn: null,
  value: null,
  currency: null,
};

describe('a lead with a proposal merged into it', () => {
  it('says what either said, its own words first, the proposal’s object among the exchanges', () => {
    const signature = new Date('2027-01-31T00:00:00Z');
    const combined = combineLeads(
      { ...bare, needs: 'Interns', exchanges: 'Visits', source: 'A fair' },
      {
        ...bare,
        object: 'A shared lab',
        axes: ['research', 'internships'],
        needs: 'A lab',
        offer: 'A room',
        proposalParts: ['object', 'duration'],
        source: 'A call',
        expectedSignatureOn: signature,
        value: 5,
        currency: 'EUR',
      },
    );
    expect(combined).toEqual({
      axes: ['internships', 'research'],
      source: 'A fair',
      needs: 'Interns\nA lab',
      offer: 'A room',
      exchanges: 'Visits\nA shared lab',
      proposalParts: ['object', 'duration'],
      expectedSignatureOn: signature,
      value: 5,
      currency: 'EUR',
    });
  });

  it('says nothing twice, and keeps its own value with its own currency', () => {
    const lead = { ...bare, needs: 'Interns, now', value: 7, currency: 'MAD' };
    const combined = combineLeads(lead, { ...bare, needs: 'Interns', value: 5, currency: 'EUR' });
    expect(combined).toMatchObject({ needs: 'Interns, now', exchanges: null, value: 7, currency: 'MAD' });
  });
});
