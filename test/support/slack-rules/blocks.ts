import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { limits } from '../../../src/slack/limits.js';
import { elementSchemas as e } from './elements.js';
import { anyText, hasOneSource, identifier, imageSource, mrkdwn, plainText, webAddress } from './objects.js';
import { richTextBlock } from './rich-text.js';

export type Surface = 'modal' | 'home' | 'message';
type BlockType = KnownBlock['type'];

const everywhere = ['modal', 'home', 'message'] as const;

/** Where each block may stand. */
export const blockSurfaces: Record<BlockType, readonly Surface[]> = {
  actions: everywhere,
  alert: ['modal'],
  card: everywhere,
  carousel: ['message', 'home'],
  container: ['message'],
  context: everywhere,
  context_actions: ['message'],
  data_table: ['message', 'home'],
  divider: everywhere,
  file: ['message'],
  header: everywhere,
  image: everywhere,
  input: ['modal', 'home'],
  markdown: ['message'],
  plan: ['message'],
  rich_text: everywhere,
  section: everywhere,
  table: ['message', 'home'],
  task_card: ['message'],
  video: everywhere,
};

/** Where an element may stand, when that is not everywhere. */
export const elementSurfaces: Readonly<Record<string, readonly Surface[]>> = {
  workflow_button: ['message'],
  file_input: ['modal'],
};

const block = <T extends BlockType, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), block_id: identifier(limits.blockId).optional(), ...shape });

const menus = [
  e.channels_select,
  e.conversations_select,
  e.external_select,
  e.static_select,
  e.users_select,
  e.multi_channels_select,
  e.multi_conversations_select,
  e.multi_external_select,
  e.multi_static_select,
  e.multi_users_select,
  e.checkboxes,
  e.radio_buttons,
  e.datepicker,
  e.timepicker,
] as const;

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richTextBlock,
]);
const row = z.array(cell).min(1).max(limits.tableColumns);

const card = block('card', {
  hero_image: e.image.optional(),
  icon: e.image.optional(),
  title: mrkdwn(limits.cardTitle).optional(),
  subtitle: mrkdwn(limits.cardTitle).optional(),
  body: mrkdwn(limits.cardBody).optional(),
  actions: z.array(e.button).min(1).optional(),
}).refine(
  (one) => one.hero_image ?? one.title ?? one.body ?? one.actions,
  'needs a hero_image, a title, a body or actions',
);

const taskCard = block('task_card', {
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richTextBlock.optional(),
  output: richTextBlock.optional(),
  sources: z
    .array(z.strictObject({ type: z.literal('url'), url: webAddress, text: z.string().min(1) }))
    .optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});

const child = z.lazy(() =>
  z.discriminatedUnion('type', [
    blockSchemas.actions,
    blockSchemas.context,
    blockSchemas.divider,
    blockSchemas.file,
    blockSchemas.header,
    blockSchemas.image,
    blockSchemas.rich_text,
    blockSchemas.section,
    blockSchemas.table,
    blockSchemas.video,
  ]),
);

/** The form of every block that @slack/types knows, under its type. */
export const blockSchemas = {
  actions: block('actions', {
    elements: z
      .array(
        z.discriminatedUnion('type', [
          ...menus,
          e.button,
          e.datetimepicker,
          e.overflow,
          e.rich_text_input,
          e.workflow_button,
        ]),
      )
      .min(1)
      .max(limits.actionsElements),
  }),
  alert: block('alert', {
    text: anyText(limits.alertText),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
  card,
  carousel: block('carousel', { elements: z.array(card).min(1).max(limits.carouselCards) }),
  container: block('container', {
    title: plainText(limits.containerTitle).optional(),
    rich_text_title: richTextBlock.optional(),
    subtitle: anyText(limits.containerTitle).optional(),
    get child_blocks(): z.ZodType {
      return z.array(child).min(1).max(limits.containerBlocks);
    },
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: e.image.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
    .refine((one) => one.title ?? one.rich_text_title, 'needs title or rich_text_title')
    .refine((one) => !one.default_collapsed || one.is_collapsible, 'default_collapsed needs is_collapsible'),
  context: block('context', {
    elements: z
      .array(
        z.discriminatedUnion('type', [e.image, plainText(limits.sectionText), mrkdwn(limits.sectionText)]),
      )
      .min(1)
      .max(limits.contextElements),
  }),
  context_actions: block('context_actions', {
    elements: z
      .array(z.discriminatedUnion('type', [e.feedback_buttons, e.icon_button]))
      .min(1)
      .max(limits.contextActions),
  }),
  data_table: block('data_table', {
    rows: z
      .array(row)
      .min(limits.dataTableMinRows)
      .max(limits.dataTableRows)
      .refine((rows) => new Set(rows.map((each) => each.length)).size <= 1, 'rows of different lengths'),
    caption: z.string().min(1),
    page_size: z.int().min(1).max(limits.dataTablePageSize).optional(),
    row_header_column_index: z
      .int()
      .min(0)
      .max(limits.tableColumns - 1)
      .optional(),
  }),
  divider: block('divider', {}),
  file: block('file', { source: z.literal('remote'), external_id: z.string().min(1) }),
  header: block('header', { text: plainText(limits.headerText) }),
  image: block('image', {
    ...imageSource,
    alt_text: z.string().min(1).max(limits.imageAlt),
    title: plainText(limits.imageTitle).optional(),
  }).refine(hasOneSource, 'needs either image_url or slack_file'),
  input: block('input', {
    label: plainText(limits.inputLabel),
    hint: plainText(limits.inputHint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [
      ...menus,
      e.datetimepicker,
      e.email_text_input,
      e.file_input,
      e.number_input,
      e.plain_text_input,
      e.rich_text_input,
      e.url_text_input,
    ]),
  }),
  markdown: block('markdown', { text: z.string().min(1).max(limits.messageMarkdown) }),
  plan: block('plan', { title: z.string().min(1), tasks: z.array(taskCard).optional() }),
  rich_text: richTextBlock,
  section: block('section', {
    text: anyText(limits.sectionText).optional(),
    fields: z.array(anyText(limits.sectionField)).min(1).max(limits.sectionFields).optional(),
    accessory: z
      .discriminatedUnion('type', [...menus, e.button, e.image, e.overflow, e.workflow_button])
      .optional(),
    expand: z.boolean().optional(),
  }).refine((one) => one.text ?? one.fields, 'needs text or fields'),
  table: block('table', {
    rows: z.array(row).min(1).max(limits.tableRows),
    column_settings: z
      .array(
        z
          .strictObject({
            align: z.enum(['left', 'center', 'right']).optional(),
            is_wrapped: z.boolean().optional(),
          })
          .nullable(),
      )
      .max(limits.tableColumns)
      .optional(),
  }),
  task_card: taskCard,
  video: block('video', {
    video_url: webAddress,
    thumbnail_url: webAddress,
    alt_text: z.string().min(1),
    title: plainText(limits.videoTitle),
    title_url: webAddress.optional(),
    author_name: z.string().max(limits.videoAuthor).optional(),
    provider_name: z.string().optional(),
    provider_icon_url: webAddress.optional(),
    description: plainText(limits.videoDescription).optional(),
  }),
} satisfies Record<BlockType, z.ZodType>;
