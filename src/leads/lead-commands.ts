import { partnerWhere } from '../digests/partner-filter.js';
import { findPerson } from '../follow-ups/assignee.js';
import { writeList } from '../language/dates.js';
import type { Key, Values } from '../language/words.js';
import { partnerMeant } from '../partners/partner-commands.js';
import { actions, section } from '../slack/blocks.js';
import type { CommandText } from '../slack/command-text.js';
import type { Request } from '../slack/context.js';
import type { Answer } from '../slack/feature.js';
import { nameOf } from '../slack/identity.js';
import { limits } from '../slack/limits.js';
import { runButton } from '../slack/shared-actions.js';
import { axes } from '../workspace/axis.js';
import { isOfficer } from '../workspace/role.js';
import { leadStages, openStages } from './lead.js';
import { readLeads } from './lead-store.js';
import { newLeadButton, pageSize, pipelineList } from './pipeline-list.js';
import { type PipelineRequest, pipelineCommand, readPipelineRequest } from './pipeline-request.js';
import { type PipelineFilter, readPipeline } from './pipeline-store.js';

/** `/partner leads`: the open leads by stage, or those that were asked for. Proposals come first for the office. */
export async function listPipeline(request: Request, text: CommandText): Promise<Answer> {
  const asked = readPipelineRequest(text);
  if (asked.unknown !== null) return notUnderstood(request, asked.unknown);
  const owner = asked.person === null ? null : await findPerson(request.identity, asked.person);
  if (owner !== null && owner.kind !== 'found') {
    return whoIsMeant(request, asked, owner.kind === 'ambiguous' ? owner.colleagues : []);
  }
  const partner = asked.partner === null ? null : await partnerMeant(request, asked.partner);
  if (asked.partner !== null && partner === null) {
    return told(request, 'partners.not_found', { typed: asked.partner }, [newLeadButton(request)]);
  }
  const { database, today, person } = request;
  const allStages = partner === null || asked.coldOnly ? openStages : leadStages;
  const filter: PipelineFilter = {
    stages: asked.proposedOnly ? [] : asked.stage === null ? allStages : [asked.stage],
    proposals:
      asked.stage !== null || asked.coldOnly
        ? 'none'
        : partner !== null || (await isOfficer(request))
          ? 'all'
          : { by: person.id },
    partnerId: partner?.id,
    ownerId: owner?.id,
    axis: asked.axis ?? undefined,
    partner: partnerWhere(asked),
    coldOnly: asked.coldOnly,
  };
  const pipeline = await readPipeline(database, filter, today, { page: asked.page, size: pageSize });
  const message = pipelineList(
    {
      asked: { ...asked, page: pipeline.page, partner: partner && `id:${partner.id}` },
      names: [
        owner === null ? null : (nameOf(await request.identity.whoIs(owner.id)) ?? owner.id),
        partner?.shown ?? null,
      ],
      pipeline,
      leads: await readLeads(database, pipeline.ids, today),
      setsColdRule: person.administrator,
    },
    request,
  );
  return { kind: 'message', message };
}

function notUnderstood(request: Request, { kind, typed }: NonNullable<PipelineRequest['unknown']>): Answer {
  const { words } = request;
  if (kind === 'axis') {
    const names = axes.map((axis) => words.plain(`workspace.axis.${axis}`));
    const offered = axes.map((axis) =>
      runButton(`leads axis:${axis}`, words.plain(`workspace.axis.${axis}`)),
    );
    return told(request, 'leads.unknown_axis', { typed, axes: writeList(names, words.language) }, offered);
  }
  const stages = leadStages.map((stage) => words.plain(`leads.stage.${stage}`));
  const offered = openStages.map((stage) => runButton(`leads ${stage}`, words.plain(`leads.stage.${stage}`)));
  return told(request, 'leads.unknown_stage', { typed, stages: writeList(stages, words.language) }, offered);
}

function whoIsMeant(
  request: Request,
  asked: PipelineRequest,
  named: readonly { readonly id: string; readonly name: string }[],
): Answer {
  const people =
    named.length > 0 ? named : [{ id: request.person.id, name: request.words.plain('leads.mine') }];
  const offered = people
    .slice(0, limits.actionsElements)
    .map(({ id, name }) => runButton(pipelineCommand({ ...asked, person: `<@${id}>` }), name));
  return told(request, 'leads.unknown_person', { typed: asked.person ?? '' }, offered);
}

function told({ words }: Request, key: Key, values: Values, offered: ReturnType<typeof runButton>[]): Answer {
  return {
    kind: 'message',
    message: {
      text: words.plain(key, values),
      blocks: [section(words.say(key, values)), actions(offered)],
    },
  };
}
