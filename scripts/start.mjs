// `npm start`: sets up what is missing, builds what changed, and becomes the application.

import { build, orExplain, prepare, projectFolder } from './prepare.mjs';

await orExplain(async () => {
  await prepare();
  await build(projectFolder, console.log);
});
// In this same process, so that Ctrl-C and SIGTERM reach the application and nothing in between.
await import('../dist/main.js');
