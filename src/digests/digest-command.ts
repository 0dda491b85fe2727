import { dayAt } from '../calendar/time-zone.js';
import { wordsOf } from '../language/words.js';
import { actions } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import { foldWord } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import { postListButton } from '../slack/shared-actions.js';
import { digestNow } from './compose.js';
import type { DigestKind, DigestRemark } from './digest-kind.js';
import { kindWords, readerOf } from './subscribe.js';
import { takeKinds } from './subscribe-text.js';
import { sentence } from './subscription-commands.js';

const postWords = new Set(['post', 'publier', 'poster']);

/** `digest [kind …] [post]`: what is due now, for the person only or posted to the channel. */
export async function digestCommand(
  request: Request,
  text: CommandText,
  kinds: readonly DigestKind[],
  remark: DigestRemark,
): Promise<Answer> {
  const { named, rest } = takeKinds(text.words, kinds);
  const others = rest.filter((word) => word.kind !== 'word' || !postWords.has(foldWord(word.text)));
  if (others.length > 0) {
    const values = { typed: text.rest, kinds: kindWords(request, kinds) };
    return { kind: 'message', message: sentence(request, 'digests.unknown_kind', values) };
  }
  return rest.length > 0 ? post(request, named, remark) : show(request, named, remark);
}

async function show(request: Request, kinds: readonly DigestKind[], remark: DigestRemark): Promise<Answer> {
  const digest = await digestNow(request.database, request, request.workspace, kinds, {}, remark);
  if (digest === null) return { kind: 'message', message: sentence(request, 'digests.nothing_due') };
  const offer = postListButton(`digest ${kinds.map(({ name }) => name).join(' ')}`, request.words);
  return { kind: 'message', message: { ...digest, blocks: [...digest.blocks, actions([offer])] } };
}

async function post(request: Request, kinds: readonly DigestKind[], remark: DigestRemark): Promise<Answer> {
  const { channelId, database, workspace, now, outbox } = request;
  if (channelId === null) return { kind: 'message', message: sentence(request, 'digests.no_channel') };
  const { language, timeZone } = readerOf(request, channelId);
  const { calendar } = workspace;
  const reading = {
    words: wordsOf[language],
    today: dayAt(now, workspace.timeZone),
    now,
    timeZone,
    calendar,
  };
  const digest = await digestNow(database, reading, workspace, kinds, {}, remark);
  if (digest === null) return { kind: 'message', message: sentence(request, 'digests.nothing_due') };
  const { kind } = await outbox.post(channelId, digest);
  const outcome = kind === 'posted' ? 'posted' : kind === 'refused' ? 'refused' : 'later';
  return { kind: 'message', message: sentence(request, `shared.${outcome}`) };
}
