// `npm run chaos`: what becomes of 1,000 digests in the worst weather, in figures. TEST_DATABASE_URL names a PostgreSQL
// server on which a database can be made; without one only the embedded database is tried.

import { parseArgs } from 'node:util';
import { serverUrl } from '../support/database.js';
import { type Damage, runStorm, type Storm } from './chaos.js';
import type { troubles } from './stormy-slack.js';

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
if (serverUrl === undefined)
  console.log('TEST_DATABASE_URL names no PostgreSQL server: only the embedded database is tried.\n');

const longestRecoverySeconds = 60;

const whatItDid: Readonly<Record<string, string>> = {
  limited: 'asked to come back later (429)',
  broken: 'answered 500 and had not taken the message',
  broken_after: 'answered 500 though it had taken the message',
  dropped_after: 'took the message and broke the connection off',
  silent: 'never answered and had not taken the message',
  silent_after: 'never answered though it had taken the message',
} satisfies Record<keyof typeof troubles, string>;

let sound = true;
for (const { name, storm: asked } of storms) {
  console.log(
    `— ${name}: ${asked.digests} digests for ${asked.channels} channels, ${asked.kills} kills of a process`,
  );
  const damage = await runStorm(asked);
  console.log(inWords(damage));
  sound &&= damage.lost === 0 && damage.twice === 0 && damage.recoverySeconds <= longestRecoverySeconds;
}
console.log(
  sound
    ? 'Passed: each digest was sent once, or its owner told; the last in time.'
    : `Failed: a digest was lost or sent twice, or the last came more than ${longestRecoverySeconds} s after all was well.`,
);
process.exitCode = sound ? 0 : 1;

function inWords(damage: Damage): string {
  const { lost, twice, uncertain, sent, kills } = damage;
  const { recoverySeconds, waitedForDatabase, afterOutageSeconds } = damage;
  const made = Object.entries(damage.troubles).map(
    ([name, count]) => `    ${count} × it ${whatItDid[name] ?? name}`,
  );
  return [
    `  sent: ${sent}; lost: ${lost}; sent twice: ${twice}`,
    `  not known to have arrived, so not sent again, and told to their owners: ${uncertain}`,
    `  processes killed: ${kills}`,
    '  Slack made trouble:',
    ...made,
    ...(afterOutageSeconds === null
      ? []
      : [
          `  PostgreSQL went away: ${waitedForDatabase} digests were due when it came back, the last was sent ${afterOutageSeconds} s later, among kills and Slack’s troubles`,
        ]),
    `  after the last kill and trouble, with everything due: the last was sent ${recoverySeconds} s later (at most ${longestRecoverySeconds})`,
    '',
  ].join('\n');
}
