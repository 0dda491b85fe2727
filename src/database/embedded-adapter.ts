import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';

/**
 * Prisma's adapter for the embedded database, with two repairs. The published one forgets what PGlite says of a COMMIT
 * that fails, so that Prisma would report rows as saved that are not; and it sets an isolation level where it has
 * no effect. Here the first throws when it happens, the second when it is asked for.
 */
export function embeddedAdapter(pglite: PGlite): PrismaPGlite {
  let begun: Promise<unknown> = Promise.resolve();
  const factory = new PrismaPGlite(
    watchTransactions(pglite, (transaction) => {
      begun = transaction;
    }),
  );
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      if (isolationLevel !== undefined) throw new Error('The embedded database has one isolation level');
      const starting = start();
      // PGlite is called before `start` returns, so this is the transaction that it began.
      const ended = begun;
      const transaction = await starting;
      const commit = transaction.commit.bind(transaction);
      transaction.commit = async () => {
        await commit();
        await ended;
      };
      return transaction;
    };
    return adapter;
  };
  return factory;
}

function watchTransactions(pglite: PGlite, onBegin: (transaction: Promise<unknown>) => void): PGlite {
  const transaction: PGlite['transaction'] = (work) => {
    const running = pglite.transaction(work);
    onBegin(running);
    return running;
  };
  return new Proxy(pglite, {
    get(target, property) {
      if (property === 'transaction') return transaction;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
