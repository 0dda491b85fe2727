import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

const optionList = z.array(z.looseObject({ value: z.string() }));
const facts = z.looseObject({
  type: z.string(),
  options: optionList.optional(),
  option_groups: z.array(z.looseObject({ options: optionList })).optional(),
  initial_option: z.unknown().optional(),
  initial_options: z.array(z.unknown()).optional(),
  max_selected_items: z.number().optional(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  initial_value: z.unknown().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
  min_lines: z.number().optional(),
  max_lines: z.number().optional(),
  is_decimal_allowed: z.boolean().optional(),
});
type Facts = z.infer<typeof facts>;

const initialLists = [
  'initial_users',
  'initial_channels',
  'initial_conversations',
  'initial_options',
] as const;

/** What is wrong between the fields of an element whose fields are each right in themselves. */
export function elementProblems(element: unknown): string[] {
  const parsed = facts.safeParse(element);
  if (!parsed.success) return [];
  return [...optionProblems(parsed.data), ...initialListProblems(parsed.data), ...inputProblems(parsed.data)];
}

function optionProblems(element: Facts): string[] {
  const problems: string[] = [];
  const { options, option_groups: groups } = element;
  if (element.type.endsWith('static_select') && (options === undefined) === (groups === undefined)) {
    problems.push('needs either options or option_groups');
  }
  const all = options ?? groups?.flatMap((group) => group.options);
  const initial = [
    ...(element.initial_option === undefined ? [] : [element.initial_option]),
    ...(element.initial_options ?? []),
  ];
  if (all && !initial.every((each) => all.some((one) => isDeepStrictEqual(one, each)))) {
    problems.push('an initial option is not among the options');
  }
  return problems;
}

function initialListProblems(element: Facts): string[] {
  return initialLists.flatMap((name) => {
    const list = z.array(z.unknown()).safeParse(element[name]).data ?? [];
    const most = element.max_selected_items ?? Number.POSITIVE_INFINITY;
    const unique = new Set(list.map((each) => JSON.stringify(each)));
    return [
      ...(list.length > most ? [`${name}: more than max_selected_items`] : []),
      ...(unique.size < list.length ? [`${name}: the same one twice`] : []),
    ];
  });
}

function inputProblems(element: Facts): string[] {
  const problems: string[] = [];
  const { type, initial_value: initial, min_length: shortest = 0, max_length: longest = 3000 } = element;
  if (shortest > longest) problems.push('min_length is greater than max_length');
  if (type === 'plain_text_input' && typeof initial === 'string' && initial.length > longest) {
    problems.push('initial_value is longer than max_length');
  }
  if ((element.min_lines ?? 1) > (element.max_lines ?? 100))
    problems.push('min_lines is greater than max_lines');
  if (type === 'number_input') problems.push(...numberProblems(element));
  return problems;
}

function numberProblems(element: Facts): string[] {
  const { min_value: min, max_value: max, initial_value: initial } = element;
  const problems: string[] = [];
  if (min !== undefined && max !== undefined && Number(min) > Number(max)) {
    problems.push('min_value is greater than max_value');
  }
  if (initial !== undefined) {
    if (min !== undefined && Number(initial) < Number(min)) problems.push('initial_value is below min_value');
    if (max !== undefined && Number(initial) > Number(max)) problems.push('initial_value is above max_value');
  }
  const fractional = [min, max, initial].some((each) => typeof each === 'string' && each.includes('.'));
  if (fractional && element.is_decimal_allowed === false) problems.push('a decimal where none is allowed');
  return problems;
}
