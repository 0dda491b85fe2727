/** Someone in the trial workspace. Everybody and everything in it is invented. */
export interface TrialPerson {
  readonly id: string;
  /** What one types after `@`. */
  readonly handle: string;
  readonly name: string;
  /** As Slack writes it. */
  readonly locale: 'fr-FR' | 'en-GB';
  readonly administrator: boolean;
  /** A single-channel guest: sees that channel, and must get nothing from the register. */
  readonly guest: boolean;
}

export interface TrialChannel {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly members: readonly string[];
}

/** The Slack workspace of trial mode, in fixed ids, so that what was tried is found again after a restart. */
export interface TrialWorkspace {
  readonly teamId: string;
  readonly name: string;
  readonly domain: string;
  readonly timeZone: string;
  readonly app: {
    readonly id: string;
    readonly userId: string;
    readonly name: string;
    readonly botToken: string;
    readonly appToken: string;
    readonly signingSecret: string;
  };
  readonly people: readonly TrialPerson[];
  readonly channels: readonly TrialChannel[];
}

function person(id: string, handle: string, name: string, more: Partial<TrialPerson> = {}): TrialPerson {
  return { id, handle, name, locale: 'fr-FR', administrator: false, guest: false, ...more };
}

/** Who is who in the sample register. */
export const trialPeople = {
  officer: person('U0AMINA0001', 'amina', 'Amina Berrada'),
  head: person('U0OMAR00002', 'omar', 'Omar Tazi'),
  focalPoint: person('U0SALMA0003', 'salma', 'Salma Idrissi'),
  administrator: person('U0YOUSSEF04', 'youssef', 'Youssef El Fassi', { administrator: true }),
  international: person('U0CLAIRE005', 'claire', 'Claire Whitfield', { locale: 'en-GB' }),
  guest: person('U0MEHDI0006', 'mehdi', 'Mehdi (invité)', { guest: true }),
} as const;

const colleagues = Object.values(trialPeople).filter((one) => !one.guest);
const botUserId = 'U0DESKBOT07';

function channel(id: string, name: string, topic: string, members: readonly TrialPerson[]): TrialChannel {
  return { id, name, topic, members: [...members.map((one) => one.id), botUserId] };
}

/** Where the sample register's digests go, and where the trial begins. */
export const trialChannels = {
  everyday: channel('C0PARTENA01', 'partenariats', 'Le quotidien du bureau des partenariats', [
    ...colleagues,
    trialPeople.guest,
  ]),
  direction: channel('C0DIRECTI02', 'direction', 'Décisions de renouvellement', [
    trialPeople.head,
    trialPeople.officer,
    trialPeople.administrator,
  ]),
  international: channel('C0INTERNA03', 'international', 'Mobility and partners abroad', colleagues),
} as const;

/** The workspace of an invented university. */
export const trialWorkspace: TrialWorkspace = {
  teamId: 'T0ATLAS0001',
  name: "Université de l'Atlas (exemple)",
  domain: 'universite-atlas-exemple',
  timeZone: 'Africa/Casablanca',
  app: {
    id: 'A0DESK00001',
    userId: botUserId,
    name: 'Partnership Desk',
    botToken: 'xoxb-trial',
    appToken: 'xapp-trial',
    signingSecret: 'trial-signing-secret',
  },
  people: Object.values(trialPeople),
  channels: Object.values(trialChannels),
};

/** The workspace in the words of local-slack's configuration file. */
export function localSlackConfiguration(workspace: TrialWorkspace): object {
  const { app } = workspace;
  return {
    workspace: { name: workspace.name, domain: workspace.domain, teamId: workspace.teamId },
    apps: [
      {
        appId: app.id,
        botUserId: app.userId,
        botName: app.name,
        botToken: app.botToken,
        appToken: app.appToken,
        signingSecret: app.signingSecret,
        mode: 'socket',
      },
    ],
    users: workspace.people.map((one) => ({
      id: one.id,
      name: one.handle,
      real_name: one.name,
      tz: workspace.timeZone,
    })),
    channels: workspace.channels.map(({ id, name, topic, members }) => ({ id, name, topic, members })),
  };
}
