import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDay } from '../../src/calendar/day.js';
import { readTypedFollowUp } from '../../src/follow-ups/typed-follow-up.js';

const monday = toDay('2026-11-23');

describe('readTypedFollowUp', () => {
  it('leaves nothing to do where only a person and a day are named', () => {
    expect(readTypedFollowUp('@amina by friday', monday)).toEqual({
      text: '',
      person: '@amina',
      dueOn: '2026-11-27',
      unreadDay: null,
    });
  });

  it('takes the person at the start, else the last one named', () => {
    expect(readTypedFollowUp('@amina call @omar', monday)).toMatchObject({
      person: '@amina',
      text: 'call @omar',
    });
    expect(readTypedFollowUp('call @omar about it @amina', monday)).toMatchObject({
      person: '@amina',
      text: 'call @omar about it',
    });
  });

  it('closes the gaps and keeps all other words', () => {
    expect(readTypedFollowUp('envoyer (@amina), avant vendredi, le projet.', monday).text).toBe(
      'envoyer, le projet.',
    );
    expect(readTypedFollowUp('3,5 M€ : à vérifier -- demain', monday).text).toBe('3,5 M€ : à vérifier');
  });

  it('reads composed and decomposed accents alike', () => {
    const typed = 'réserver après-demain @hélène';
    expect(readTypedFollowUp(typed.normalize('NFD'), monday)).toEqual(readTypedFollowUp(typed, monday));
    expect(readTypedFollowUp(typed, monday)).toMatchObject({ dueOn: '2026-11-25', person: '@hélène' });
  });

  it('never throws, and says nothing that was not typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
        const { text, person } = readTypedFollowUp(typed, monday);
        const words = (all: string) => all.normalize('NFC').replace(/[\s,;:.–—-]/gu, '');
        if (person === null) expect(words(typed)).toContain(words(text).slice(0, 1));
        else expect(typed.normalize('NFC')).toContain(person);
      }),
      { numRuns: 300 },
    );
  });
});
