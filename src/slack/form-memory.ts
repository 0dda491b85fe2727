import { z } from 'zod';
import type { Request } from './context.js';
import { limits } from './limits.js';

const envelope = z.object({
  channelId: z.string().nullable(),
  askedIn: z.object({ responseUrl: z.string(), blockId: z.string() }).optional(),
  state: z.unknown(),
  opened: z.record(z.string(), z.string()).optional(),
  confirmed: z.array(z.string()).optional(),
  /** How often fields began anew. */
  turns: z.record(z.string(), z.number()).optional(),
});
/** What a form remembers of itself beside its state. */
export type FormMemory = Pick<z.infer<typeof envelope>, 'opened' | 'confirmed' | 'turns'>;

/** What a view keeps. Where Slack would not take it all, the place in which the form was asked for is left out. */
export function metadataOf({ channelId, askedIn }: Request, state: unknown, memory: FormMemory): string {
  const kept = { channelId, state, ...memory };
  const whole = JSON.stringify({ ...kept, askedIn });
  return whole.length <= limits.privateMetadata ? whole : JSON.stringify(kept);
}

/** What a form kept, and the request as it was when the form was opened. */
export function recalled(asked: Request, metadata: string) {
  const { channelId, askedIn, state, ...memory } = envelope.parse(JSON.parse(metadata));
  const request: Request = { ...asked, channelId, ...(askedIn === undefined ? {} : { askedIn }) };
  return { request, state, memory };
}
