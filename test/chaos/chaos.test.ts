import { expect, it } from 'vitest';
import { serverUrl } from '../support/database.js';
import { runStorm } from './chaos.js';

// A short run, where there is a server that several processes can share. `npm run chaos` is the long one, on either database.
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
