import { distance } from 'fastest-levenshtein';
import { foldWord } from './command-text.js';
import type { Command } from './feature.js';

/** Finds commands by their verbs, in either language, accents and case optional. */
export interface CommandRouter {
  readonly commands: readonly Command[];
  /** The command of a verb; for one that nobody knows, the command that says so. */
  find(verb: string): Command;
  /** Up to three commands whose verbs look most like what was typed; empty where none is near. */
  nearest(verb: string): Command[];
}

/**
 * `unknown` answers verbs that no command claims.
 * @throws Error where two commands claim the same verb.
 */
export function createCommandRouter(commands: readonly Command[], unknown: Command): CommandRouter {
  const byVerb = new Map<string, Command>();
  for (const command of commands) {
    for (const verb of [command.verb, ...command.aliases].map(foldWord)) {
      if (byVerb.has(verb)) throw new Error(`Two commands claim the verb "${verb}"`);
      byVerb.set(verb, command);
    }
  }
  return {
    commands,
    find: (verb) => byVerb.get(foldWord(verb)) ?? unknown,
    nearest: (verb) => {
      const typed = foldWord(verb);
      const near = [...byVerb]
        .map(([known, command]) => ({ command, steps: distance(typed, known), length: known.length }))
        .filter(({ steps, length }) => steps <= Math.max(2, Math.floor(length / 3)))
        .sort((one, other) => one.steps - other.steps);
      return [...new Set(near.map(({ command }) => command))].slice(0, 3);
    },
  };
}
