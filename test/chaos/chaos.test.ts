import { expect, it } from 'vitest';
import { serverUrl } from '../support/database.js';
import { runStorm } from './chaos.js';

// Short runs; `npm run chaos` is the long one. Several processes need a server to share.

it.skipIf(serverUrl !== undefined)(
  'loses no digest and sends none twice on the embedded database, while its process is killed and started again',
  async () => {
    const { lost, twice, kills, sent, uncertain, recoverySeconds } = await runStorm({
      serverUrl: undefined,
      processes: 1,
      digests: 12,
      channels: 6,
      kills: 1,
      outageSeconds: 0,
      spreadSeconds: 20,
      // A lease is four real seconds: a machine that is busy with other tests must not need longer.
      speed: 10,
      seed: 20_261_122,
      readable: true,
    });
    expect({ lost, twice, kills, sent, uncertain }).toEqual({
      lost: 0,
      twice: 0,
      kills: 1,
      sent: 12,
      uncertain: 0,
    });
    // A second of real time is ten of the run's, and a process takes some to start.
    expect(recoverySeconds).toBeLessThan(300);
  },
  60_000,
);

it.skipIf(serverUrl === undefined)(
  'loses no digest and sends none twice, while processes are killed and Slack is in bad weather',
  async () => {
    const { lost, twice, kills, sent, uncertain } = await runStorm({
      serverUrl,
      processes: 2,
      digests: 16,
      channels: 8,
      kills: 3,
      outageSeconds: 20,
      spreadSeconds: 40,
      speed: 20,
      seed: 20_261_122,
      readable: true,
    });
    expect({ lost, twice, sent, uncertain }).toEqual({ lost: 0, twice: 0, sent: 16, uncertain: 0 });
    expect(kills).toBeGreaterThan(1);
  },
  60_000,
);
