import { describe, expect, it } from 'vitest';
import { colleagueNamed, waysToType } from '../../src/follow-ups/assignee.js';
import type { Colleague } from '../../src/slack/identity.js';

function colleague(id: string, name: string, handle: string): Colleague {
  return { id, name, handle, language: null, timeZone: null, administrator: false };
}

const amina = colleague('U1', 'Amina Berrada', 'amina');
const helene = colleague('U2', 'Hélène El Fassi', 'hfassi');
const omar = colleague('U3', 'Omar Tazi', 'omar.t');
const otherOmar = colleague('U4', 'Omar Alami', 'oalami');
const colleagues = [amina, helene, omar, otherOmar];

describe('colleagueNamed', () => {
  it.each([
    ['@amina', 'U1'],
    ['@AMINA', 'U1'],
    ['@berrada', 'U1'],
    ['@amina.berrada', 'U1'],
    ['@amina-berrada', 'U1'],
    ['@helene', 'U2'],
    ['@Hélène', 'U2'],
    ['@hfassi', 'U2'],
    ['@omar.t', 'U3'],
    ['@tazi', 'U3'],
  ])('%s is one of them', (typed, id) => {
    expect(colleagueNamed(typed, colleagues)).toEqual({ kind: 'found', id });
  });

  it('does not guess between two', () => {
    expect(colleagueNamed('@omar', colleagues)).toEqual({ kind: 'ambiguous', colleagues: [omar, otherOmar] });
  });

  it('prefers a whole handle to a part of a name', () => {
    const handleOmar = colleague('U5', 'Someone Else', 'omar');
    expect(colleagueNamed('@omar', [...colleagues, handleOmar])).toEqual({ kind: 'found', id: 'U5' });
  });

  it.each(['@ami', '@nobody', '@', '@.'])('knows no %s', (typed) => {
    expect(colleagueNamed(typed, colleagues)).toEqual({ kind: 'unknown' });
  });
});

describe('waysToType', () => {
  it('gives only names that mean nobody else, and the Slack id at last', () => {
    expect(waysToType('U1', colleagues)).toEqual(['@amina', '@Amina.Berrada', '<@U1>']);
    expect(waysToType('U2', colleagues)).toEqual(['@hfassi', '@Hélène.El.Fassi', '<@U2>']);
    const twin = colleague('U6', 'Omar Tazi', 'omar t');
    expect(waysToType('U3', [...colleagues, twin])).toEqual(['<@U3>']);
    expect(waysToType('U9', colleagues)).toEqual(['<@U9>']);
  });
});
