import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { argv, exit, stdout } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openInMemory } from '../src/database/embedded.js';
import {
  applyMigrations,
  type Migration,
  migrationsFolder,
  readMigrations,
} from '../src/database/migrations.js';
import { pgliteSession } from '../src/database/sql-session.js';

// Node has it; the compiler's library for Node does not say so.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const schemaFile = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url));

/**
 * Tells what a database with these migrations lacks of the schema, as SQL; an empty text when nothing.
 * Works offline: the history is applied to a database in memory, and the engine is WebAssembly.
 */
export async function differenceFromSchema(schema: string, migrations: Migration[]): Promise<string> {
  await loadEngine();
  const pglite = await openInMemory();
  try {
    await applyMigrations(pgliteSession(pglite), migrations);
    const adapters = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(pglite));
    const files = [{ path: 'schema.prisma', content: schema }];
    const schemaEngine = await engine.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapters);
    const { stdout: sql } = await schemaEngine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return sql === null || sql.includes('This is an empty migration') ? '' : sql;
  } finally {
    await pglite.close();
  }
}

let loading: Promise<void> | undefined;

// The package's own entry imports WebAssembly as a module, which Node 20 can only do with an experimental flag.
function loadEngine(): Promise<void> {
  loading ??= (async () => {
    const require = createRequire(import.meta.url);
    const file = require.resolve('@prisma/schema-engine-wasm').replace(/\.js$/, '_bg.wasm');
    const { instance } = await WebAssembly.instantiate(await readFile(file), {
      './schema_engine_bg.js': { ...engine },
    });
    engine.__wbg_set_wasm(instance.exports);
    const start = instance.exports['__wbindgen_start'];
    if (typeof start === 'function') start();
  })();
  return loading;
}

async function main(name: string | undefined): Promise<void> {
  if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
    stdout.write('Say what the migration does: npm run db:migration -- add_partner_logo (a-z, 0-9, _)\n');
    exit(1);
  }
  const sql = await differenceFromSchema(await readFile(schemaFile, 'utf8'), await readMigrations());
  if (sql === '') {
    stdout.write('The migrations already make what prisma/schema.prisma says. Nothing written.\n');
    return;
  }
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = `${migrationsFolder}${time}_${name}`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/migration.sql`, sql);
  stdout.write(`Written: prisma/migrations/${time}_${name}/migration.sql. Read it before you commit it.\n`);
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) await main(argv[2]);
