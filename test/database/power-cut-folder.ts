import { fstatSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DurableFolder, type OpenFile } from '../../src/database/embedded.js';

/** What a disk is sure to hold: each path with its bytes, a folder without. */
export type Disk = ReadonlyMap<string, Buffer | 'folder'>;

/**
 * A database folder that knows what would survive a power cut: a file's bytes from when it was last synced, under the
 * name it then had, and a folder's entries from when the folder was last synced.
 */
export class PowerCutFolder extends DurableFolder {
  #disk = new Map<string, Buffer | 'folder'>();
  // What each file held when it was last synced, whatever its name is now. A second link keeps its number from being reused.
  readonly #synced = new Map<number, Buffer>();
  readonly #pins: string;

  constructor(
    readonly folder: string,
    /** Called before each sync, and after it. */
    readonly onSync: () => void,
  ) {
    super(folder);
    this.#pins = `${folder}.pins`;
    mkdirSync(this.#pins);
    this.#syncAll('');
  }

  /** What would be left if the power went now. */
  afterPowerCut(): Disk {
    return new Map(this.#disk);
  }

  protected override fsync(file: OpenFile): void {
    this.onSync();
    super.fsync(file);
    const path = file.path.slice(PGlite.paths.PGDATA.length + 1);
    const live = lstatSync(join(this.folder, path));
    if (live.ino !== fstatSync(file.nfd).ino) throw new Error(`${path} was renamed while it was open`);
    if (live.isDirectory()) this.#syncEntries(path);
    else this.#syncFile(path);
    this.onSync();
  }

  #syncAll(folder: string): void {
    this.#syncEntries(folder);
    for (const entry of readdirSync(join(this.folder, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) this.#syncAll(path);
      else this.#syncFile(path);
    }
  }

  #syncFile(path: string): void {
    const bytes = readFileSync(join(this.folder, path));
    this.#synced.set(this.#number(path), bytes);
    this.#disk.set(path, bytes);
  }

  #syncEntries(folder: string): void {
    const live = new Set(readdirSync(join(this.folder, folder)).map((name) => join(folder, name)));
    for (const path of this.#disk.keys()) {
      const entry =
        folder === '' ? path.split('/')[0] : join(folder, path.slice(folder.length + 1).split('/')[0] ?? '');
      const within = folder === '' || path.startsWith(`${folder}/`);
      if (within && entry !== undefined && !live.has(entry)) this.#disk.delete(path);
    }
    for (const path of live) {
      const isFolder = lstatSync(join(this.folder, path)).isDirectory();
      this.#disk.set(path, isFolder ? 'folder' : (this.#synced.get(this.#number(path)) ?? Buffer.alloc(0)));
    }
  }

  #number(path: string): number {
    const { ino } = lstatSync(join(this.folder, path));
    if (!this.#synced.has(ino)) {
      linkSync(join(this.folder, path), join(this.#pins, String(ino)));
      this.#synced.set(ino, Buffer.alloc(0));
    }
    return ino;
  }
}

/** Writes what a disk holds into a new folder. */
export function writeDisk(disk: Disk, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of [...disk].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const target = join(folder, path);
    if (bytes === 'folder') {
      mkdirSync(target, { recursive: true, mode: 0o700 });
    } else {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      writeFileSync(target, bytes);
    }
  }
}
