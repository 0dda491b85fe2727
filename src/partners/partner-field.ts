import type { InputBlock, PlainTextOption } from '@slack/types';
import type { ScopedDatabase } from '../database/scope.js';
import { option, plainText } from '../slack/blocks.js';
import { actionId } from '../slack/feature.js';
import {
  type Field,
  type FieldWriting,
  inputActionId,
  inputBlock,
  stateOf,
  tellingEachLetter,
} from '../slack/field.js';
import { limits } from '../slack/limits.js';
import { textField } from '../slack/text-fields.js';
import { longestPartnerName } from './partner-name.js';
import { addPartner, countPartners, listPartners, type PartnerRef, readPartners } from './partner-store.js';
import { likelyTwins, newPartnerDoubt } from './twin-doubt.js';

/** What a form says about partners: some of the register, and possibly one that is new to it. */
export interface PartnerChoice {
  readonly chosen: readonly PartnerRef[];
  readonly newName: string | null;
}

const newId = 'newPartner';
const newName = textField({ required: false, max: longestPartnerName });

/**
 * The question which partner, or which partners, something is about: a menu of the register and a line for one that is
 * not in it yet. Up to 100 partners the menu lists them all; beyond, it looks up what is typed.
 */
export async function partnerField(
  database: ScopedDatabase,
  rules: {
    readonly several: boolean;
    readonly chosen?: readonly PartnerRef[];
    /** Whether none at all is an answer too. */
    readonly optional?: boolean;
  },
): Promise<Field<PartnerChoice>> {
  const total = await countPartners(database);
  const listed = total <= limits.selectOptions ? await listPartners(database, limits.selectOptions) : null;
  return {
    blocks: (id, writing, value) => [
      ...(total === 0 ? [] : [menu(id, writing, value?.chosen ?? rules.chosen ?? [])]),
      tellingEachLetter({
        ...inputBlock(newId, writing, true, {
          type: 'plain_text_input',
          action_id: inputActionId,
          max_length: longestPartnerName,
          ...(value?.newName ? { initial_value: value.newName } : {}),
        }),
        label: plainText(
          writing.words.plain(total === 0 ? 'partners.field.first' : 'partners.field.new'),
          limits.inputLabel,
        ),
      }),
    ],
    read: (id, values) => {
      const state = stateOf(id, values);
      const options = state?.selected_options ?? (state?.selected_option ? [state.selected_option] : []);
      const chosen = options.map(({ value, text }) => ({ id: value, shown: text.text }));
      const named = newName.read(newId, values);
      if (!('value' in named)) return named;
      if (!rules.optional && chosen.length === 0 && named.value === null) {
        const blockId = total === 0 ? newId : id;
        return { blockId, problem: { key: 'partners.field.missing' } };
      }
      if (!rules.several && chosen.length > 0 && named.value !== null) {
        return { blockId: newId, problem: { key: 'partners.field.both' } };
      }
      return { value: { chosen, newName: named.value } };
    },
    whileTyped: likelyTwins(newId),
    doubt: (choice, request) => newPartnerDoubt(request, newId, choice.newName),
  };

  function menu(id: string, writing: FieldWriting, chosen: readonly PartnerRef[]): InputBlock {
    const initial = chosen.map(partnerOption);
    const placeholder = plainText(writing.words.plain('partners.field.placeholder'), limits.placeholder);
    const [first] = initial;
    if (listed === null) {
      const action_id = actionId('partners', 'search');
      return inputBlock(
        id,
        writing,
        true,
        rules.several
          ? {
              type: 'multi_external_select',
              action_id,
              placeholder,
              min_query_length: 1,
              ...(first === undefined ? {} : { initial_options: initial }),
            }
          : {
              type: 'external_select',
              action_id,
              placeholder,
              min_query_length: 1,
              ...(first === undefined ? {} : { initial_option: first }),
            },
      );
    }
    const options = listed.map(partnerOption);
    const among = options.filter(({ value }) => chosen.some(({ id: chosenId }) => chosenId === value));
    const [firstAmong] = among;
    return inputBlock(
      id,
      writing,
      true,
      rules.several
        ? {
            type: 'multi_static_select',
            action_id: inputActionId,
            placeholder,
            options,
            ...(firstAmong === undefined ? {} : { initial_options: among }),
          }
        : {
            type: 'static_select',
            action_id: inputActionId,
            placeholder,
            options,
            ...(firstAmong === undefined ? {} : { initial_option: firstAmong }),
          },
    );
  }
}

/** A partner as an entry of a menu. */
export function partnerOption({ id, shown }: PartnerRef): PlainTextOption {
  return option(id, shown);
}

/**
 * The partners that a form's answer means; one that is new is added to the register. Ids that are not in the register
 * (any more) are left out, so the result can be empty.
 */
export async function settlePartners(
  database: ScopedDatabase,
  choice: PartnerChoice,
  createdById: string,
): Promise<PartnerRef[]> {
  const known = await readPartners(
    database,
    choice.chosen.map(({ id }) => id),
  );
  const added = choice.newName === null ? [] : [await addPartner(database, choice.newName, createdById)];
  return [...new Map([...known.values(), ...added].map((partner) => [partner.id, partner])).values()];
}
