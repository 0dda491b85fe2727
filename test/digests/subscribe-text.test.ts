import { describe, expect, it } from 'vitest';
import type { DigestKind } from '../../src/digests/digest-kind.js';
import { readSubscribeText } from '../../src/digests/subscribe-text.js';
import { readCommandText } from '../../src/slack/command-text.js';

const kinds: DigestKind[] = [
  { name: 'renewals', aliases: ['échéances'], compose: async () => null },
  { name: 'followups', aliases: ['suivis'], compose: async () => null },
  { name: 'weekly', aliases: ['hebdo'], sumsUp: true, compose: async () => null },
];
const read = (typed: string) =>
  readSubscribeText(
    readCommandText(typed).words,
    kinds,
    new Date('2026-11-21T18:00:00Z'),
    'Africa/Casablanca',
  );
const usual = { every: 'working_day', time: '09:00' };

describe('readSubscribeText', () => {
  it.each([
    ['subscribe renewals', { kinds: ['renewals'], filters: {}, schedule: usual }],
    ['subscribe renewal', { kinds: ['renewals'], filters: {}, schedule: usual }],
    ['subscribe follow-ups, renewals', { kinds: ['renewals', 'followups'], filters: {}, schedule: usual }],
    ['subscribe renewals and followups', { kinds: ['renewals', 'followups'], filters: {}, schedule: usual }],
    ['abonner echeances et suivis', { kinds: ['renewals', 'followups'], filters: {}, schedule: usual }],
    ['subscribe all', { kinds: ['renewals', 'followups'], filters: {}, schedule: usual }],
    [
      'subscribe daily at 14:32',
      { kinds: ['renewals', 'followups'], filters: {}, schedule: { every: 'day', time: '14:32' } },
    ],
    [
      'subscribe renewals followups axis:internships weekdays at 9:00',
      { kinds: ['renewals', 'followups'], filters: { axis: 'internships' }, schedule: usual },
    ],
    [
      'abonner échéances axe:stages <@U0AMINA|amina> 90j les lundis et jeudis à 9h',
      {
        kinds: ['renewals'],
        filters: { axis: 'internships', ownerId: 'U0AMINA', horizonDays: 90 },
        schedule: { every: 'week', weekdays: [1, 4], time: '09:00' },
      },
    ],
    [
      'subscribe renewals 60 days mondays and fridays at 8:30',
      {
        kinds: ['renewals'],
        filters: { horizonDays: 60 },
        schedule: { every: 'week', weekdays: [1, 5], time: '08:30' },
      },
    ],
    [
      'subscribe renewals 90d on the 1st of the month',
      {
        kinds: ['renewals'],
        filters: { horizonDays: 90 },
        schedule: { every: 'month', on: 1, time: '09:00' },
      },
    ],
    [
      'abonner hebdo moi partenaire:universités internationales retard:5 horizon:30j',
      {
        kinds: ['weekly'],
        filters: { partnerKind: 'university', reach: 'international', minOverdueDays: 5, horizonDays: 30 },
        schedule: { every: 'week', weekdays: [1], time: '09:00' },
        toMe: true,
      },
    ],
    [
      'subscribe renewals weekly at 8',
      {
        kinds: ['renewals'],
        filters: {},
        schedule: { every: 'week', weekdays: [1], time: '08:00' },
      },
    ],
  ])('reads “%s”', (typed, wish) => {
    expect(read(typed)).toEqual({ kind: 'wish', wish: { toMe: false, ...wish } });
  });

  it.each([
    ['subscribe renewls', { kind: 'not_understood', typed: 'renewls' }],
    ['subscribe renewals axis:cooking', { kind: 'unknown_axis', typed: 'cooking' }],
    ['subscribe renewals owner:amina', { kind: 'not_understood', typed: 'owner:amina' }],
    ['subscribe renewals <#C123|general>', { kind: 'not_understood', typed: '#' }],
    ['subscribe renewals 90d whenever', { kind: 'not_understood', typed: 'whenever' }],
    ['subscribe renewals every 2 days', { kind: 'not_understood', typed: 'every' }],
  ])('names what it does not understand in “%s”', (typed, outcome) => {
    expect(read(typed)).toEqual(outcome);
  });
});
