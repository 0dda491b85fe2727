// Compares what the tests believe of Slack with what Slack publishes: method arguments and scopes, the manifest's schema,
// and which block may stand on which surface.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { checkMessage, checkView, methods } from '../test/support/slack-rules/index.js';

const folder = process.env['SLACK_FACTS'] ?? '';
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const problems: string[] = [];

type Published = { args: string[]; required: string[]; botScopes: string[] };
const published: Record<string, Published> = read('slack-methods.json');
for (const [name, ours] of Object.entries(methods)) {
  const theirs = published[name];
  if (theirs === undefined) {
    problems.push(`${name} is not among Slack's methods`);
    continue;
  }
  for (const argument of [...ours.required, ...ours.optional]) {
    if (!theirs.args.includes(argument)) problems.push(`${name} takes no argument "${argument}"`);
  }
  for (const argument of theirs.required) {
    if (argument !== 'token' && !ours.required.includes(argument) && !ours.optional.includes(argument)) {
      problems.push(`${name} wants the argument "${argument}"`);
    }
  }
  for (const scope of ours.scopes) {
    if (!theirs.botScopes.includes(scope)) problems.push(`${name} is not reached by the scope "${scope}"`);
  }
}

const require = createRequire(join(process.env['AJV'] ?? '', 'anything.js'));
const Ajv = require('ajv').default;
const ajv = new Ajv({ strict: false, allErrors: true });
require('ajv-formats').default(ajv);
const validate = ajv.compile(read('manifest.schema.2.0.0.json'));
for (const name of ['manifest.socket.json', 'manifest.http.json']) {
  if (!validate(JSON.parse(readFileSync(join('manifest', name), 'utf8')))) {
    problems.push(`${name}: ${ajv.errorsText(validate.errors)}`);
  }
}

const surfaces: Record<string, string[]> = read('blocks-surfaces.json');
for (const [type, allowed] of Object.entries(surfaces)) {
  // Not among the blocks of @slack/types, so nothing here can send it.
  if (type.startsWith('_') || type === 'data_visualization') continue;
  const block = { type };
  const told = {
    message: checkMessage({ text: 'x', blocks: [block] }),
    modal: checkView({ type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [block] }),
    home: checkView({ type: 'home', blocks: [block] }),
  };
  for (const [surface, lines] of Object.entries(told)) {
    const refused = lines.some((line) => /surface|stand|allowed (?:in|on)/i.test(line));
    if (refused === allowed.includes(surface)) {
      problems.push(
        `${type} on ${surface}: Slack ${refused ? 'allows' : 'refuses'} it, the rules of the tests do not`,
      );
    }
  }
}

for (const problem of problems) console.error(`  ${problem}`);
console.log(
  problems.length === 0
    ? 'The rules of the tests agree with what Slack publishes.'
    : `${problems.length} differences`,
);
process.exit(problems.length === 0 ? 0 : 1);
