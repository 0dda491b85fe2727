import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { kill, pid } from 'node:process';
import { z } from 'zod';

/** Another process has the folder open; `holder` is its process id. */
export class FolderLockedError extends Error {
  override readonly name = 'FolderLockedError';

  constructor(
    readonly folder: string,
    readonly holder: number,
  ) {
    super(`The folder ${folder} is in use by process ${holder}. Stop it first, or choose another folder.`);
  }
}

const ticketSchema = z.object({
  pid: z.number().int(),
  /** When the process started, where it can be read: the same number may be another process later. */
  started: z.string(),
  /** The machine since it was started, and the container: process ids mean something only there. */
  machine: z.string(),
  released: z.boolean(),
});
type Ticket = z.infer<typeof ticketSchema>;

// In milliseconds. A process elsewhere, which cannot be asked, lives while its ticket is younger than this. The embedded
// database may keep a process from renewing its own for some seconds.
const lifetime = 30_000;
const renewal = 5_000;

/**
 * Takes the exclusive lock of a folder for this process. Throws a FolderLockedError at once while another process has it;
 * takes it over from one that died.
 *
 * Tickets are numbered, and the highest one holds. The highest is never removed, so of two that take over at the same
 * time only one can make the next ticket.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const tickets = join(folder, 'lock');
  await mkdir(tickets, { recursive: true });
  const own: Ticket = { pid, started: await startOf(pid), machine: await thisMachine(), released: false };
  const draft = join(tickets, `draft-${pid}-${randomUUID()}`);
  const writeDraft = (ticket: Ticket) => writeFile(draft, JSON.stringify(ticket));
  await writeDraft(own);
  try {
    const path = await takeNext(folder, tickets, own, draft);
    let writing = Promise.resolve();
    const replaceBy = (ticket: Ticket) => {
      writing = writing.then(async () => {
        await writeDraft(ticket);
        await rename(draft, path);
      });
      return writing;
    };
    const renewing = setInterval(() => {
      // When this fails the ticket only looks older than it is, to a process on another machine.
      replaceBy(own).catch(() => {
        writing = Promise.resolve();
      });
    }, renewal);
    renewing.unref();
    return {
      async release() {
        clearInterval(renewing);
        await replaceBy({ ...own, released: true });
      },
    };
  } finally {
    await rm(draft, { force: true });
  }
}

/** Makes this process's ticket the highest one, and returns its path. */
async function takeNext(folder: string, tickets: string, own: Ticket, draft: string): Promise<string> {
  for (;;) {
    const latest = await highest(tickets);
    const holder = await holderOf(join(tickets, String(latest)), own, draft);
    if (holder !== undefined) throw new FolderLockedError(folder, holder);
    const path = join(tickets, String(latest + 1));
    // A link appears at once with all that is in it, and only where there is none.
    const made = await link(draft, path).then(
      () => true,
      () => false,
    );
    if (!made) continue;
    if ((await highest(tickets)) === latest + 1) {
      await removeBelow(tickets, latest + 1);
      return path;
    }
    // What was read above was already out of date: a later ticket holds.
    await rm(path);
  }
}

async function numbered(tickets: string): Promise<number[]> {
  return (await readdir(tickets)).map(Number).filter(Number.isInteger);
}

async function highest(tickets: string): Promise<number> {
  return Math.max(0, ...(await numbered(tickets)));
}

async function removeBelow(tickets: string, number: number): Promise<void> {
  const older = (await numbered(tickets)).filter((each) => each < number);
  await Promise.all(older.map((each) => rm(join(tickets, String(each)), { force: true })));
}

/** The process that holds by this ticket, or undefined when none does any more. */
async function holderOf(path: string, own: Ticket, draft: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const ticket = parseTicket(text);
  if (ticket === undefined || ticket.released) return undefined;
  if (ticket.machine !== own.machine) {
    // Ages are compared by the clock of the disk, which both machines see.
    const [theirs, ours] = await Promise.all([stat(path), stat(draft)]);
    return ours.mtimeMs - theirs.mtimeMs < lifetime ? ticket.pid : undefined;
  }
  return isRunning(ticket.pid) && (await startOf(ticket.pid)) === ticket.started ? ticket.pid : undefined;
}

// A power cut may leave a ticket without its text; nobody holds by it.
function parseTicket(text: string): Ticket | undefined {
  try {
    return ticketSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isRunning(id: number): boolean {
  try {
    return kill(id, 0);
  } catch (problem) {
    return problem instanceof Error && 'code' in problem && problem.code === 'EPERM';
  }
}

/** When a process started, in the kernel's ticks; an empty text where that can't be read. */
async function startOf(id: number): Promise<string> {
  const line = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
  // The name, in parentheses, may hold spaces; the start is the 20th field after it.
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function thisMachine(): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => hostname());
  const container = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${boot.trim()} ${container}`;
}
