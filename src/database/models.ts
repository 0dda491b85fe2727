import { Prisma } from '../generated/prisma/client.js';

/** What the rules that hold for every table need to know of one. */
export type Model = {
  /** Its columns: what a write may name. */
  columns: Record<string, string>;
  /** The columns that tell one row from all others. */
  key: readonly string[];
  /** Rows that the database deletes together with a row of this one: their model, and the column that points here. */
  cascades?: readonly { model: Prisma.ModelName; column: string }[];
  /**
   * Columns that follow from other rows (whoever writes those keeps them true), or mark what the app itself did. They are no part of what a change did, so
   * that taking one back neither minds nor restores them.
   */
  derived?: readonly string[];
};

/** Every table of the schema. A test compares `key` and `cascades` with the database's own catalogue. */
export const models: Record<Prisma.ModelName, Model> = {
  Workspace: { columns: Prisma.WorkspaceScalarFieldEnum, key: ['id'], derived: ['decideByRule'] },
  Partner: {
    columns: Prisma.PartnerScalarFieldEnum,
    key: ['id'],
    derived: ['lastMetOn', 'meetAgainOn'],
  },
  Contact: { columns: Prisma.ContactScalarFieldEnum, key: ['id'] },
  Lead: { columns: Prisma.LeadScalarFieldEnum, key: ['id'] },
  Agreement: { columns: Prisma.AgreementScalarFieldEnum, key: ['id'], derived: ['rollsOn'] },
  Signatory: { columns: Prisma.SignatoryScalarFieldEnum, key: ['id'] },
  Commitment: { columns: Prisma.CommitmentScalarFieldEnum, key: ['id'] },
  Payment: { columns: Prisma.PaymentScalarFieldEnum, key: ['id'] },
  AgreementDocument: { columns: Prisma.AgreementDocumentScalarFieldEnum, key: ['id'] },
  SigningRecord: { columns: Prisma.SigningRecordScalarFieldEnum, key: ['id'] },
  Review: { columns: Prisma.ReviewScalarFieldEnum, key: ['id'] },
  RenewalDecision: { columns: Prisma.RenewalDecisionScalarFieldEnum, key: ['id'] },
  Meeting: {
    columns: Prisma.MeetingScalarFieldEnum,
    key: ['id'],
    cascades: [
      { model: 'MeetingPartner', column: 'meetingId' },
      { model: 'MeetingContact', column: 'meetingId' },
      { model: 'MeetingSubject', column: 'meetingId' },
    ],
  },
  MeetingPartner: {
    columns: Prisma.MeetingPartnerScalarFieldEnum,
    key: ['workspaceId', 'meetingId', 'partnerId'],
  },
  MeetingContact: {
    columns: Prisma.MeetingContactScalarFieldEnum,
    key: ['workspaceId', 'meetingId', 'contactId'],
  },
  MeetingSubject: { columns: Prisma.MeetingSubjectScalarFieldEnum, key: ['id'] },
  FollowUp: {
    columns: Prisma.FollowUpScalarFieldEnum,
    key: ['id'],
    derived: ['escalatedAt', 'escalatingAt'],
    cascades: [{ model: 'FollowUpComment', column: 'followUpId' }],
  },
  FollowUpComment: { columns: Prisma.FollowUpCommentScalarFieldEnum, key: ['id'] },
  ShownItem: {
    columns: Prisma.ShownItemScalarFieldEnum,
    key: ['workspaceId', 'channelId', 'messageTs', 'kind', 'itemId'],
  },
  ShownMessage: {
    columns: Prisma.ShownMessageScalarFieldEnum,
    key: ['workspaceId', 'channelId', 'messageTs'],
  },
  Reminder: {
    columns: Prisma.ReminderScalarFieldEnum,
    key: ['workspaceId', 'slackUserId'],
    derived: ['sentOn', 'leaseUntil', 'sendingAt'],
  },
  Subscription: {
    columns: Prisma.SubscriptionScalarFieldEnum,
    key: ['id'],
    cascades: [{ model: 'DigestRun', column: 'subscriptionId' }],
  },
  DigestRun: { columns: Prisma.DigestRunScalarFieldEnum, key: ['id'] },
  Member: { columns: Prisma.MemberScalarFieldEnum, key: ['workspaceId', 'slackUserId'] },
  Absence: { columns: Prisma.AbsenceScalarFieldEnum, key: ['workspaceId', 'slackUserId'] },
  SearchEntry: {
    columns: Prisma.SearchEntryScalarFieldEnum,
    key: ['workspaceId', 'kind', 'subjectId'],
  },
  Change: { columns: Prisma.ChangeScalarFieldEnum, key: ['id'] },
};
