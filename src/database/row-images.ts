import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Prisma } from '../generated/prisma/client.js';
import { models } from './models.js';
import type { RawSql } from './scope.js';

const row = z.record(z.string(), z.json());

/** A row as PostgreSQL writes it in JSON, without its derived columns. */
export type Row = z.infer<typeof row>;

/** What one write did to one row; no `before`: it was created; no `after`: it was deleted. */
export type RowImage = { model: Prisma.ModelName; before: Row | null; after: Row | null };

const rowImages = z.array(
  z.object({ model: z.enum(Prisma.ModelName), before: row.nullable(), after: row.nullable() }),
);

/** Reads the row images that a Change holds. */
export function parseRowImages(json: unknown): RowImage[] {
  return rowImages.parse(json);
}

/** Reads the rows with these keys as they are now, locked until the transaction ends, each under `keyOf` itself. */
export async function readRows(
  sql: RawSql,
  model: Prisma.ModelName,
  keys: Record<string, unknown>[],
): Promise<Map<string, Row>> {
  if (keys.length === 0) return new Map();
  const found = await sql.$queryRawUnsafe(
    `SELECT to_jsonb(t) AS "row" FROM ${quoted(model)} t
     JOIN jsonb_populate_recordset(null::${quoted(model)}, $1::jsonb) k ON ${sameKey(model)} FOR UPDATE OF t`,
    JSON.stringify(keys),
  );
  const rows = z.array(z.object({ row })).parse(found);
  return new Map(rows.map((each) => [keyOf(model, each.row), withoutDerived(model, each.row)]));
}

function withoutDerived(model: Prisma.ModelName, full: Row): Row {
  const { derived = [] } = models[model];
  return derived.length === 0
    ? full
    : Object.fromEntries(Object.entries(full).filter(([column]) => !derived.includes(column)));
}

/** Tells one row of a table from all others. */
export function keyOf(model: Prisma.ModelName, values: Record<string, unknown>): string {
  return JSON.stringify(models[model].key.map((column) => values[column]));
}

const longestRun = 1000;

/** Images in their order, in runs that can be put back at once: of one table, each of another row, all written alike. */
export function inRuns(images: readonly RowImage[]): RowImage[][] {
  const runs: RowImage[][] = [];
  let keys = new Set<string>();
  let kind = '';
  for (const image of images) {
    const { model, before, after } = image;
    const key = keyOf(model, before ?? after ?? {});
    const written = `${model} ${before === null} ${after === null}`;
    const last = runs.at(-1);
    if (last !== undefined && written === kind && !keys.has(key) && last.length < longestRun) {
      last.push(image);
    } else {
      runs.push([image]);
      keys = new Set();
      kind = written;
    }
    keys.add(key);
  }
  return runs;
}

/**
 * Puts the rows of one run back as they were before. Returns false, with nothing done, when any is no longer as the write
 * left it or when rows that came later would go with it; throws PostgreSQL's integrity error when later rows refer to it.
 */
export async function restore(sql: RawSql, run: readonly RowImage[]): Promise<boolean> {
  const [first] = run;
  const keys = run.map(({ before, after }) => before ?? after).filter((key) => key !== null);
  if (first === undefined || keys.length === 0) return true;
  const { model } = first;
  const now = await readRows(sql, model, keys);
  for (const image of run) {
    const row = now.get(keyOf(model, image.before ?? image.after ?? {})) ?? null;
    if (!isDeepStrictEqual(row, image.after)) return false;
  }
  const before = first.before === null ? null : run.map((image) => image.before);
  const after = first.after === null ? null : run.map((image) => image.after);
  if (before === null) {
    if (await hasDependents(sql, model, keys)) return false;
    await sql.$executeRawUnsafe(
      `DELETE FROM ${quoted(model)} t USING ${asRow(model)} k WHERE ${sameKey(model)}`,
      JSON.stringify(keys),
    );
  } else if (after === null) {
    // Its derived columns begin as those of a new row.
    const columns = ownColumns(model).join(', ');
    await sql.$executeRawUnsafe(
      `INSERT INTO ${quoted(model)} (${columns}) SELECT ${columns} FROM ${asRow(model)} k`,
      JSON.stringify(before),
    );
  } else {
    const assignments = ownColumns(model)
      .map((column) => `${column} = k.${column}`)
      .join(', ');
    await sql.$executeRawUnsafe(
      `UPDATE ${quoted(model)} t SET ${assignments} FROM ${asRow(model)} k WHERE ${sameKey(model)}`,
      JSON.stringify(before),
    );
  }
  return true;
}

function ownColumns(model: Prisma.ModelName): string[] {
  const { columns, derived = [] } = models[model];
  return Object.keys(columns)
    .filter((column) => !derived.includes(column))
    .map(quoted);
}

async function hasDependents(sql: RawSql, model: Prisma.ModelName, keys: readonly Row[]): Promise<boolean> {
  for (const { model: dependent, column } of models[model].cascades ?? []) {
    const found = await sql.$queryRawUnsafe<unknown[]>(
      `SELECT 1 AS "one" FROM ${quoted(dependent)} WHERE ${quoted(column)} = ANY ($1::uuid[]) LIMIT 1`,
      keys.map((key) => String(key['id'])),
    );
    if (found.length > 0) return true;
  }
  return false;
}

function asRow(model: Prisma.ModelName): string {
  return `jsonb_populate_recordset(null::${quoted(model)}, $1::jsonb)`;
}

function sameKey(model: Prisma.ModelName): string {
  return models[model].key.map((column) => `t.${quoted(column)} = k.${quoted(column)}`).join(' AND ');
}

function quoted(name: string): string {
  return `"${name}"`;
}
