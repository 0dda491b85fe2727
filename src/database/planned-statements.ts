import { type PGlite, protocol } from '@electric-sql/pglite';

const mostStatements = 500;

/**
 * Names each distinct statement, so that a connection parses and plans it once. Few enough are named to be kept by every
 * connection; a statement without a name (the empty one) is forgotten after its use.
 */
export function nameStatements(prefix: string): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= mostStatements) return '';
    const name = `${prefix}_${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/** Names each distinct read of Prisma's. Its writes are as many as there are combinations of columns. */
export function nameReads(): (query: { readonly sql: string }) => string {
  const nameOf = nameStatements('read');
  return ({ sql }) => (/^\s*(?:SELECT|WITH)\b/.test(sql) ? nameOf(sql) : '');
}

// What a message of PostgreSQL's protocol begins with: its kind, and four bytes that count the rest with themselves.
// https://www.postgresql.org/docs/current/protocol-message-formats.html
const kinds = { parse: 0x50, bind: 0x42, describe: 0x44 };
const bodyStart = 5;
const ofStatement = 0x53;

/**
 * Makes an embedded database parse and plan each distinct read once, which takes longer than to run it. PGlite sends every
 * statement without a name; here reads get one on their way to PostgreSQL, and so do the writes whose text is among
 * `written` by then.
 */
export function planOnce(pglite: PGlite, written: ReadonlySet<string> = new Set()): void {
  const nameOfRead = nameReads();
  const nameOfWrite = nameStatements('write');
  const nameOf = (sql: string) => (written.has(sql) ? nameOfWrite(sql) : nameOfRead({ sql }));
  const send = pglite.execProtocolStream.bind(pglite);
  /** What PostgreSQL says of each statement that it has planned: the types of its parameters. */
  const planned = new Map<string, Replies>();
  // PGlite sends all messages of a statement before those of the next.
  let name = '';
  pglite.execProtocolStream = async (message, options) => {
    if (message[0] === kinds.parse) {
      const sql = sqlOf(message);
      name = sql === null ? '' : nameOf(sql);
      if (name === '' || sql === null) return send(message, options);
      if (planned.has(name)) return [];
      return send(protocol.serialize.parse({ name, text: sql }), options);
    }
    if (name === '') return send(message, options);
    if (message[0] === kinds.describe && message[bodyStart] === ofStatement) {
      const said =
        planned.get(name) ?? (await send(protocol.serialize.describe({ type: 'S', name }), options));
      planned.set(name, said);
      return said;
    }
    return send(message[0] === kinds.bind ? bindTo(name, message) : message, options);
  };
}

type Replies = Awaited<ReturnType<PGlite['execProtocolStream']>>;

/** What a statement without a name says, or null where the types of its parameters are told as well. */
function sqlOf(parse: Uint8Array): string | null {
  const [name, start] = textAt(parse, bodyStart);
  const [sql, end] = textAt(parse, start);
  const typesTold = new DataView(parse.buffer, parse.byteOffset).getInt16(end);
  return name === '' && typesTold === 0 ? sql : null;
}

function textAt(message: Uint8Array, start: number): [text: string, after: number] {
  const end = message.indexOf(0, start);
  return [decoder.decode(message.subarray(start, end)), end + 1];
}

const decoder = new TextDecoder();

/** A message that gives parameters to the statement without a name, made out to the one with this name. */
function bindTo(name: string, bind: Uint8Array): Uint8Array {
  const [portal, start] = textAt(bind, bodyStart);
  const rest = bind.subarray(bind.indexOf(0, start));
  const named = Buffer.concat([bind.subarray(0, bodyStart), Buffer.from(`${portal}\0${name}`), rest]);
  named.writeInt32BE(named.length - 1, 1);
  return named;
}
