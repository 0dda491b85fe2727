import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(resolve(root, 'package.json'), 'utf8'),
);

/** The first command of a section, as CI runs it in a clean clone. */
function commandUnder(title: string): string | undefined {
  return new RegExp(`^## ${title}$[^]*?\`\`\`sh\\n(.+)\\n`, 'm').exec(readme)?.[1];
}

describe('the README', () => {
  it('has two commands for the newcomer', () => {
    expect(commandUnder('Try it')).toBe('npm start');
    expect(commandUnder('Test it')).toBe('npm test');
  });

  it('names only commands that there are', () => {
    const named = [...readme.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts) && name !== 'registry')).toEqual([]);
  });

  it('names only files that there are', () => {
    const linked = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path = '']) => path);
    const code = [...readme.matchAll(/`((?:src|docs|prisma|manifest)\/[\w./-]*)`/g)].map(
      ([, path = '']) => path,
    );
    expect([...linked, ...code].filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
  });
});
