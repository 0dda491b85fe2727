import { z } from 'zod';

/** The workspace whose digests are sent. */
export const team = 'T0CHAOS';

const schema = z.object({
  clock: z.object({ began: z.number(), speed: z.number() }),
  apiUrl: z.string(),
  database: z.object({ url: z.string().optional(), dataDir: z.string() }),
});

/** What a process needs to know of the run. */
export type WorkerSettings = z.infer<typeof schema>;

/** The environment that tells a process its settings. */
export function writeWorkerSettings(settings: WorkerSettings): Record<string, string> {
  return { CHAOS: JSON.stringify(settings) };
}

/** This process's settings. */
export function readWorkerSettings(): WorkerSettings {
  return schema.parse(JSON.parse(process.env['CHAOS'] ?? 'null'));
}
