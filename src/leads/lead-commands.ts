import type { KnownBlock } from '@slack/types';
import { writeList } from '../language/dates.js';
import { bold } from '../language/mrkdwn.js';
import { actions, button, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import { type Answer, actionId } from '../slack/feature.js';
import { postListButton, runButton } from '../slack/shared-actions.js';
import { type LeadStage, leadStages, openStages, stageNamed } from './lead.js';
import { leadCard } from './lead-card.js';
import { countByStage, listLeads } from './lead-store.js';

const pageSize = 8;
const pagePattern = /\s*page:(\d{1,4})$/;

/** The pipeline: the open leads by stage, or those of the one stage that was typed. */
export async function listPipeline(request: Request, text: CommandText): Promise<Answer> {
  const { words, database } = request;
  const typed = text.rest.replace(pagePattern, '').trim();
  const page = Number(pagePattern.exec(text.rest)?.[1] ?? 1);
  const stage = typed === '' ? null : stageNamed(typed);
  if (typed !== '' && stage === null) return unknownStage(request, typed);
  const stages: readonly LeadStage[] = stage === null ? openStages : [stage];
  const counts = await countByStage(database);
  const total = stages.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0);
  if (total === 0) return empty(request, stage);
  const leads = await listLeads(database, stages, { take: pageSize, skip: (page - 1) * pageSize });
  const title =
    stage === null
      ? words.plain('leads.title', { count: total })
      : words.plain('leads.title_stage', { count: total, stage: words.plain(`leads.stage.${stage}`) });
  const blocks: KnownBlock[] = [section(bold(title))];
  let shown: LeadStage | null = stage;
  for (const lead of leads) {
    if (lead.stage !== shown) {
      const heading = { count: counts.get(lead.stage) ?? 0, stage: words.plain(`leads.stage.${lead.stage}`) };
      blocks.push(section(bold(words.plain('leads.title_stage', heading))));
      shown = lead.stage;
    }
    blocks.push(...leadCard(lead, request));
  }
  const list = `leads ${stage ?? ''}`.trim();
  const next =
    page * pageSize < total ? [runButton(`${list} page:${page + 1}`, words.plain('leads.next_page'))] : [];
  blocks.push(
    actions([
      ...next,
      newLeadButton(request),
      postListButton(text.rest ? `leads ${text.rest}` : list, words),
    ]),
  );
  return { kind: 'message', message: { text: title, blocks } };
}

/** The button that opens the form for a new lead. */
export function newLeadButton({ words }: Request) {
  return button(actionId('leads', 'new'), words.plain('leads.new'), 'new');
}

function unknownStage({ words }: Request, typed: string): Answer {
  const stages = writeList(
    leadStages.map((stage) => words.plain(`leads.stage.${stage}`)),
    words.language,
  );
  const text = words.plain('leads.unknown_stage', { typed, stages });
  return {
    kind: 'message',
    message: {
      text,
      blocks: [
        section(words.say('leads.unknown_stage', { typed, stages })),
        actions(openStages.map((stage) => runButton(`leads ${stage}`, words.plain(`leads.stage.${stage}`)))),
      ],
    },
  };
}

function empty(request: Request, stage: LeadStage | null): Answer {
  const { words } = request;
  const key = stage === null ? 'leads.empty' : 'leads.empty_stage';
  const values = stage === null ? {} : { stage: words.plain(`leads.stage.${stage}`) };
  return {
    kind: 'message',
    message: {
      text: words.plain(key, values),
      blocks: [section(words.say(key, values)), actions([newLeadButton(request)])],
    },
  };
}
