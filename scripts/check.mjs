// `npm run check`: all that must be green before a change is kept. Every check runs, even after one has failed.

import { orExplain, prepare, projectFolder, showTool } from './prepare.mjs';

const checks = [
  { name: 'format and lint', tool: 'biome', options: ['check', '.'] },
  { name: 'types', tool: 'tsc', options: ['--noEmit'] },
  { name: 'tests', tool: 'vitest', options: ['run'] },
];

await orExplain(() => prepare());
const results = [];
for (const { name, tool, options } of checks) {
  console.log(`\n— ${name}`);
  results.push({ name, passed: (await showTool(projectFolder, tool, options)) === 0 });
}
console.log(`\n${results.map(({ name, passed }) => `${passed ? 'passed' : 'FAILED'}  ${name}`).join('\n')}`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
