import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../src');

/** Lower floors first: a folder may import those before it, and itself. `desk` and the files at the top stand over all. */
const floors = [
  'calendar',
  'language',
  'database',
  'slack',
  'workspace',
  'search',
  'digests',
  'reminders',
  'partners',
  'follow-ups',
  'agreements',
  'leads',
  'meetings',
  'history',
  'leavers',
  'desk',
  'trial',
];
const siblings: readonly (readonly [string, string])[] = [];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
  .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }));

const imports: Import[] = files.flatMap(({ file, text }) =>
  [...text.matchAll(/^(?:import|export) (type )?[^;]*?from '([^']+)';/gms)].map((match) => {
    const target = match[2] ?? '';
    const to = target.startsWith('.')
      ? relative(source, resolve(source, dirname(file), target)).replace(/\.js$/, '.ts')
      : target;
    return { from: file, to, typeOnly: match[1] !== undefined };
  }),
);

const floorOf = (file: string) => file.split('/')[0] ?? '';

describe('the floors of the house', () => {
  it('has a floor for every folder', () => {
    const folders = new Set(files.map(({ file }) => floorOf(file)).filter((name) => !name.endsWith('.ts')));
    expect([...folders].sort()).toEqual([...floors].sort());
  });

  it('imports downwards only', () => {
    const upwards = imports.filter(({ from, to }) => {
      const [low, high] = [floors.indexOf(floorOf(from)), floors.indexOf(floorOf(to))];
      return low >= 0 && high > low && !siblings.some(([a, b]) => a === floorOf(from) && b === floorOf(to));
    });
    expect(upwards).toEqual([]);
    const fromTop = imports.filter(
      ({ from, to }) => from.includes('/') && !to.includes('/') && files.some(({ file }) => file === to),
    );
    expect(fromTop).toEqual([]);
  });

  it('has no circles between files', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports) {
      if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
    }
    const done = new Set<string>();
    const visit = (file: string, path: string[]): string[] | null => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return null;
      for (const target of next.get(file) ?? []) {
        const circle = visit(target, [...path, file]);
        if (circle !== null) return circle;
      }
      done.add(file);
      return null;
    };
    expect([...next.keys()].map((file) => visit(file, [])).find((circle) => circle !== null)).toBeUndefined();
  });
});

describe('who may use the outside worlds', () => {
  const importersOf = (target: (to: string) => boolean) => imports.filter(({ to }) => target(to));

  it('keeps Prisma to the stores and the database', () => {
    const users = importersOf((to) => to.startsWith('generated/') || to.startsWith('@prisma/'));
    const allowed = /^database\/|-store\.ts$|^trial\/sample-register\.ts$/;
    expect(users.map(({ from }) => from).filter((from) => !allowed.test(from))).toEqual([]);
  });

  it('asks the tables only in stores', () => {
    const models =
      'workspace|partner|contact|lead|agreement|renewalDecision|meeting|meetingPartner|followUp|subscription|digestRun|searchEntry|reminder|shownItem|shownMessage|followUpComment';
    const query = new RegExp(
      `\\b(?:database|tx|prisma)\\.(?:${models})\\.(?:find|create|update|upsert|delete|count|aggregate|groupBy)`,
    );
    const allowed = /^database\/|-store\.ts$|^trial\/sample-register\.ts$/;
    const found = files.filter(({ file, text }) => query.test(text) && !allowed.test(file));
    expect(found.map(({ file }) => file)).toEqual([]);
  });

  it('lets only the outbox send to Slack', () => {
    const found = files.filter(
      ({ file, text }) =>
        /\b(?:chat|views)\.\w+\(/.test(text) && file !== 'slack/outbox.ts' && !file.startsWith('trial/'),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
  });

  it('lets only main.ts read the environment and the clock, and nothing be random elsewhere', () => {
    const found = files.flatMap(({ file, text }) =>
      [...text.matchAll(/process\.env\b|new Date\(\)|Date\.now\(\)|Math\.random|randomUUID|randomInt/g)].map(
        ([what]) => `${file}: ${what}`,
      ),
    );
    const allowed = /^main\.ts|^trial\/local-slack\.ts|^database\/folder-lock\.ts/;
    expect(found.filter((line) => !allowed.test(line))).toEqual([]);
  });

  it('makes markup only in the language folder', () => {
    const found = files.filter(
      ({ file, text }) => text.includes('new Mrkdwn(') && !file.startsWith('language/'),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
  });
});
