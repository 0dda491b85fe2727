import { z } from 'zod';
import { option } from '../slack/blocks.js';
import {
  choiceField,
  type Field,
  inputActionId,
  inputBlock,
  numberField,
  personField,
  stateOf,
  textField,
} from '../slack/field.js';
import { defineForm, type Form } from '../slack/form.js';
import { axes } from '../workspace/axis.js';
import type { DigestKind } from './digest-kind.js';
import { kindWord } from './kind-word.js';
import { parseTime } from './schedule-text.js';
import { subscribe } from './subscribe.js';
import { everything } from './subscribe-text.js';
import { furthestHorizonDays, rhythms, scheduleOf } from './subscription.js';

/** The form that subscribes the channel in which it was opened. */
export function subscriptionForm(kinds: readonly DigestKind[]): Form<null> {
  return defineForm({
    name: 'digests',
    state: z.null(),
    fields: () => ({
      kinds: kindsField(kinds),
      rhythm: choiceField({
        required: true,
        choices: rhythms,
        label: (rhythm) => `digests.rhythm.${rhythm}`,
      }),
      time: textField({ required: true, max: 10 }),
      axis: choiceField({ required: false, choices: axes, label: (axis) => `workspace.axis.${axis}` }),
      owner: personField({ required: false }),
      horizonDays: numberField({ required: false, min: 1, max: furthestHorizonDays }),
    }),
    initial: ({ words }) => ({
      kinds: everything(kinds).map(({ name }) => name),
      rhythm: 'working_day' as const,
      time: words.plain('digests.usual_time'),
    }),
    save: async (request, input, _state, submissionKey) => {
      if (request.channelId === null) {
        return { kind: 'refused', problems: { kinds: { key: 'digests.no_channel' } } };
      }
      if (input.kinds.length === 0) return { kind: 'refused', problems: { kinds: { key: 'form.required' } } };
      const time = parseTime(input.time);
      if (time === null) return { kind: 'refused', problems: { time: { key: 'digests.unknown_time' } } };
      const { axis, owner, horizonDays } = input;
      const wish = {
        kinds: input.kinds,
        schedule: scheduleOf(input.rhythm, time),
        filters: {
          ...(axis === null ? {} : { axis }),
          ...(owner === null ? {} : { ownerId: owner }),
          ...(horizonDays === null ? {} : { horizonDays }),
        },
      };
      const message = await subscribe(request, request.channelId, wish, kinds, submissionKey);
      return message === null ? { kind: 'repeated' } : { kind: 'saved', message };
    },
  });
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
