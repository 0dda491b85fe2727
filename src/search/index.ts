import type { Feature } from '../slack/feature.js';
import { find } from './find-command.js';

/** Finding anything in the register by a few words of it. */
export const searchFeature: Feature = {
  name: 'search',
  commands: [
    {
      verb: 'find',
      aliases: ['chercher', 'trouver', 'search'],
      usage: 'search.usage',
      summary: 'search.summary',
      run: find,
    },
  ],
};
