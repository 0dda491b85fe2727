import { Prisma } from '../generated/prisma/client.js';

/** What the rules that hold for every table need to know of one. */
export type Model = {
  /** Its columns: what a write may name. */
  columns: Record<string, string>;
  /** The columns that tell one row from all others. */
  key: readonly string[];
  /** Rows that the database deletes together with a row of this one: their model, and the column that points here. */
  cascades?: readonly { model: Prisma.ModelName; column: string }[];
};

/** Every table of the schema. A test compares `key` and `cascades` with the database's own catalogue. */
export const models: Record<Prisma.ModelName, Model> = {
  Workspace: { columns: Prisma.WorkspaceScalarFieldEnum, key: ['id'] },
  Partner: { columns: Prisma.PartnerScalarFieldEnum, key: ['id'] },
  Contact: { columns: Prisma.ContactScalarFieldEnum, key: ['id'] },
  Lead: { columns: Prisma.LeadScalarFieldEnum, key: ['id'] },
  Agreement: { columns: Prisma.AgreementScalarFieldEnum, key: ['id'] },
  RenewalDecision: { columns: Prisma.RenewalDecisionScalarFieldEnum, key: ['id'] },
  Meeting: {
    columns: Prisma.MeetingScalarFieldEnum,
    key: ['id'],
    cascades: [{ model: 'MeetingPartner', column: 'meetingId' }],
  },
  MeetingPartner: {
    columns: Prisma.MeetingPartnerScalarFieldEnum,
    key: ['workspaceId', 'meetingId', 'partnerId'],
  },
  FollowUp: { columns: Prisma.FollowUpScalarFieldEnum, key: ['id'] },
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
