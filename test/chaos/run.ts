// `npm run chaos`: what becomes of 1,000 digests in the worst weather, in figures. TEST_DATABASE_URL names a PostgreSQL
// server on which a database can be made; without one only the embedded database is tried.

import { parseArgs } from 'node:util';
import { serverUrl } from '../support/database.js';
import { type Damage, runStorm, type Storm } from './chaos.js';

const { values } = parseArgs({
  options: {
    digests: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '100' },
    speed: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
  },
});

const storm: Storm = {
  serverUrl,
  processes: 4,
  digests: Number(values.digests),
  channels: 40,
  kills: Number(values.kills),
  outageSeconds: 30,
  spreadSeconds: 600,
  speed: Number(values.speed),
  seed: Number(values.seed),
  readable: true,
};

const storms: readonly { readonly name: string; readonly storm: Storm }[] = [
  ...(serverUrl === undefined
    ? []
    : [
        { name: 'PostgreSQL, four processes', storm },
        { name: 'PostgreSQL, history unreadable', storm: { ...storm, readable: false } },
      ]),
  {
    name: 'embedded, one process and restarts',
    storm: { ...storm, serverUrl: undefined, kills: Math.ceil(storm.kills / 4) },
  },
];
if (serverUrl === undefined) console.log('Without TEST_DATABASE_URL: the embedded database only.\n');

const longestRecoverySeconds = 60;

let sound = true;
for (const { name, storm: asked } of storms) {
  console.log(`— ${name}: ${asked.digests} digests, ${asked.channels} channels, ${asked.kills} kills`);
  const damage = await runStorm(asked);
  console.log(inWords(damage));
  sound &&= damage.lost === 0 && damage.twice === 0 && damage.recoverySeconds <= longestRecoverySeconds;
}
process.exitCode = sound ? 0 : 1;

function inWords(damage: Damage): string {
  const { lost, twice, uncertain, sent, kills, troubles } = damage;
  const { recoverySeconds, waitedForDatabase, afterOutageSeconds } = damage;
  const made = Object.entries(troubles).map(([name, count]) => `${count} ${name}`);
  return [
    `  lost ${lost}, twice ${twice}, uncertain and told to their owners ${uncertain}, sent ${sent}`,
    `  ${kills} kills; Slack made trouble: ${made.join(', ')}`,
    ...(afterOutageSeconds === null
      ? []
      : [
          `  when the database came back ${waitedForDatabase} digests were due: the last came ${afterOutageSeconds} s later, in the same weather`,
        ]),
    `  all was well and everything due: the last message came ${recoverySeconds} s later (at most ${longestRecoverySeconds})`,
    '',
  ].join('\n');
}
