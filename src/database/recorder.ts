import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Prisma } from '../generated/prisma/client.js';
import { models } from './models.js';
import { type RowImage, readRows } from './row-images.js';
import type { RawSql, ScopedDatabase, WriteObserver } from './scope.js';

type Arguments = Record<string, unknown>;
type Query = (args: Arguments) => Promise<unknown>;

/** What this file asks of Prisma's operations on a model; it holds for every model. */
type Delegate = {
  findUnique(args: Arguments): Promise<unknown>;
  findMany(args: Arguments): Promise<unknown>;
  createManyAndReturn(args: Arguments): Promise<unknown[]>;
  deleteMany(args: Arguments): Promise<unknown>;
};

const foundRow = z.record(z.string(), z.unknown());

/** Watches the writes of one transaction, and keeps what each of them did to each row, in order. */
export class Recorder {
  readonly images: RowImage[] = [];
  #inside: { tx: ScopedDatabase; sql: RawSql } | undefined;

  /** From now on, the writes of this transaction are recorded. */
  begin(tx: ScopedDatabase, sql: RawSql): void {
    this.#inside = { tx, sql };
  }

  /** From now on, writes pass unrecorded: those of the trail itself. */
  end(): void {
    this.#inside = undefined;
  }

  readonly observe: WriteObserver = async ({ model, operation, args }, query) => {
    if (this.#inside === undefined) return query(args);
    if (model === 'Change') throw new Error('The trail of changes is not written by a change');
    switch (operation) {
      case 'create':
      case 'createManyAndReturn':
        return this.#create(model, args, query);
      case 'createMany': {
        // Comes back here as createManyAndReturn, which tells the new rows' keys.
        const rows = await this.#delegate(model).createManyAndReturn({
          ...args,
          select: keySelection(model),
        });
        return { count: rows.length };
      }
      case 'upsert': {
        const existing = await this.#keyOf(model, args);
        if (existing.length === 0) return this.#create(model, args, query);
        return this.#alter(model, existing, () => query(args));
      }
      case 'update':
        return this.#alter(model, await this.#keyOf(model, args), () => query(args));
      case 'updateMany':
      case 'updateManyAndReturn': {
        const keys = await this.#keysAmong(model, args);
        return this.#alter(model, keys, () => query({ ...args, where: among(keys) }));
      }
      case 'delete': {
        const keys = await this.#keyOf(model, args);
        await this.#deleteDependents(model, keys);
        return this.#alter(model, keys, () => query(args));
      }
      case 'deleteMany': {
        const keys = await this.#keysAmong(model, args);
        await this.#deleteDependents(model, keys);
        return this.#alter(model, keys, () => query({ where: among(keys) }));
      }
      default:
        throw new Error(`A change cannot record ${operation}`);
    }
  };

  async #create(model: Prisma.ModelName, args: Arguments, query: Query): Promise<unknown> {
    const select = args['select'];
    const withKey =
      select === undefined ? args : { ...args, select: { ...Object(select), ...keySelection(model) } };
    const created = await query(withKey);
    const keys = z.array(foundRow).parse(Array.isArray(created) ? created : [created]);
    for (const after of (await this.#read(model, keys)).values()) {
      this.images.push({ model, before: null, after });
    }
    return created;
  }

  async #alter(model: Prisma.ModelName, keys: Arguments[], write: () => Promise<unknown>): Promise<unknown> {
    const before = await this.#read(model, keys);
    const result = await write();
    const after = await this.#read(model, keys);
    for (const [key, row] of before) {
      const now = after.get(key) ?? null;
      if (!isDeepStrictEqual(row, now)) this.images.push({ model, before: row, after: now });
    }
    return result;
  }

  // The database would delete these silently, and no undo could bring them back.
  async #deleteDependents(model: Prisma.ModelName, keys: Arguments[]): Promise<void> {
    for (const { model: dependent, column } of models[model].cascades ?? []) {
      await this.#delegate(dependent).deleteMany({
        where: { [column]: { in: keys.map((key) => key['id']) } },
      });
    }
  }

  async #keyOf(model: Prisma.ModelName, { where }: Arguments): Promise<Arguments[]> {
    const found = await this.#delegate(model).findUnique({ where, select: keySelection(model) });
    return found === null ? [] : [foundRow.parse(found)];
  }

  async #keysAmong(model: Prisma.ModelName, { where }: Arguments): Promise<Arguments[]> {
    const found = await this.#delegate(model).findMany({ where, select: keySelection(model) });
    return z.array(foundRow).parse(found);
  }

  #read(model: Prisma.ModelName, keys: Arguments[]) {
    const { sql } = this.#transaction();
    return readRows(sql, model, keys);
  }

  #transaction() {
    if (this.#inside === undefined) throw new Error('Nothing is recorded outside a transaction');
    return this.#inside;
  }

  #delegate(model: Prisma.ModelName): Delegate {
    const property = model.charAt(0).toLowerCase() + model.slice(1);
    return Reflect.get(this.#transaction().tx, property);
  }
}

function keySelection(model: Prisma.ModelName): Arguments {
  return Object.fromEntries(models[model].key.map((column) => [column, true]));
}

function among(keys: Arguments[]): Arguments {
  return { OR: keys };
}
