import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { meetAgainOn } from '../../src/partners/meet-again.js';

const knownSince = toDay('2026-01-10');
const days = (...texts: string[]) => texts.map(toDay);

describe('the day by which to meet a partner again', () => {
  it('is the cadence after the last meeting, or after the register knows them', () => {
    const met = { lastMetOn: toDay('2026-08-31'), agreedOn: [], cadenceMonths: 6, knownSince };
    expect(meetAgainOn(met)).toBe('2027-02-28');
    expect(meetAgainOn({ ...met, lastMetOn: null })).toBe('2026-07-10');
  });

  it('is the next meeting that was agreed, the first of them, until one is held after it', () => {
    const met = { lastMetOn: toDay('2026-08-31'), cadenceMonths: 6, knownSince };
    expect(meetAgainOn({ ...met, agreedOn: days('2026-12-01', '2026-10-01') })).toBe('2026-10-01');
    expect(meetAgainOn({ ...met, agreedOn: days('2026-08-01', '2026-08-31') })).toBe('2027-02-28');
    expect(meetAgainOn({ ...met, cadenceMonths: null, agreedOn: days('2026-10-01') })).toBe('2026-10-01');
  });

  it('is none without a cadence and an agreed day', () => {
    expect(
      meetAgainOn({ lastMetOn: toDay('2026-08-31'), agreedOn: [], cadenceMonths: null, knownSince }),
    ).toBeNull();
  });
});
