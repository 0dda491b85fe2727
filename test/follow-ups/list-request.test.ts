import { describe, expect, it } from 'vitest';
import { listCommand, readListRequest } from '../../src/follow-ups/list-request.js';
import { readCommandText } from '../../src/slack/command-text.js';

const mine = {
  whose: 'mine',
  person: null,
  only: null,
  axis: null,
  partner: null,
  page: 1,
  unknown: null,
};

describe('readListRequest', () => {
  it.each([
    ['followups', mine],
    ['suivis moi', mine],
    ['followups all', { ...mine, whose: 'all' }],
    ['suivis tous', { ...mine, whose: 'all' }],
    ['suivis en retard', { ...mine, only: 'overdue' }],
    ['suivis RETARD', { ...mine, only: 'overdue' }],
    ['followups late', { ...mine, only: 'overdue' }],
    ['followups waiting', { ...mine, only: 'waiting' }],
    ['suivis tous en attente', { ...mine, whose: 'all', only: 'waiting' }],
    ['followups all overdue page:3', { ...mine, whose: 'all', only: 'overdue', page: 3 }],
    ['followups <@U0AMINA|amina>', { ...mine, whose: 'person', person: '<@U0AMINA>' }],
    ['followups @amina', { ...mine, whose: 'person', person: '@amina' }],
    ['suivis responsable:amina', { ...mine, whose: 'person', person: '@amina' }],
    ['followups page:0', mine],
    ['suivis axe:stages', { ...mine, axis: 'internships' }],
    ['followups axis:cooking', { ...mine, unknown: 'axis:cooking' }],
    ['followups ODCO', { ...mine, whose: 'all', partner: 'ODCO' }],
    ['followups Office de la coopération', { ...mine, whose: 'all', partner: 'Office de la coopération' }],
    ['followups mine "tous les deux"', { ...mine, partner: 'tous les deux' }],
    ['suivis en retard ODCO', { ...mine, whose: 'all', only: 'overdue', partner: 'ODCO' }],
    ['suivis ODCO en attente', { ...mine, whose: 'all', only: 'waiting', partner: 'ODCO' }],
    ['suivis de ODCO', { ...mine, whose: 'all', partner: 'ODCO' }],
    ['suivis Les Amis de Fès', { ...mine, whose: 'all', partner: 'Les Amis de Fès' }],
    ['suivis nationaux', { ...mine, reach: 'national' }],
    ['suivis tous de national', { ...mine, whose: 'all', reach: 'national' }],
    ['followups Centre National', { ...mine, whose: 'all', partner: 'Centre National' }],
    ['followups "National"', { ...mine, whose: 'all', partner: 'National' }],
    ['suivis type:entreprise sous:30', { ...mine, partnerKind: 'company', horizonDays: 30 }],
    ['suivis retard:3', { ...mine, only: 'overdue', minOverdueDays: 3 }],
    ['followups kind:circus', { ...mine, unknown: 'kind:circus' }],
    ['followups within:0', { ...mine, unknown: 'within:0' }],
    ['followups stage:won', { ...mine, unknown: 'stage:won' }],
  ])('reads “%s”', (typed, expected) => {
    expect(readListRequest(readCommandText(typed))).toEqual(expected);
  });

  it.each([
    'followups',
    'followups all overdue page:2',
    'followups <@U1> overdue',
    'followups @amina page:4',
    'followups mine waiting axis:events id:0198',
    'followups all partner:"La Poste"',
    'followups all international kind:public_body within:30 page:2',
    'followups <@U1> overdue:3 axis:events',
  ])('is what “%s” says, there and back', (typed) => {
    const asked = readListRequest(readCommandText(typed));
    expect(listCommand(asked, asked.page)).toBe(typed);
  });
});
