import type { Prisma } from '../generated/prisma/client.js';
import { models } from './models.js';

type Arguments = Record<string, unknown>;

/** An operation that would reach outside its workspace, or in a way that cannot be confined. */
export class ScopeError extends Error {
  override readonly name = 'ScopeError';
}

/**
 * Confines the arguments of one Prisma operation to one workspace: its rows are the only ones that it can find,
 * touch or make. Throws a ScopeError for what names another workspace, and for what cannot be confined.
 */
export function confine(
  workspaceId: string,
  model: Prisma.ModelName,
  operation: string,
  given: unknown,
): { write: boolean; args: Arguments } {
  const args = asRecord(given ?? {});
  // Prisma looks a cursor's row up by its key alone, whatever the condition says.
  if (args['cursor'] !== undefined) refuse(model, 'a cursor cannot be confined to a workspace');
  const column = model === 'Workspace' ? 'id' : 'workspaceId';
  if (models[model].columns[column] === undefined) refuse(model, 'it has no workspace');

  const ours = { [column]: workspaceId };
  const among = () => rowsWithin(asRecord(args['where'] ?? {}), ours);
  const one = () => uniqueWithin(asRecord(args['where']), ours, workspaceId);
  const added = (row: unknown) => newRow(model, asRecord(row), ours);
  const changed = (row: unknown) => rowChange(model, asRecord(row));

  switch (operation) {
    case 'findFirst':
    case 'findFirstOrThrow':
    case 'findMany':
    case 'count':
    case 'aggregate':
    case 'groupBy':
      return { write: false, args: { ...args, where: among() } };
    case 'findUnique':
    case 'findUniqueOrThrow':
      return { write: false, args: { ...args, where: one() } };
    case 'create':
      return { write: true, args: { ...args, data: added(args['data']) } };
    case 'createMany':
    case 'createManyAndReturn': {
      const rows = Array.isArray(args['data']) ? args['data'] : [args['data']];
      return { write: true, args: { ...args, data: rows.map(added) } };
    }
    case 'update':
      return { write: true, args: { ...args, where: one(), data: changed(args['data']) } };
    case 'updateMany':
    case 'updateManyAndReturn':
      return { write: true, args: { ...args, where: among(), data: changed(args['data']) } };
    case 'upsert':
      return {
        write: true,
        args: { ...args, where: one(), create: added(args['create']), update: changed(args['update']) },
      };
    case 'delete':
      return { write: true, args: { ...args, where: one() } };
    case 'deleteMany':
      return { write: true, args: { ...args, where: among() } };
    default:
      return refuse(model, `${operation} cannot be confined to a workspace`);
  }
}

function rowsWithin(where: Arguments, ours: Arguments): Arguments {
  // Conditions side by side hold together, and Prisma reads them quicker than a list of them.
  const namesOurs = Object.keys(ours).some((column) => where[column] !== undefined);
  return namesOurs ? { AND: [where, ours] } : { ...where, ...ours };
}

function uniqueWithin(where: Arguments, ours: Arguments, workspaceId: string): Arguments {
  // A key that already names this workspace is left as it is: Prisma can then upsert in one statement.
  const keys = Object.entries(where);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined && isRecord(only[1])) {
    if (only[1]['workspaceId'] === workspaceId) return where;
  }
  const { AND, ...rest } = where;
  const conditions = AND === undefined ? [] : Array.isArray(AND) ? AND : [AND];
  return { ...rest, AND: [...conditions, ours] };
}

function newRow(model: Prisma.ModelName, row: Arguments, ours: Arguments): Arguments {
  checkColumns(model, row);
  for (const [column, workspaceId] of Object.entries(ours)) {
    if (row[column] !== undefined && row[column] !== workspaceId) refuse(model, 'a row of another workspace');
  }
  return { ...row, ...ours };
}

function rowChange(model: Prisma.ModelName, row: Arguments): Arguments {
  checkColumns(model, row);
  for (const column of ['workspaceId', ...models[model].key]) {
    if (row[column] !== undefined) refuse(model, `${column} never changes`);
  }
  return row;
}

// A relation in a write could reach rows that no condition here sees, so a write names columns only.
function checkColumns(model: Prisma.ModelName, row: Arguments): void {
  for (const name of Object.keys(row)) {
    if (models[model].columns[name] === undefined) refuse(model, `${name} is not a column`);
  }
}

function refuse(model: string, problem: string): never {
  throw new ScopeError(`${model}: ${problem}`);
}

function isRecord(value: unknown): value is Arguments {
  return typeof value === 'object' && value !== null;
}

function asRecord(value: unknown): Arguments {
  if (!isRecord(value)) throw new ScopeError('an operation without its arguments');
  return value;
}
