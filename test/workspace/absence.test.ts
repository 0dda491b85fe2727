import { expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { hearersOf } from '../../src/workspace/absence.js';
import type { Absence } from '../../src/workspace/absence-store.js';

const away = (personId: string, deputyId: string): [string, Absence] => [
  personId,
  { personId, deputyId, untilOn: toDay('2026-11-30') },
];

it('everyone hears of their own, and deputies of what is meant for those who are away', () => {
  const absences = new Map([away('U1', 'U2'), away('U3', 'U2'), away('U4', 'U9'), away('U5', 'U5')]);
  expect([...hearersOf(['U1', 'U2', 'U1', 'U4', 'U5', 'U6'], absences)]).toEqual([
    ['U1', ['U1']],
    ['U2', ['U2', 'U1']],
    ['U4', ['U4']],
    ['U5', ['U5']],
    ['U6', ['U6']],
    ['U9', ['U4']],
  ]);
});
