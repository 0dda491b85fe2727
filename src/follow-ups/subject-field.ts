import type { ScopedDatabase } from '../database/scope.js';
import { option, plainText } from '../slack/blocks.js';
import { selectBlock } from '../slack/choice-fields.js';
import { actionId, type OptionSource } from '../slack/feature.js';
import { type Field, inputBlock, stateOf } from '../slack/field.js';
import { limits } from '../slack/limits.js';
import { type Subject, subjectCode } from './subject.js';
import { countSubjects, listSubjects } from './subject-store.js';

/**
 * The question which lead or agreement something is about, if any: a menu of all of them where they are few, beyond that
 * one that looks up what is typed. Reads into a value that `readSubject` understands.
 */
export async function subjectField(database: ScopedDatabase): Promise<Field<Subject | null>> {
  const listed = await listSubjects(database, limits.selectOptions);
  const isAll = listed.length < limits.selectOptions || (await countSubjects(database)) <= listed.length;
  return {
    blocks: (id, writing, value) => {
      const chosen = value ? option(subjectCode(value), value.shown) : null;
      if (!isAll) {
        return [
          inputBlock(id, writing, true, {
            type: 'external_select',
            action_id: actionId('follow_ups', 'subject'),
            placeholder: plainText(writing.words.plain('follow_ups.subject_search'), limits.placeholder),
            min_query_length: 1,
            ...(chosen === null ? {} : { initial_option: chosen }),
          }),
        ];
      }
      const options = listed.map((each) => option(subjectCode(each), each.shown));
      // What was chosen earlier may be settled by now: it stays what the follow-up is about.
      const withChosen =
        chosen === null || options.some((each) => each.value === chosen.value)
          ? options
          : [chosen, ...options].slice(0, limits.selectOptions);
      if (withChosen.length === 0) return [];
      return [selectBlock(id, writing, true, withChosen, chosen?.value ?? null)];
    },
    read: (id, values) => {
      const selected = stateOf(id, values)?.selected_option;
      if (!selected) return { value: null };
      const [kind, subjectId = ''] = selected.value.split(':');
      return {
        value: { kind: kind === 'lead' ? 'lead' : 'agreement', id: subjectId, shown: selected.text.text },
      };
    },
  };
}

/** What fits what was typed into that menu. */
export const subjectOptions: OptionSource = async ({ database }, typed) =>
  (await listSubjects(database, limits.selectOptions, typed)).map((each) =>
    option(subjectCode(each), each.shown),
  );
