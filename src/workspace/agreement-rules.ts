import { foldWord } from '../slack/command-text.js';

const fields = /\{[^{}]*\}/g;
const numberField = '{number}';
const yearField = '{year}';
const mostSteps = 8;
const longestStep = 60;

/** What is wrong with a pattern for references, or null: `{number}` once, `{year}` where wanted, no other field. */
export function patternProblem(pattern: string): 'number' | 'field' | null {
  const used = pattern.match(fields) ?? [];
  if (used.filter((field) => field === numberField).length !== 1) return 'number';
  if (used.some((field) => field !== numberField && field !== yearField)) return 'field';
  return /[{}]/.test(pattern.replace(fields, '')) ? 'field' : null;
}

/**
 * The steps of a signing circuit, one a line. The signature always comes last, so it is not one of them; a step that is
 * named twice counts once. Null where there are too many, or one is too long.
 */
export function readSigningSteps(typed: string): string[] | null {
  const steps = new Map<string, string>();
  for (const line of typed.split(/\r?\n|\r/)) {
    const step = line.trim();
    const folded = foldWord(step);
    if (step !== '' && folded !== 'signature' && !steps.has(folded)) steps.set(folded, step);
  }
  const read = [...steps.values()];
  return read.length > mostSteps || read.some(({ length }) => length > longestStep) ? null : read;
}
