import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { statusOf } from '../../src/partners/partner-status.js';

const today = toDay('2026-11-23');
const agreement = (beganOn: string | null, endsOn: string | null) => ({
  beganOn: beganOn === null ? null : toDay(beganOn),
  endsOn: endsOn === null ? null : toDay(endsOn),
});
const inForce = agreement('2024-01-01', '2028-12-31');
const ended = agreement('2018-01-01', '2023-12-31');

describe('where a partner stands', () => {
  it.each([
    ['prospect', 'without any agreement', [], null, 3],
    ['active', 'with one in force', [inForce], '2026-10-01', 3],
    ['active', 'on the last day of silence that is still fine', [inForce], '2026-05-23', 3],
    ['dormant', 'a day later', [inForce], '2026-05-22', 3],
    ['active', 'silent for ever without a cadence', [inForce], '2019-01-01', null],
    ['dormant', 'never met since it began', [inForce], null, 6],
    ['active', 'never met, begun lately', [agreement('2026-09-01', null)], null, 6],
    ['former', 'with all ended, however lately met', [ended], '2026-11-20', 3],
    ['active', 'with one ended and one in force', [ended, inForce], '2026-11-20', 3],
    ['active', 'on the last day of an agreement', [agreement('2020-01-01', '2026-11-23')], '2026-11-01', 3],
    ['former', 'the day after', [agreement('2020-01-01', '2026-11-22')], '2026-11-01', 3],
    ['active', 'with an end that nobody knows', [agreement(null, null)], null, 3],
    ['active', 'with one that begins next year', [agreement('2027-01-01', '2028-01-01')], null, 3],
  ] as const)('%s: %s', (status, _why, agreements, met, cadenceMonths) => {
    const lastMetOn = met === null ? null : toDay(met);
    expect(statusOf({ agreements, lastMetOn, cadenceMonths }, today)).toBe(status);
  });
});
