import { createHash } from 'node:crypto';
import { addDays, type Day, dateOfDay } from '../calendar/day.js';
import type { Prisma, PrismaClient } from '../generated/prisma/client.js';
import { meetAgainOn } from '../partners/meet-again.js';
import { nameColumns } from '../partners/partner-name.js';
import {
  inventedFollowUps,
  inventedLeads,
  inventedMeetings,
  type MeetingFact,
  noteTemplates,
  realMeetings,
} from './sample-activity.js';
import { type AgreementFact, inventedAgreements, realAgreements } from './sample-agreements.js';
import { inventedPartners, realPartners, type Who } from './sample-partners.js';
import { trialPeople } from './workspace.js';

type Unplaced<Row> = Omit<Row, 'workspaceId'>;

/** The rows of the sample register, table by table, without the workspace that they will belong to. */
export interface SampleRegister {
  readonly partners: readonly Unplaced<Prisma.PartnerCreateManyInput>[];
  readonly contacts: readonly Unplaced<Prisma.ContactCreateManyInput>[];
  readonly agreements: readonly Unplaced<Prisma.AgreementCreateManyInput>[];
  readonly leads: readonly Unplaced<Prisma.LeadCreateManyInput>[];
  readonly meetings: readonly Unplaced<Prisma.MeetingCreateManyInput>[];
  readonly meetingPartners: readonly Unplaced<Prisma.MeetingPartnerCreateManyInput>[];
  readonly meetingContacts: readonly Unplaced<Prisma.MeetingContactCreateManyInput>[];
  readonly meetingSubjects: readonly Unplaced<Prisma.MeetingSubjectCreateManyInput>[];
  readonly followUps: readonly Unplaced<Prisma.FollowUpCreateManyInput>[];
  readonly followUpComments: readonly Unplaced<Prisma.FollowUpCommentCreateManyInput>[];
}

type Table = 'partner' | 'contact' | 'agreement' | 'lead' | 'meeting' | 'follow-up';

/** The sample register as of a day: its agreements, leads and follow-ups lie around it, so that every digest has something to show. */
export function sampleRegister(today: Day): SampleRegister {
  const partners = [...realPartners, ...inventedPartners];
  const meetings = [...realMeetings, ...inventedMeetings(today)];
  return {
    partners: partners.map(
      ({ key, contacts: _contacts, owner, aliases = [], axes = [], tags = [], ...facts }) => ({
        ...facts,
        id: idOf('partner', key),
        aliases: [...aliases],
        axes: [...axes],
        tags: [...tags],
        ownerId: owner === undefined ? null : slackIdOf(owner),
        ...nameColumns({ ...facts, aliases }),
        ...meetingDays(
          meetings.filter((meeting) => meeting.partners.includes(key)),
          facts.cadenceMonths,
          today,
        ),
        createdById: slackIdOf(owner ?? 'officer'),
      }),
    ),
    contacts: partners.flatMap(({ key, contacts = [], owner = 'officer' }) =>
      contacts.map((contact) => ({
        ...contact,
        id: idOf('contact', `${key}/${contact.name}`),
        partnerId: idOf('partner', key),
        createdById: slackIdOf(owner),
      })),
    ),
    agreements: [...realAgreements, ...inventedAgreements(today)].map(agreementRow),
    leads: inventedLeads(today).map(
      ({ key, partner, owner, daysAtStage, expectedSignatureOn, axes, proposalParts = [], ...facts }) => ({
        ...facts,
        id: idOf('lead', key),
        partnerId: idOf('partner', partner),
        axes: [...axes],
        proposalParts: [...proposalParts],
        stageSince: morningOf(addDays(today, -daysAtStage)),
        expectedSignatureOn: dateOrNull(expectedSignatureOn),
        ownerId: slackIdOf(owner),
        createdById: slackIdOf(owner),
      }),
    ),
    meetings: meetings.map(
      ({ key, kind, heldOn, heldAtTime, place, link, ours, theirPeople, notes, decisions, nextOn }) => ({
        id: idOf('meeting', key),
        kind,
        heldOn: dateOfDay(heldOn),
        heldAtTime: heldAtTime ?? null,
        place: place ?? null,
        link: link ?? null,
        ourPeople: ours.map(slackIdOf),
        theirPeople: theirPeople ?? null,
        notes,
        decisions: decisions ?? null,
        nextOn: dateOrNull(nextOn),
        createdById: slackIdOf(ours[0] ?? 'officer'),
      }),
    ),
    meetingPartners: meetings.flatMap(({ key, partners: present }) =>
      present.map((partner) => ({ meetingId: idOf('meeting', key), partnerId: idOf('partner', partner) })),
    ),
    meetingContacts: meetings.flatMap(({ key, theirs = [] }) =>
      theirs.map(([partner, name]) => ({
        meetingId: idOf('meeting', key),
        contactId: idOf('contact', `${partner}/${name}`),
      })),
    ),
    meetingSubjects: meetings.flatMap(({ key, leads = [], agreements = [] }) => {
      const meetingId = idOf('meeting', key);
      return [
        ...leads.map((lead) => ({ meetingId, leadId: idOf('lead', lead) })),
        ...agreements.map((agreement) => ({ meetingId, agreementId: idOf('agreement', agreement) })),
      ];
    }),
    followUps: inventedFollowUps(today).map(
      ({ key, text, assignee, dueOn, settled = false, partner, lead, agreement, meeting, ...more }) => ({
        id: idOf('follow-up', key),
        text,
        assigneeId: slackIdOf(assignee),
        dueOn: dateOrNull(dueOn),
        state: settled ? 'done' : more.waitsFor === undefined ? 'open' : 'waiting',
        stateBecause: more.waitsFor ?? null,
        priority: more.priority ?? 'normal',
        everyMonths: more.everyMonths ?? null,
        recursFrom: more.everyMonths === undefined ? null : dateOrNull(dueOn),
        settledById: settled ? slackIdOf(assignee) : null,
        settledAt: settled && dueOn !== undefined ? morningOf(dueOn) : null,
        origin: meeting === undefined ? 'form' : 'note',
        partnerId: idOf('partner', partner),
        leadId: idOrNull('lead', lead),
        agreementId: idOrNull('agreement', agreement),
        meetingId: idOrNull('meeting', meeting),
        createdById: slackIdOf(assignee),
      }),
    ),
    followUpComments: inventedFollowUps(today).flatMap(({ key, comment }) =>
      comment === undefined
        ? []
        : [
            {
              followUpId: idOf('follow-up', key),
              text: comment.text,
              authorId: slackIdOf(comment.by),
              at: morningOf(addDays(today, -1)),
            },
          ],
    ),
  };
}

