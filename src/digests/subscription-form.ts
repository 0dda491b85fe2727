import { z } from 'zod';
import { isTimeZone } from '../calendar/time-zone.js';
import { languages } from '../language/words.js';
import { option } from '../slack/blocks.js';
import { choiceField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { type Field, inputActionId, inputBlock, stateOf } from '../slack/field.js';
import { defineForm } from '../slack/form.js';
import type { Form } from '../slack/form-contract.js';
import { personField } from '../slack/picker-fields.js';
import { numberField, textField } from '../slack/text-fields.js';
import { axes, axesOf } from '../workspace/axis.js';
import { partnerKinds } from '../workspace/partner-kind.js';
import type { DigestFilters, DigestKind } from './digest-kind.js';
import { kindWord } from './kind-word.js';
import { type Schedule, usualSchedule } from './schedule.js';
import { parseSchedule } from './schedule-text.js';
import { describeSchedule } from './schedule-words.js';
import { changeSubscription, readerOf, subscribe, unsupported } from './subscribe.js';
import { everything } from './subscribe-text.js';
import { furthestHorizonDays, mostOverdueDays, reaches, type Subscription } from './subscription.js';
import { readSubscriptions } from './subscription-store.js';

const state = z.object({
  /** The subscription that is edited; null: a new one. */
  subscriptionId: z.string().nullable(),
});
type State = z.infer<typeof state>;

const places = ['channel', 'me'] as const;
const placeField = choiceField({
  required: false,
  choices: places,
  label: (each) => `digests.place.${each}`,
});

/** The form for all of a subscription: a new one of this channel or of the person, or one that is edited. */
export function subscriptionForm(kinds: readonly DigestKind[]): Form<State> {
  return defineForm({
    name: 'digests',
    state,
    title: ({ subscriptionId }) =>
      subscriptionId === null ? 'digests.form.title' : 'digests.form.title_edit',
    fields: (_request, { subscriptionId }) => ({
      place: subscriptionId === null ? placeField : { ...placeField, blocks: () => [] },
      kinds: kindsField(kinds),
      schedule: textField({ required: true, max: 100 }),
      axis: choiceField({ required: false, choices: axes, label: (axis) => `workspace.axis.${axis}` }),
      ownerId: personField({ required: false }),
      reach: choiceField({ required: false, choices: reaches, label: (each) => `partners.${each}` }),
      partnerKind: choiceField({
        required: false,
        choices: partnerKinds,
        label: (each) => `partners.kind.${each}`,
      }),
      horizonDays: numberField({ required: false, min: 1, max: furthestHorizonDays }),
      minOverdueDays: numberField({ required: false, min: 1, max: mostOverdueDays }),
      language: choiceField({
        required: false,
        choices: languages,
        label: (each) => `workspace.language.${each}`,
      }),
      timeZone: textField({ required: false, max: 60 }),
    }),
    edits: ({ subscriptionId }) => subscriptionId !== null,
    initial: async (request, { subscriptionId }) => {
      const { words, channelId } = request;
      if (subscriptionId === null) {
        return {
          place: channelId === null ? ('me' as const) : ('channel' as const),
          kinds: everything(kinds).map(({ name }) => name),
          schedule: describeSchedule(usualSchedule, words),
          ...readerOf(request, channelId),
        };
      }
      const [edited] = await readSubscriptions(request.database, [subscriptionId]);
      if (edited === undefined) return {};
      const { filters, schedule, language, timeZone } = edited;
      return {
        kinds: [...edited.kinds],
        schedule: describeSchedule(schedule ?? usualSchedule, words),
        axis: axesOf(filters.axis === undefined ? [] : [filters.axis])[0] ?? null,
        ownerId: filters.ownerId ?? null,
        reach: filters.reach ?? null,
        partnerKind: filters.partnerKind ?? null,
        horizonDays: filters.horizonDays ?? null,
        minOverdueDays: filters.minOverdueDays ?? null,
        language,
        timeZone,
      };
    },
    save: async (request, input, { subscriptionId }, submissionKey) => {
      const { place, language, timeZone, kinds: named, schedule: typed, ...narrowed } = input;
      const [edited] =
        subscriptionId === null ? [] : await readSubscriptions(request.database, [subscriptionId]);
      const reader = readerOf(request, place === 'me' ? null : request.channelId);
      const zone = timeZone ?? reader.timeZone;
      const filters = withoutNulls(narrowed);
      const schedule = scheduleTyped(request, typed, isTimeZone(zone) ? zone : reader.timeZone, edited);
      const vain = named.length === 0 ? undefined : unsupported(filters, named, kinds);
      const nowhere = edited === undefined && place !== 'me' && request.channelId === null;
      const problems = {
        ...(named.length === 0 && { kinds: { key: 'form.required' } as const }),
        ...(schedule === null && { schedule: { key: 'digests.schedule_not_understood' } as const }),
        ...(isTimeZone(zone) ? {} : { timeZone: { key: 'workspace.unknown_time_zone' } as const }),
        ...(vain !== undefined && { [vain]: { key: 'digests.filter_in_vain' } as const }),
        ...(nowhere && { place: { key: 'digests.no_channel' } as const }),
      };
      if (schedule === null || Object.keys(problems).length > 0) return { kind: 'refused', problems };
      const wish = {
        kinds: named,
        filters,
        schedule,
        toMe: place === 'me',
        language: language ?? reader.language,
        timeZone: zone,
      };
      const message =
        edited === undefined
          ? await subscribe(request, wish, kinds, submissionKey)
          : await changeSubscription(request, edited, wish, kinds, submissionKey);
      return message === null ? { kind: 'repeated' } : { kind: 'saved', message };
    },
  });
}

/** What was typed as a schedule. Words that were left as they were keep the rhythm that began at some day. */
function scheduleTyped(
  { words, now }: Request,
  typed: string,
  timeZone: string,
  edited: Subscription | undefined,
): Schedule | null {
  const before = edited?.schedule ?? null;
  if (before !== null && describeSchedule(before, words) === typed) return before;
  return parseSchedule(typed, now, timeZone);
}

function withoutNulls(narrowed: { readonly [Name in keyof DigestFilters]: DigestFilters[Name] | null }) {
  return Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== null)) as DigestFilters;
}

/** The kinds of digests as boxes to tick, by name. */
function kindsField(kinds: readonly DigestKind[]): Field<string[]> {
  return {
    blocks: (id, writing, value = []) => {
      const box = (kind: DigestKind) => option(kind.name, kindWord(kind, writing.words));
      const options = kinds.map(box);
      const ticked = kinds.filter(({ name }) => value.includes(name)).map(box);
      return [
        inputBlock(id, writing, false, {
          type: 'checkboxes',
          action_id: inputActionId,
          options,
          ...(ticked.length === 0 ? {} : { initial_options: ticked }),
        }),
      ];
    },
    read: (id, values) => {
      const ticked = (stateOf(id, values)?.selected_options ?? []).map(({ value }) => value);
      return { value: kinds.map(({ name }) => name).filter((name) => ticked.includes(name)) };
    },
  };
}
