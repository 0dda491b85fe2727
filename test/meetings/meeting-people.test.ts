import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNewPeople } from '../../src/meetings/meeting-people.js';

const two = ['ODCO — Office de la coopération', 'Fondation Atlas'];

describe('people typed one a line', () => {
  it('are at the only partner, with their role', () => {
    expect(readNewPeople('Sara Alami, doyenne (par intérim)\n\n- Karim — DG ; finances', ['ODCO'])).toEqual({
      kind: 'read',
      people: [
        { name: 'Sara Alami', role: 'doyenne (par intérim)', partner: 0 },
        { name: 'Karim', role: 'DG, finances', partner: 0 },
      ],
    });
  });

  it('say which of several partners they are at', () => {
    expect(readNewPeople('Sara, doyenne (odco)\nLina (Atlas)', two)).toEqual({
      kind: 'read',
      people: [
        { name: 'Sara', role: 'doyenne', partner: 0 },
        { name: 'Lina', role: null, partner: 1 },
      ],
    });
    expect(readNewPeople('Sara (odco)\nLina', two)).toEqual({ kind: 'which_partner', line: 'Lina' });
    expect(readNewPeople('Lina (od)', two)).toEqual({ kind: 'which_partner', line: 'Lina (od)' });
  });

  it('never make it throw, nor go missing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 5 }), (lines) => {
        const read = readNewPeople(lines.join('\n'), ['ODCO']);
        if (read.kind === 'read') for (const { name } of read.people) expect(name).not.toBe('');
      }),
    );
  });
});
