import { z } from 'zod';
import { limits } from '../../../src/slack/limits.js';

/** A text with something to see in it. */
export const visibleText = (max: number) => z.string().max(max).regex(/\S/, 'nothing to see in this text');

/** Text that Slack shows as it is. */
export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: visibleText(max),
    emoji: z.boolean().optional(),
  });

/** Text in Slack's markup. */
export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: visibleText(max),
    verbatim: z.boolean().optional(),
  });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

export const identifier = (max: number) => z.string().min(1).max(max);
export const webAddress = z.url({ protocol: /^https?$/ }).max(limits.url);
export const style = z.enum(['primary', 'danger']);

export const confirm = z.strictObject({
  title: plainText(limits.confirmTitle).optional(),
  text: anyText(limits.confirmText),
  confirm: plainText(limits.confirmButton).optional(),
  deny: plainText(limits.confirmButton).optional(),
  style: style.optional(),
});

export const option = z.strictObject({
  text: plainText(limits.optionText),
  value: z.string().min(1).max(limits.optionValue),
  description: plainText(limits.optionDescription).optional(),
});

/** An option of checkboxes or radio buttons, which may carry markup. */
export const choice = option.extend({ text: anyText(limits.optionText) });

export const overflowOption = option.extend({ url: webAddress.optional() });

export const options = z
  .array(option)
  .min(1)
  .max(limits.selectOptions)
  .refine(valuesDiffer, 'two options have the same value');

export const choices = z
  .array(choice)
  .min(1)
  .max(limits.choiceOptions)
  .refine(valuesDiffer, 'two options have the same value');

export const optionGroups = z
  .array(z.strictObject({ label: plainText(limits.optionGroupLabel), options }))
  .min(1)
  .max(limits.optionGroups)
  .refine(
    (groups) => valuesDiffer(groups.flatMap((group) => group.options)),
    'two options have the same value',
  );

function valuesDiffer(list: readonly { value: string }[]): boolean {
  return new Set(list.map((each) => each.value)).size === list.length;
}

export const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((filter) => Object.keys(filter).length > 0, 'an empty filter');

export const dispatchActionConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(['on_enter_pressed', 'on_character_entered']))
    .min(1)
    .optional(),
});

const slackFile = z.union([z.strictObject({ id: z.string().min(1) }), z.strictObject({ url: webAddress })]);

/** The fields of an image, which comes from an address or from a file in Slack, not both. */
export const imageSource = { image_url: webAddress.optional(), slack_file: slackFile.optional() };

export function hasOneSource(image: { image_url?: unknown; slack_file?: unknown }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}

/** A day that exists, as YYYY-MM-DD. */
export const day = z.iso.date();
/** A time of day, as HH:mm. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time of day as HH:mm');
