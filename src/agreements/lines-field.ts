import { createHash } from 'node:crypto';
import { joinMrkdwn, type Mrkdwn } from '../language/mrkdwn.js';
import type { Key } from '../language/words.js';
import type { Request } from '../slack/context.js';
import type { Field, Problem } from '../slack/field.js';
import { textField } from '../slack/text-fields.js';
import { typedLines } from './typed-lines.js';

/** What a line says, or what is wrong with it. */
export type LineReading<Row> = { readonly row: Row } | { readonly problem: Problem };

const text = textField({ required: false, multiline: true });

/**
 * Several things typed one a line. What was understood is shown before it is saved, unless it is what the register has
 * already (`known`); a line that can't be read is refused with what is wrong.
 */
export function linesField<Row>(rules: {
  /** The field's name in its form, where what was understood is shown. */
  readonly id: string;
  readonly most: number;
  readLine(line: string): LineReading<Row>;
  write(row: Row): string;
  readonly known: readonly Row[];
  understood(rows: readonly Row[], request: Request): Promise<readonly Mrkdwn[]> | readonly Mrkdwn[];
  readonly note: Key;
}): Field<Row[]> {
  const written = (rows: readonly Row[]) => rows.map(rules.write).join('\n');
  return {
    blocks: (id, writing, value) => text.blocks(id, writing, value === undefined ? null : written(value)),
    read: (id, values) => {
      const typed = text.read(id, values);
      if (!('value' in typed)) return typed;
      const rows: Row[] = [];
      for (const line of typedLines(typed.value ?? '')) {
        const reading = rules.readLine(line);
        if ('problem' in reading) return { blockId: id, problem: reading.problem };
        rows.push(reading.row);
      }
      return rows.length > rules.most
        ? { blockId: id, problem: { key: 'contents.problem.too_many_lines', values: { most: rules.most } } }
        : { value: rows };
    },
    doubt: async (rows, request) => {
      const typed = written(rows);
      if (rows.length === 0 || typed === written(rules.known)) return null;
      const list = joinMrkdwn(await rules.understood(rows, request), '\n');
      return {
        blockId: rules.id,
        problem: { key: rules.note, values: { list } },
        about: `${rules.id}:${createHash('sha256').update(typed).digest('base64url').slice(0, 12)}`,
      };
    },
  };
}
