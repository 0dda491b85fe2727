import autocannon from 'autocannon';
import { formHeaders, signatureOf } from '../test/process/signed-requests.js';

/** What one run of load measured. Times are in milliseconds. */
export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * Sends signed bodies in turn over some connections, each as soon as the last one is answered.
 * @throws Error where anything but a 2xx came back
 */
export async function drive(
  url: string,
  bodies: readonly string[],
  load: { connections: number; seconds: number },
): Promise<Measured> {
  const times: number[] = [];
  const run = autocannon({
    url: `${url}/slack/events`,
    connections: load.connections,
    duration: load.seconds,
    timeout: 15,
    // Slack's signature holds for five minutes, so each body is signed once a run.
    requests: bodies.map((body) => ({
      method: 'POST',
      headers: { ...formHeaders, ...signatureOf(body) },
      body,
    })),
  });
  run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  const { errors, timeouts, non2xx, duration } = await run;
  if (errors + timeouts + non2xx > 0) {
    throw new Error(`${errors} errors, ${timeouts} time-outs, ${non2xx} refusals from ${url}`);
  }
  times.sort((one, other) => one - other);
  return { perSecond: times.length / duration, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
