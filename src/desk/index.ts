import type { Language } from '../language/words.js';
import { actions, type Message, section } from '../slack/blocks.js';
import { type CommandRouter, createCommandRouter } from '../slack/command-router.js';
import type { Request } from '../slack/context.js';
import type { Answer, Command, Feature } from '../slack/feature.js';
import { runButton } from '../slack/shared-actions.js';
import { deskBlocks } from './desk.js';
import { helpBlocks, verbFor } from './help.js';

/** The top of the house: `/partner` itself, the help, the Home tab, and the answer to words that nobody knows. */
export interface Desk {
  readonly router: CommandRouter;
  /** The blocks of a person's Home tab. */
  home(request: Request): ReturnType<typeof deskBlocks>;
}

/** Makes the desk of all features. */
export function createDesk(features: readonly Feature[]): Desk {
  const listed = features.flatMap(({ commands = [] }) => commands);
  const home = (request: Request) => deskBlocks(request, features);

  // The same for everybody who reads a language, so it is made once for each.
  const helps = new Map<Language, Message>();
  const help: Command = {
    verb: 'help',
    aliases: ['aide', '?'],
    usage: null,
    summary: 'desk.help_summary',
    run: (request) => {
      const { language } = request.words;
      const message = helps.get(language) ?? {
        text: request.words.plain('desk.help_text'),
        blocks: helpBlocks(request, [...listed, help], features),
      };
      helps.set(language, message);
      return { kind: 'message', message };
    },
  };

  const desk: Command = {
    verb: '',
    aliases: ['bureau'],
    usage: null,
    summary: 'desk.summary',
    run: async (request) => ({
      kind: 'message',
      message: { text: request.words.plain('desk.title'), blocks: await home(request) },
    }),
  };

  const unknown: Command = {
    verb: 'unknown',
    aliases: ['unknown'],
    usage: null,
    summary: 'desk.summary',
    run: (request, { verb, rest }) => didYouMean(request, verb, rest),
  };

  const router = createCommandRouter([desk, ...listed, help], unknown);

  function didYouMean(request: Request, verb: string, rest: string): Answer {
    const { words } = request;
    const near = router.nearest(verb).filter((command) => command !== desk);
    const suggestions = near.map((command) => {
      const text = `${verbFor(command, request)} ${rest}`.trim();
      return runButton(text, `/partner ${text}`);
    });
    const key = near.length === 0 ? 'desk.unknown' : 'desk.did_you_mean';
    return {
      kind: 'message',
      message: {
        text: words.plain(key, { verb }),
        blocks: [
          section(words.say(key, { verb })),
          actions([...suggestions, runButton('help', words.plain('desk.help'))]),
        ],
      },
    };
  }

  return { router, home };
}
