import type { CommandRouter } from './command-router.js';
import { readCommandText } from './command-text.js';
import type { Request } from './context.js';
import type { Answer } from './feature.js';
import { listedBy } from './item.js';

/**
 * What a typed command answers. The items of the answer remember the command, so that they can be listed again; not those
 * of a command that writes.
 */
export async function commandAnswer(request: Request, router: CommandRouter, typed: string): Promise<Answer> {
  const text = readCommandText(typed);
  const command = router.find(text.verb);
  const answer = await command.run(request, text);
  if (answer.kind === 'form' || command.writes) return answer;
  return { kind: 'message', message: { ...answer.message, blocks: listedBy(typed, answer.message.blocks) } };
}
