import type { CommandRouter } from './command-router.js';
import { readCommandText } from './command-text.js';
import type { Request } from './context.js';
import type { Answer } from './feature.js';
import { listedBy } from './item.js';

/** What a typed command answers. The items of the answer remember the command, so that they can be listed again. */
export async function commandAnswer(request: Request, router: CommandRouter, typed: string): Promise<Answer> {
  const text = readCommandText(typed);
  const answer = await router.find(text.verb).run(request, text);
  if (answer.kind === 'form') return answer;
  return { kind: 'message', message: { ...answer.message, blocks: listedBy(typed, answer.message.blocks) } };
}
