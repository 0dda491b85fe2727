import { addDays, type Day, dateOfDay } from '../calendar/day.js';
import { calendarOf } from '../calendar/working-days.js';
import { nextRunAfter, type Schedule } from '../digests/schedule.js';
import type { Prisma, PrismaClient } from '../generated/prisma/client.js';
import { meetAgainOn } from '../partners/meet-again.js';
import { nameColumns } from '../partners/partner-name.js';
import { agreementRow, partRows } from './agreement-rows.js';
import { dateOrNull, idOf, idOrNull, morningOf, slackIdOf } from './row-values.js';
import {
  inventedFollowUps,
  inventedLeads,
  inventedMeetings,
  type MeetingFact,
  noteTemplates,
  realMeetings,
} from './sample-activity.js';
import { inventedAgreements, inventedReviews, realAgreements } from './sample-agreements.js';
import { inventedPartners, realPartners } from './sample-partners.js';
import { sampleSubscriptions } from './sample-subscriptions.js';
import { trialWorkspace } from './workspace.js';

type Unplaced<Row> = Omit<Row, 'workspaceId'>;

/** The rows of the sample register, table by table, without the workspace that they will belong to. */
export interface SampleRegister {
  readonly partners: readonly Unplaced<Prisma.PartnerCreateManyInput>[];
  readonly contacts: readonly Unplaced<Prisma.ContactCreateManyInput>[];
  readonly agreements: readonly Unplaced<Prisma.AgreementCreateManyInput>[];
  readonly signatories: readonly Unplaced<Prisma.SignatoryCreateManyInput>[];
  readonly commitments: readonly Unplaced<Prisma.CommitmentCreateManyInput>[];
  readonly payments: readonly Unplaced<Prisma.PaymentCreateManyInput>[];
  readonly documents: readonly Unplaced<Omit<Prisma.AgreementDocumentCreateManyInput, 'addedAt'>>[];
  readonly signingRecords: readonly Unplaced<Omit<Prisma.SigningRecordCreateManyInput, 'recordedAt'>>[];
  readonly reviews: readonly Unplaced<Prisma.ReviewCreateManyInput>[];
  readonly leads: readonly Unplaced<Prisma.LeadCreateManyInput>[];
  readonly meetings: readonly Unplaced<Prisma.MeetingCreateManyInput>[];
  readonly meetingPartners: readonly Unplaced<Prisma.MeetingPartnerCreateManyInput>[];
  readonly meetingContacts: readonly Unplaced<Prisma.MeetingContactCreateManyInput>[];
  readonly meetingSubjects: readonly Unplaced<Prisma.MeetingSubjectCreateManyInput>[];
  readonly followUps: readonly Unplaced<Prisma.FollowUpCreateManyInput>[];
  readonly followUpComments: readonly Unplaced<Prisma.FollowUpCommentCreateManyInput>[];
  readonly subscriptions: readonly SubscriptionRow[];
}

/** A subscription of which the next run is not computed yet: it follows from the workspace's days off. */
type SubscriptionRow = Unplaced<Omit<Prisma.SubscriptionCreateManyInput, 'schedule'>> & {
  readonly schedule: Schedule;
};

/** The sample register as of a day: its agreements, leads and follow-ups lie around it, so that every digest has something to show. */
export function sampleRegister(today: Day): SampleRegister {
  const partners = [...realPartners, ...inventedPartners];
  const agreements = [...realAgreements, ...inventedAgreements(today)];
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
    agreements: agreements.map(agreementRow),
    ...partRows(agreements),
    reviews: inventedReviews(today).map(({ agreement, kind, heldOn, scores, comment, by }) => ({
      id: idOf('review', `${agreement}/${heldOn}`),
      agreementId: idOf('agreement', agreement),
      ...{ kind, heldOn: dateOfDay(heldOn), comment, createdById: slackIdOf(by) },
      scores: scores.map((score) => ({ ...score })),
    })),
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
    subscriptions: sampleSubscriptions.map(
      ({ key, to, kinds, schedule, language = 'fr', owner, pausedReason = null }) => ({
        id: idOf('subscription', key),
        // Slack takes a person's id for the channel of direct messages with them.
        channelId: to === 'owner' ? slackIdOf(owner) : to.channelId,
        personId: to === 'owner' ? slackIdOf(owner) : null,
        kinds: [...kinds],
        filters: {},
        timeZone: trialWorkspace.timeZone,
        ownerId: slackIdOf(owner),
        ...{ schedule, language, pausedReason },
      }),
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
    await transaction.signatory.createMany({ data: placed(register.signatories) });
    await transaction.commitment.createMany({ data: dated(register.commitments) });
    await transaction.payment.createMany({ data: placed(register.payments) });
    const added = register.documents.map((row) => ({ ...row, addedAt: now }));
    await transaction.agreementDocument.createMany({ data: placed(added) });
    const recorded = register.signingRecords.map((row) => ({ ...row, recordedAt: now }));
    await transaction.signingRecord.createMany({ data: placed(recorded) });
    await transaction.review.createMany({ data: dated(register.reviews) });
    await transaction.lead.createMany({ data: dated(register.leads) });
    await transaction.meeting.createMany({ data: dated(register.meetings) });
    await transaction.meetingPartner.createMany({ data: placed(register.meetingPartners) });
    await transaction.meetingContact.createMany({ data: placed(register.meetingContacts) });
    await transaction.meetingSubject.createMany({ data: placed(register.meetingSubjects) });
    const workspace = await transaction.workspace.update({
      where: { id: workspaceId },
      data: { noteTemplates },
    });
    await transaction.followUp.createMany({ data: dated(register.followUps) });
    await transaction.followUpComment.createMany({ data: placed(register.followUpComments) });
    const calendar = calendarOf(workspace);
    const planned = register.subscriptions.map((row) => ({
      ...row,
      nextRunAt: row.pausedReason ? null : nextRunAfter(row.schedule, now, row.timeZone, calendar),
    }));
    await transaction.subscription.createMany({ data: dated(planned) });
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
