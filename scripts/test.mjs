// `npm test [vitest's arguments]`: sets up what is missing, then runs the tests.

import { orExplain, prepare, projectFolder, showTool } from './prepare.mjs';

await orExplain(() => prepare());
process.exitCode = await showTool(projectFolder, 'vitest', ['run', ...process.argv.slice(2)]);
