import { describe, expect, it } from 'vitest';
import { pipelineCommand, readPipelineRequest } from '../../src/leads/pipeline-request.js';
import { readCommandText } from '../../src/slack/command-text.js';

const read = (typed: string) => readPipelineRequest(readCommandText(`leads ${typed}`));
const all = {
  stage: null,
  axis: null,
  person: null,
  partner: null,
  coldOnly: false,
  proposedOnly: false,
  page: 1,
  unknown: null,
};

describe('what is asked of the pipeline', () => {
  it.each([
    ['', {}],
    ['negotiation', { stage: 'negotiation' }],
    ['in discussion', { stage: 'in_discussion' }],
    ['proposition envoyée', { stage: 'proposal_sent' }],
    ['stage:won', { stage: 'won' }],
    ['étape:"en discussion"', { stage: 'in_discussion' }],
    ['axis:internships cold', { axis: 'internships', coldOnly: true }],
    ['axe:stages froides', { axis: 'internships', coldOnly: true }],
    ['<@U0AMINA> cold page:3', { person: '<@U0AMINA>', coldOnly: true, page: 3 }],
    ['@amina negotiation', { person: '@amina', stage: 'negotiation' }],
    ['owner:amina', { person: '@amina' }],
    ['partner:ODCO page:2', { partner: 'ODCO', page: 2 }],
    ['partenaire:"Musée du Souss"', { partner: 'Musée du Souss' }],
    ['id:0190 negotiation', { partner: 'id:0190', stage: 'negotiation' }],
    ['proposed', { proposedOnly: true }],
    ['page:0', {}],
    ['froides internationales', { coldOnly: true, reach: 'international' }],
    ['type:université', { partnerKind: 'university' }],
    ['within:30', { unknown: { kind: 'stage', typed: 'within:30' } }],
    ['foo', { unknown: { kind: 'stage', typed: 'foo' } }],
    ['in foo', { unknown: { kind: 'stage', typed: 'in foo' } }],
    ['axis:foo', { unknown: { kind: 'axis', typed: 'foo' } }],
    ['<#C0X|x>', { unknown: { kind: 'stage', typed: '<#C0X>' } }],
  ])('“%s” is read', (typed, expected) => {
    expect(read(typed)).toEqual({ ...all, ...expected });
  });

  it('is written as a command that reads the same', () => {
    for (const typed of [
      '',
      'stage:in_discussion axis:events <@U0AMINA> cold page:4',
      'proposed',
      'national kind:company cold',
      '@amina stage:lost',
    ]) {
      const asked = read(typed);
      const written = pipelineCommand(asked, asked.page);
      expect(readPipelineRequest(readCommandText(written))).toEqual(asked);
    }
  });
});
