import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut: an outage of the server, as those who use it see it. */
export interface FlakyWay {
  readonly port: number;
  /** Ends every connection and lets no new one through. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Opens a way to a server. */
export async function openFlakyWay(host: string, port: number): Promise<FlakyWay> {
  const open = new Set<Socket>();
  let passable = true;
  const server = createServer((near) => {
    if (!passable) {
      near.destroy();
      return;
    }
    const far = connect(port, host);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  const endAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: address.port,
    cut: () => {
      passable = false;
      endAll();
    },
    mend: () => {
      passable = true;
    },
    close: async () => {
      endAll();
      server.close();
      await once(server, 'close');
    },
  };
}
