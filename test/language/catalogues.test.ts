import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/language/catalogues/en/index.js';
import { fr } from '../../src/language/catalogues/fr/index.js';

const source = resolve(import.meta.dirname, '../../src');

function sentences(branch: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(branch).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...sentences(value, `${path}${name}.`)]
        : [[`${path}${name}`, String(value)] as const],
    ),
  );
}

const english = sentences(en);
const french = sentences(fr);
const placeholders = (sentence: string) =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the catalogues', () => {
  it('have the same sentences in both languages', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('fill the same placeholders in both languages', () => {
    const differing = [...english].filter(
      ([key, sentence]) =>
        new Set([...placeholders(sentence), ...placeholders(french.get(key) ?? '')]).size !==
        new Set(placeholders(sentence)).size,
    );
    expect(differing).toEqual([]);
  });

  it('say nothing empty, and write French with its own punctuation', () => {
    expect([...english, ...french].filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
    expect([...french].filter(([, sentence]) => /\p{L}'\p{L}/u.test(sentence))).toEqual([]);
  });

  it('keep the titles and labels of forms within Slack’s limits', () => {
    for (const [key, sentence] of [...english, ...french]) {
      if (/\.form\.(\w+_)?title$/.test(key)) expect(sentence.length, key).toBeLessThanOrEqual(24);
      if (/_placeholder$/.test(key)) expect(sentence.length, key).toBeLessThanOrEqual(150);
    }
  });

  it('hold no sentence that nothing shows', () => {
    const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/generated|catalogues/.test(file))
      .map((file) => readFileSync(join(source, file), 'utf8'))
      .join('\n');
    const literals = new Set([...code.matchAll(/'([\w.]+)'/g)].map(([, text]) => text));
    const patterns = [...code.matchAll(/`([\w.]+\.(?:[\w.]+|\$\{[^{}`]*\})+)`/g)].map(
      ([, template = '']) =>
        new RegExp(
          `^${template
            .replace(/\$\{[^}]*\}/g, '@')
            .replaceAll('.', '\\.')
            .replaceAll('@', '.+')}$`,
        ),
    );
    const unused = [...english.keys()]
      .map((key) => key.replace(/_(zero|one|other)$/, ''))
      .filter((key) => !/\.form\./.test(key))
      .filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)));
    expect([...new Set(unused)]).toEqual([]);
  });
});
