import { fsyncSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { platform } from 'node:process';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type EmscriptenOptions = Parameters<NodeFS['init']>[1];

/** A file or folder that PostgreSQL holds open: the operating system's descriptor, and the path as PostgreSQL sees it. */
export type OpenFile = { nfd: number; path: string };

/**
 * The folder on disk, with the one operation that PGlite's own storage lacks: without fsync, a commit that was
 * acknowledged is lost when the power goes.
 */
export class DurableFolder extends NodeFS {
  override async init(pglite: PGlite, options: EmscriptenOptions): ReturnType<NodeFS['init']> {
    const ready = await super.init(pglite, options);
    const { preRun = [], ...rest } = ready.emscriptenOpts;
    return {
      emscriptenOpts: {
        ...rest,
        preRun: [
          ({ NODEFS }) => {
            Object.assign(NODEFS.stream_ops, { fsync: (file: OpenFile) => this.fsync(file) });
          },
          ...preRun,
        ],
      },
    };
  }

  /** Returns once what was written to the file is on the disk; what this throws stops PostgreSQL. */
  protected fsync(file: OpenFile): void {
    fsyncSync(file.nfd);
  }
}

// PGlite's own parameters less -F, which turns fsync off. Its WebAssembly build has no fdatasync, PostgreSQL's
// usual way, so fsync is named. Prisma's adapters write and read instants as UTC whatever the session's zone is.
const durableParameters = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'TimeZone=UTC'],
];
const extensions = { pg_trgm };

// In segments of 1 MB: each is written and synced as a whole when it is made, and a register needs few.
const smallLog = ['--wal-segsize=1'];

/**
 * Opens the embedded PostgreSQL in a folder, and makes it when there is none. The caller holds the folder's lock.
 * A first start that was cut short leaves nothing that a later one would take for a database.
 */
export async function openEmbedded(
  folder: string,
  storage: (folder: string) => DurableFolder = (at) => new DurableFolder(at),
): Promise<PGlite> {
  if (!(await exists(folder))) {
    const unfinished = `${folder}.new`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    const pglite = await PGlite.create({
      fs: new DurableFolder(unfinished),
      startParams: durableParameters,
      initDbStartParams: smallLog,
    });
    await pglite.close();
    await syncTree(unfinished);
    await rename(unfinished, folder);
    await syncFolder(dirname(folder));
  }
  return PGlite.create({ fs: storage(folder), startParams: durableParameters, extensions });
}

/** Opens an embedded PostgreSQL that lives in memory only: empty, or a copy of a dumped one. */
export function openInMemory(copyOf?: Blob): Promise<PGlite> {
  const options: PGliteOptions = { extensions, initDbStartParams: smallLog };
  if (copyOf !== undefined) options.loadDataDir = copyOf;
  return PGlite.create(options);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (problem: NodeJS.ErrnoException) => {
      if (problem.code === 'ENOENT') return false;
      throw problem;
    },
  );
}

// Windows keeps its folders by itself, and refuses to be asked.
async function syncFolder(path: string): Promise<void> {
  if (platform !== 'win32') await syncFile(path);
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? syncTree(path) : syncFile(path));
  }
  await syncFolder(folder);
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