/**
 * Writes the sample register into a workspace, whose own row must be there; all of it or nothing. Where the workspace
 * has any partner it does nothing. The agreements' current terms are left to be computed.
 * @returns whether it was written
 */
export async function loadSampleRegister(
  prisma: PrismaClient,
  workspaceId: string,
  today: Day,
  now: Date,
): Promise<boolean> {
  const register = sampleRegister(today);
  return prisma.$transaction(async (transaction) => {
    if ((await transaction.partner.count({ where: { workspaceId } })) > 0) return false;
    const placed = <Row>(rows: readonly Row[]) => rows.map((row) => ({ ...row, workspaceId }));
    const dated = <Row>(rows: readonly Row[]) => placed(rows).map((row) => ({ ...row, createdAt: now }));
    await transaction.partner.createMany({ data: dated(register.partners) });
    await transaction.contact.createMany({ data: dated(register.contacts) });
    await transaction.agreement.createMany({ data: dated(register.agreements) });
    await transaction.lead.createMany({ data: dated(register.leads) });
    await transaction.meeting.createMany({ data: dated(register.meetings) });
    await transaction.meetingPartner.createMany({ data: placed(register.meetingPartners) });
    await transaction.meetingContact.createMany({ data: placed(register.meetingContacts) });
    await transaction.meetingSubject.createMany({ data: placed(register.meetingSubjects) });
    await transaction.workspace.update({ where: { id: workspaceId }, data: { noteTemplates } });
    await transaction.followUp.createMany({ data: dated(register.followUps) });
    await transaction.followUpComment.createMany({ data: placed(register.followUpComments) });
    return true;
  });
}

/** When a partner was last met and is to be met again, after these meetings. */
function meetingDays(held: readonly MeetingFact[], cadenceMonths: number | undefined, knownSince: Day) {
  const lastMetOn = held
    .map(({ heldOn }) => heldOn)
    .toSorted()
    .at(-1);
  const again = meetAgainOn({
    lastMetOn: lastMetOn ?? null,
    agreedOn: held.flatMap(({ nextOn }) => nextOn ?? []),
    cadenceMonths: cadenceMonths ?? null,
    knownSince,
  });
  return { lastMetOn: dateOrNull(lastMetOn), meetAgainOn: again && dateOfDay(again) };
}

function agreementRow(fact: AgreementFact): Unplaced<Prisma.AgreementCreateManyInput> {
  const {
    key,
    partner,
    parent,
    term,
    owner,
    axes = [],
    signedOn,
    startsOn,
    renewal = 'none',
    ...facts
  } = fact;
  return {
    ...facts,
    id: idOf('agreement', key),
    partnerId: idOf('partner', partner),
    parentId: idOrNull('agreement', parent),
    axes: [...axes],
    signedOn: dateOrNull(signedOn),
    startsOn: dateOrNull(startsOn),
    termKind: term.kind,
    endsOn: term.kind === 'fixed_end' ? dateOfDay(term.endsOn) : null,
    termMonths: term.kind === 'period' ? term.months : null,
    renewal,
    ownerId: slackIdOf(owner),
    createdById: slackIdOf(owner),
  };
}

/** A row's id, the same for the same key in every run. */
function idOf(table: Table, key: string): string {
  const hex = createHash('sha256').update(`${table}/${key}`).digest('hex');
  // Version 8 of RFC 9562 is the one for ids that an application derives in a way of its own.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function idOrNull(table: Table, key: string | undefined): string | null {
  return key === undefined ? null : idOf(table, key);
}

function slackIdOf(who: Who): string {
  return trialPeople[who].id;
}

function dateOrNull(day: Day | undefined): Date | null {
  return day === undefined ? null : dateOfDay(day);
}

function morningOf(day: Day): Date {
  return new Date(`${day}T08:00:00Z`);
}
