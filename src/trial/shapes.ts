import { z } from 'zod';
import type { Block, Option } from './block-kit.js';

// What of the local Slack's and the app's JSON must be there for the bridge to work; the rest is passed on.

const blocks = z.array(z.custom<Block>());

export const viewShape = z.looseObject({ type: z.string(), blocks });

export const messageShape = z.looseObject({
  text: z.string().exactOptional(),
  blocks: blocks.exactOptional(),
});

export const blocksShape = blocks;

export const personShape = z.looseObject({ id: z.string() });

export const suggestionsShape = z.object({ options: z.array(z.custom<Option>()) });

export const submissionShape = z.looseObject({
  type: z.literal('view_submission'),
  user: personShape,
  view: viewShape,
});

export const blockActionsShape = z.looseObject({
  type: z.literal('block_actions'),
  user: personShape,
  actions: z.array(z.looseObject({ type: z.string(), action_id: z.string(), block_id: z.string() })).min(1),
  message: z.looseObject({ subtype: z.string().optional(), blocks: blocks.optional() }).optional(),
  container: z.looseObject({}).optional(),
});

export const refusalShape = z.looseObject({
  response_action: z.literal('errors'),
  errors: z.record(z.string(), z.string()),
});
