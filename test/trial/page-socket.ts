import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';

/** What the trial page's script does through its WebSocket: this sends the same messages, and reads nothing. */
export interface PageSocket {
  send(message: object): void;
  close(): void;
}

/** Connects as the page does. Node 20 has no WebSocket of its own; for short messages one way, RFC 6455 is short. */
export function connectPage(url: string): Promise<PageSocket> {
  return new Promise((resolve, reject) => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    };
    const upgrade = request(new URL('/ui', url), { headers });
    upgrade.on('upgrade', (_response, socket: Socket) => {
      socket.resume();
      resolve({
        send: (message) => socket.write(textFrame(JSON.stringify(message))),
        close: () => socket.destroy(),
      });
    });
    upgrade.on('error', reject);
    upgrade.end();
  });
}

function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const header = Buffer.alloc(4);
  header[0] = 0x81;
  header[1] = 0x80 | 126;
  header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}
