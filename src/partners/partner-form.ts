import { z } from 'zod';
import { choiceField, choicesField } from '../slack/choice-fields.js';
import type { Request } from '../slack/context.js';
import { defineForm } from '../slack/form.js';
import type { InputOf } from '../slack/form-contract.js';
import { channelField, personField } from '../slack/picker-fields.js';
import { textField } from '../slack/text-fields.js';
import { axes, axesOf } from '../workspace/axis.js';
import { countryField } from '../workspace/country-field.js';
import { onlyMembers } from '../workspace/members.js';
import { partnerKinds } from '../workspace/partner-kind.js';
import { changeRegister } from '../workspace/register-change.js';
import { savedCard } from '../workspace/saved-card.js';
import { partnerCard, partnerItem } from './partner-card.js';
import { readPartnerFacts } from './partner-facts-store.js';
import { cadenceField, listField, websiteField } from './partner-fields.js';
import { longestPartnerName, shownName } from './partner-name.js';
import { createPartner, readPartner, updatePartner } from './partner-store.js';
import { otherNameDoubts, withTwinDoubt } from './twin-doubt.js';

const state = z.object({
  /** The partner that is edited; none: a new one. */
  partnerId: z.string().nullable(),
  /** The name that was typed with the command. */
  typedName: z.string(),
});
type State = z.infer<typeof state>;

const reaches = ['national', 'international'] as const;
const name = (required: boolean) => textField({ required, max: longestPartnerName });

async function fields({ database }: Request, { partnerId }: State) {
  const edited = partnerId === null ? null : await readPartner(database, partnerId);
  return {
    name: withTwinDoubt(textField({ required: true, max: longestPartnerName }), edited),
    acronym: textField({ required: false, max: 40 }),
    kind: choiceField({ required: true, choices: partnerKinds, label: (kind) => `partners.kind.${kind}` }),
    reach: choiceField({ required: true, choices: reaches, label: (reach) => `partners.${reach}` }),
    country: countryField,
    city: textField({ required: false, max: 100 }),
    website: websiteField,
    axes: choicesField({ choices: axes, label: (axis) => `workspace.axis.${axis}` }),
    owner: personField({ required: false }),
    deputy: personField({ required: false }),
    cadence: cadenceField,
    nameEn: name(false),
    nameAr: name(false),
    aliases: listField({ separator: /\n/, between: '\n', multiline: true, most: 30 }),
    tags: listField({ separator: /[,;\n]/, between: ', ', multiline: false, most: 30 }),
    channel: channelField({ required: false }),
    notes: textField({ required: false, multiline: true }),
  };
}

type Asked = Awaited<ReturnType<typeof fields>>;

async function initial(request: Request, { partnerId, typedName }: State): Promise<Partial<InputOf<Asked>>> {
  if (partnerId === null) {
    return { name: typedName, kind: 'other', reach: 'national', owner: request.person.id };
  }
  const partner = await readPartner(request.database, partnerId);
  if (partner === null) return {};
  const { axes: stored, ownerId, deputyId, slackChannelId, cadenceMonths, international, ...rest } = partner;
  return {
    ...rest,
    axes: axesOf(stored),
    owner: ownerId,
    deputy: deputyId,
    channel: slackChannelId,
    cadence: cadenceMonths,
    reach: international ? 'international' : 'national',
  };
}

/** The form for a new partner, and for editing one. */
export const partnerForm = defineForm({
  name: 'partners',
  state,
  fields,
  initial,
  edits: ({ partnerId }) => partnerId !== null,
  doubts: async (request, input, { partnerId }) =>
    otherNameDoubts(
      request,
      input,
      partnerId === null ? null : await readPartner(request.database, partnerId),
    ),
  title: ({ partnerId }) => (partnerId === null ? 'partners.form.title' : 'partners.form.edit_title'),
  save: async (request, input, { partnerId }, submissionKey) => {
    const { reach, owner, deputy, channel, cadence, ...rest } = input;
    const before = partnerId === null ? null : await readPartner(request.database, partnerId);
    const wrongPeople = await onlyMembers(request, { owner, deputy }, [before?.ownerId, before?.deputyId]);
    if (wrongPeople !== null) return wrongPeople;
    const written = {
      ...rest,
      international: reach === 'international',
      ownerId: owner,
      deputyId: deputy,
      slackChannelId: channel,
      cadenceMonths: cadence,
    };
    const changed = await changeRegister(
      request,
      partnerId === null ? 'partner_created' : 'partner_edited',
      async (database) => {
        const id = partnerId ?? (await createPartner(database, written, request.person.id));
        if (partnerId !== null && !(await updatePartner(database, partnerId, written))) return null;
        return { subjectId: id, result: id };
      },
      submissionKey,
    );
    if (changed.state === 'repeated') return { kind: 'repeated' };
    const facts =
      changed.state === 'done'
        ? await readPartnerFacts(request.database, changed.result, request.today)
        : null;
    if (changed.state === 'called_off' || facts === null) {
      return { kind: 'refused', problems: { name: { key: 'partners.gone' } } };
    }
    const { partner } = facts;
    const text = request.words.plain('partners.saved', { partner: shownName(partner) });
    const item = { kind: partnerItem, id: partner.id, blocks: partnerCard(facts, request) };
    return { kind: 'saved', message: savedCard(request, text, item, changed.changeId) };
  },
});
