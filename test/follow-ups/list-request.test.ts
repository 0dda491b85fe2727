import { describe, expect, it } from 'vitest';
import { listCommand, readListRequest } from '../../src/follow-ups/list-request.js';
import { readCommandText } from '../../src/slack/command-text.js';

const mine = { whose: 'mine', person: null, overdueOnly: false, page: 1, unknown: null };

describe('readListRequest', () => {
  it.each([
    ['followups', mine],
    ['suivis moi', mine],
    ['followups all', { ...mine, whose: 'all' }],
    ['suivis tous', { ...mine, whose: 'all' }],
    ['suivis en retard', { ...mine, overdueOnly: true }],
    ['suivis RETARD', { ...mine, overdueOnly: true }],
    ['followups late', { ...mine, overdueOnly: true }],
    ['followups all overdue page:3', { ...mine, whose: 'all', overdueOnly: true, page: 3 }],
    ['followups <@U0AMINA|amina>', { ...mine, whose: 'person', person: '<@U0AMINA>' }],
    ['followups @amina', { ...mine, whose: 'person', person: '@amina' }],
    ['followups page:0', mine],
    ['followups ODCO now', { ...mine, unknown: 'ODCO' }],
    ['followups "tous les deux"', { ...mine, unknown: 'tous les deux' }],
    ['followups stage:won', { ...mine, unknown: 'stage:won' }],
  ])('reads “%s”', (typed, expected) => {
    expect(readListRequest(readCommandText(typed))).toEqual(expected);
  });

  it.each([
    'followups',
    'followups all overdue page:2',
    'followups <@U1> overdue',
    'followups @amina page:4',
  ])('is what “%s” says, there and back', (typed) => {
    const asked = readListRequest(readCommandText(typed));
    expect(listCommand(asked, asked.page)).toBe(typed);
  });
});
