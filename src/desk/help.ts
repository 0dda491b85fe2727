import type { KnownBlock } from '@slack/types';
import { joinMrkdwn, type Mrkdwn, mrkdwn } from '../language/mrkdwn.js';
import { actions, context, section } from '../slack/blocks.js';
import type { Request } from '../slack/context.js';
import type { Command, Feature } from '../slack/feature.js';
import { limits } from '../slack/limits.js';
import { formButtons } from './desk.js';

/** The verb of a command in the person's language. */
export function verbFor(command: Command, { words }: Pick<Request, 'words'>): string {
  return words.language === 'fr' ? command.aliases[0] : command.verb;
}

/** All that `/partner` can do, one line a command, in the person's language. */
export function helpBlocks(
  request: Request,
  commands: readonly Command[],
  features: readonly Feature[],
): KnownBlock[] {
  const { words } = request;
  return [
    section(words.say('desk.help_intro')),
    ...paragraphs(commands.map((command) => helpLine(command, request))),
    actions(formButtons(request, features)),
    context([words.say('desk.help_languages')]),
  ];
}

function helpLine(command: Command, request: Request): Mrkdwn {
  const { words } = request;
  const usage = command.usage === null ? '' : ` ${words.plain(command.usage)}`;
  const typed = words.say('desk.typed', {
    command: `/partner ${verbFor(command, request)}${usage}`,
  });
  return mrkdwn`${typed}  ${words.plain(command.summary)}`;
}

/** Lines in as few blocks as hold them whole. */
function paragraphs(lines: readonly Mrkdwn[]): KnownBlock[] {
  const pages: Mrkdwn[] = [];
  for (const line of lines) {
    const page = joinMrkdwn([pages.at(-1), line], '\n');
    if (page.text.length > limits.sectionText || pages.length === 0) pages.push(line);
    else pages[pages.length - 1] = page;
  }
  return pages.map((page) => section(page));
}
