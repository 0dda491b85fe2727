import type { Button, KnownBlock } from '@slack/types';
import { bold } from '../language/mrkdwn.js';
import type { Words } from '../language/words.js';
import { actions, button, context, type Message, section } from '../slack/blocks.js';
import type { Reading } from '../slack/context.js';
import { actionId } from '../slack/feature.js';
import { pageButtons, postListButton, runButton } from '../slack/shared-actions.js';
import { leadCard } from './lead-card.js';
import type { Lead } from './lead-store.js';
import type { PipelineGroup } from './pipeline.js';
import { type PipelineRequest, pipelineCommand } from './pipeline-request.js';
import type { Pipeline } from './pipeline-store.js';

/** How many leads a page shows: four blocks each, and a heading before each group. */
export const pageSize = 8;

/** One page of the pipeline, as read. */
export interface PipelinePage {
  readonly asked: PipelineRequest;
  /** The names of the person and of the partner whose leads they are, where the list is of someone's. */
  readonly names: readonly (string | null)[];
  readonly pipeline: Pipeline;
  /** The leads of this page. */
  readonly leads: readonly Lead[];
  /** Whether the reader may say when a lead is cold. */
  readonly setsColdRule: boolean;
}

/** A page of the pipeline under the headings of its groups, or what to do where there is none. */
export function pipelineList(page: PipelinePage, reading: Reading): Message {
  const { words } = reading;
  const { asked, pipeline, leads } = page;
  const { counts, total } = pipeline;
  if (total === 0) return emptyPipeline(page, reading);
  const title = titleOf(page, words);
  const blocks: KnownBlock[] = [section(bold(title))];
  if (counts.size > 1) {
    blocks.push(
      context(
        [...counts].map(([group, count]) => words.say('leads.group_count', named(group, count, words))),
      ),
    );
  }
  const isMixed = asked.stage === null && !asked.proposedOnly;
  let shown: PipelineGroup | undefined;
  for (const lead of leads) {
    const group = lead.triage === 'proposed' ? 'proposed' : lead.stage;
    if (group !== shown && isMixed) {
      blocks.push(
        context([bold(words.plain('leads.title_stage', named(group, counts.get(group) ?? 0, words)))]),
      );
    }
    shown = group;
    blocks.push(...leadCard(lead, reading));
  }
  const more = asked.page * pageSize < total;
  blocks.push(
    actions([
      ...pageButtons((number) => pipelineCommand(asked, number), { page: asked.page, more }, words),
      ...otherLists(page, reading),
      newLeadButton(reading),
      ...(page.setsColdRule ? [coldRuleButton(reading)] : []),
      postListButton(pipelineCommand(asked, asked.page), words),
    ]),
  );
  return { text: title, blocks };
}

function named(group: PipelineGroup, count: number, words: Words) {
  const stage = words.plain(group === 'proposed' ? 'leads.group_proposed' : `leads.stage.${group}`);
  return { count, stage };
}

/** The number of leads and what they have in common. */
function titleOf({ asked, names, pipeline }: PipelinePage, words: Words): string {
  const count = pipeline.total;
  const group = asked.proposedOnly ? 'proposed' : asked.stage;
  return [
    group === null
      ? words.plain('leads.title', { count })
      : words.plain('leads.title_stage', named(group, count, words)),
    ...names,
    asked.axis && words.plain(`workspace.axis.${asked.axis}`),
    asked.reach && words.plain(`partners.${asked.reach}`),
    asked.partnerKind && words.plain(`partners.kind.${asked.partnerKind}`),
    asked.coldOnly && words.plain('leads.cold_title'),
  ]
    .filter(Boolean)
    .join(' · ');
}

function otherLists({ asked, pipeline: { cold } }: PipelinePage, { words }: Reading): Button[] {
  return [
    ...(cold > 0 && !asked.coldOnly
      ? [
          runButton(
            pipelineCommand({ ...asked, coldOnly: true }),
            words.plain('leads.cold_ones', { count: cold }),
          ),
        ]
      : []),
    ...(isFiltered(asked) ? [runButton('leads', words.plain('leads.all'))] : []),
  ];
}

function isFiltered({
  stage,
  axis,
  person,
  partner,
  coldOnly,
  proposedOnly,
  ...asked
}: PipelineRequest): boolean {
  const { reach = null, partnerKind = null } = asked;
  const named = [stage, axis, person, partner, reach, partnerKind];
  return named.some((filter) => filter !== null) || coldOnly || proposedOnly;
}

function emptyPipeline(page: PipelinePage, reading: Reading): Message {
  const { asked } = page;
  const { words } = reading;
  const onlyStage = asked.stage !== null && !isFiltered({ ...asked, stage: null });
  const key = onlyStage ? 'leads.empty_stage' : isFiltered(asked) ? 'leads.empty_filtered' : 'leads.empty';
  const values = asked.stage === null ? {} : { stage: words.plain(`leads.stage.${asked.stage}`) };
  return {
    text: words.plain(key, values),
    blocks: [
      section(words.say(key, values)),
      actions([...otherLists(page, reading), newLeadButton(reading)]),
    ],
  };
}

/** The button that opens the form for a new lead. */
export function newLeadButton({ words }: Pick<Reading, 'words'>): Button {
  return button(actionId('leads', 'new'), words.plain('leads.new'), 'new');
}

function coldRuleButton({ words }: Reading): Button {
  return button(actionId('leads', 'cold_rule'), words.plain('leads.cold_rule'), 'cold_rule');
}
