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

/**
 * Puts one row back as it was before. Returns false, with nothing done, when it is no longer as the write left it or when
 * rows that came later would go with it; throws PostgreSQL's integrity error when later rows refer to it.
 */
export async function restore(sql: RawSql, { model, before, after }: RowImage): Promise<boolean> {
  const key = before ?? after;
  if (key === null) return true;
  const now = (await readRows(sql, model, [key])).get(keyOf(model, key)) ?? null;
  if (!isDeepStrictEqual(now, after)) return false;
  if (before === null) {
    if (await hasDependents(sql, model, key)) return false;
    await sql.$executeRawUnsafe(
      `DELETE FROM ${quoted(model)} t USING ${asRow(model)} k WHERE ${sameKey(model)}`,
      JSON.stringify(key),
    );
  } else if (after === null) {
    await sql.$executeRawUnsafe(
      `INSERT INTO ${quoted(model)} SELECT k.* FROM ${asRow(model)} k`,
      JSON.stringify(before),
    );
  } else {
    const { derived = [] } = models[model];
    const columns = Object.keys(models[model].columns)
      .filter((column) => !derived.includes(column))
      .map(quoted);
    const assignments = columns.map((column) => `${column} = k.${column}`).join(', ');
    await sql.$executeRawUnsafe(
      `UPDATE ${quoted(model)} t SET ${assignments} FROM ${asRow(model)} k WHERE ${sameKey(model)}`,
      JSON.stringify(before),
    );
  }
  return true;
}

async function hasDependents(sql: RawSql, model: Prisma.ModelName, key: Row): Promise<boolean> {
  for (const { model: dependent, column } of models[model].cascades ?? []) {
    const found = await sql.$queryRawUnsafe<unknown[]>(
      `SELECT 1 AS "one" FROM ${quoted(dependent)} WHERE ${quoted(column)}::text = $1 LIMIT 1`,
      String(key['id']),
    );
    if (found.length > 0) return true;
  }
  return false;
}

function asRow(model: Prisma.ModelName): string {
  return `jsonb_populate_record(null::${quoted(model)}, $1::jsonb)`;
}

function sameKey(model: Prisma.ModelName): string {
  return models[model].key.map((column) => `t.${quoted(column)} = k.${quoted(column)}`).join(' AND ');
}

function quoted(name: string): string {
  return `"${name}"`;
}
