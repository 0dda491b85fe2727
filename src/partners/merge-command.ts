import { writeList } from '../language/dates.js';
import { bold, joinMrkdwn } from '../language/mrkdwn.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { type Answer, actionId } from '../slack/feature.js';
import { runButton } from '../slack/shared-actions.js';
import { changeRegister } from '../workspace/register-change.js';
import { undoButton } from '../workspace/saved-card.js';
import { type Belongings, countBelongings, mergePartners } from './merge-store.js';
import { partnerMeant, told } from './partner-commands.js';
import { type PartnerRef, readPartner, readPartners } from './partner-store.js';
import { namesOf } from './partner-twins.js';

const between = /\s+(?:into|in|dans|avec|with|->|→)\s+/giu;

/** Every way to read `A into B`, since names may hold the word themselves; quotation marks around a name are left out. */
export function mergePairs(typed: string): { readonly from: string; readonly into: string }[] {
  const bare = (name: string) => name.trim().replace(/^"([^"]*)"$/, '$1');
  return [...typed.matchAll(between)]
    .map((match) => ({
      from: bare(typed.slice(0, match.index)),
      into: bare(typed.slice(match.index + match[0].length)),
    }))
    .filter(({ from, into }) => from !== '' && into !== '');
}

/** Shows what merging two partners would move, with the button that does it. Nothing is merged yet. */
export async function offerToMerge(request: Request, text: CommandText): Promise<Answer> {
  const pairs = mergePairs(text.rest);
  const [first] = pairs;
  if (first === undefined) return told(request, 'partners.merge_how');
  for (const { from, into } of pairs) {
    const [one, other] = [await partnerMeant(request, from), await partnerMeant(request, into)];
    if (one === null || other === null) continue;
    return one.id === other.id ? told(request, 'partners.merge_same') : offer(request, one, other);
  }
  const isUnknown = (await partnerMeant(request, first.from)) === null;
  return told(request, 'partners.not_found', { typed: isUnknown ? first.from : first.into });
}

async function offer(request: Request, from: PartnerRef, into: PartnerRef): Promise<Answer> {
  const { words, database } = request;
  const [belongings, partner] = [
    await countBelongings(database, from.id),
    await readPartner(database, from.id),
  ];
  const names = partner === null ? [] : namesOf(partner);
  const values = { from: from.shown, into: into.shown };
  return {
    kind: 'message',
    message: {
      text: words.plain('partners.merge_title', values),
      blocks: [
        section(bold(words.plain('partners.merge_title', values))),
        section(
          joinMrkdwn(
            [
              words.say('partners.merge_moves', { ...values, list: listed(belongings, request) }),
              words.say('partners.merge_names', { names: writeList(names, words.language) }),
              words.say('partners.merge_then', values),
            ],
            '\n',
          ),
        ),
        actions([
          button(actionId('partners', 'merge'), words.plain('partners.merge'), `${from.id}:${into.id}`, {
            style: 'primary',
          }),
          runButton(`merge id:${into.id} into id:${from.id}`, words.plain('partners.merge_other_way')),
          button(actionId('partners', 'dismiss'), words.plain('form.cancel'), 'merge'),
        ]),
        context([words.say('partners.merge_undo')]),
      ],
    },
  };
}

function listed(belongings: Belongings, { words }: Request): string {
  const parts = (['contacts', 'leads', 'agreements', 'followUps', 'meetings'] as const)
    .filter((part) => belongings[part] > 0)
    .map((part) => words.plain(`partners.belongings.${part}`, { count: belongings[part] }));
  return parts.length === 0 ? words.plain('partners.belongings.none') : writeList(parts, words.language);
}

/** Merges the two partners of the card's button; says so, with the button that takes it back. */
export async function merge(request: Request, pair: string): Promise<Message> {
  const { words } = request;
  const [fromId = '', intoId = ''] = pair.split(':');
  const named = await readPartners(request.database, [fromId, intoId]);
  const [from, into] = [named.get(fromId), named.get(intoId)];
  const changed = await changeRegister(request, 'partners_merged', async (database) => {
    const merged = await mergePartners(database, fromId, intoId);
    return merged ? { subjectId: intoId, result: null } : null;
  });
  if (changed.state !== 'done' || from === undefined || into === undefined) {
    return { text: words.plain('partners.gone'), blocks: [section(words.say('partners.gone'))] };
  }
  const values = { from: from.shown, into: into.shown };
  return {
    text: words.plain('partners.merged', values),
    blocks: [
      section(words.say('partners.merged', values)),
      actions([
        runButton(`show id:${intoId}`, words.plain('partners.show')),
        undoButton(changed.changeId, request),
      ]),
    ],
  };
}
