import type { RichTextElement } from '@slack/types';
import { z } from 'zod';
import { limits } from '../../../src/slack/limits.js';
import { identifier, webAddress } from './objects.js';

const textStyle = z
  .strictObject({
    bold: z.boolean().optional(),
    code: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();
const border = z.union([z.literal(0), z.literal(1)]).optional();
const id = z.string().regex(/^[A-Z][A-Z0-9]+$/, 'not an id of Slack');

const parts = {
  broadcast: { range: z.enum(['here', 'channel', 'everyone']) },
  color: { value: z.string().regex(/^#[0-9a-f]{6}$/i) },
  channel: { channel_id: id },
  date: {
    timestamp: z.int(),
    format: z.string().min(1),
    url: webAddress.optional(),
    fallback: z.string().optional(),
  },
  emoji: { name: z.string().min(1), unicode: z.string().optional(), url: webAddress.optional() },
  link: { url: z.url(), text: z.string().optional(), unsafe: z.boolean().optional() },
  team: { team_id: id },
  text: { text: z.string().min(1) },
  user: { user_id: id },
  usergroup: { usergroup_id: id },
} satisfies Record<RichTextElement['type'], z.ZodRawShape>;

const part = <T extends keyof typeof parts>(type: T) =>
  z.strictObject({ type: z.literal(type), style: textStyle, ...parts[type] });

const inline = z.discriminatedUnion('type', [
  part('broadcast'),
  part('color'),
  part('channel'),
  part('date'),
  part('emoji'),
  part('link'),
  part('team'),
  part('text'),
  part('user'),
  part('usergroup'),
]);

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });

const element = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    elements: z.array(section).min(1),
    style: z.enum(['bullet', 'ordered']),
    indent: z.int().min(0).max(8).optional(),
    border,
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), border }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [part('text'), part('link')])),
    border,
  }),
]);

export const richTextBlock = z.strictObject({
  type: z.literal('rich_text'),
  block_id: identifier(limits.blockId).optional(),
  elements: z.array(element).min(1),
});
