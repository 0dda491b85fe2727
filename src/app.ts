import { App, type Receiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { agreementsFeature } from './agreements/index.js';
import { refreshingBeside, refreshTerms, settleAgreementsAfterUndo } from './agreements/term-roll-store.js';
import { dayAt } from './calendar/time-zone.js';
import type { Database } from './database/client.js';
import { createDesk } from './desk/index.js';
import type { Delivery } from './digests/delivery.js';
import { digestsFeature } from './digests/index.js';
import { forgetOldRuns, reschedule } from './digests/run-store.js';
import { createScheduler, type DailyWork, everyMinute, type Scheduler } from './digests/scheduler.js';
import { weeklyDigest } from './digests/weekly.js';
import { escalate } from './follow-ups/escalate.js';
import { followUpsFeature } from './follow-ups/index.js';
import { endWaitingOfDay } from './follow-ups/waiting-store.js';
import { historyFeature } from './history/index.js';
import { leadsFeature } from './leads/index.js';
import { leaversFeature } from './leavers/index.js';
import { meetingsFeature } from './meetings/index.js';
import { partnersFeature } from './partners/index.js';
import { settlePartnersAfterUndo } from './partners/meet-again-store.js';
import { remindersFeature } from './reminders/index.js';
import { type Reminding, remind } from './reminders/remind.js';
import { searchFeature } from './search/index.js';
import { fillSearch } from './search/search-store.js';
import { boltLogger } from './slack/bolt-logger.js';
import type { WorkspaceSettings } from './slack/context.js';
import { type Copies, createCopies } from './slack/copies.js';
import { createIdentity } from './slack/identity.js';
import { listen } from './slack/listeners.js';
import { defaultPatience, type Patience } from './slack/listening.js';
import { createOutbox } from './slack/outbox.js';
import { sharedActions } from './slack/shared-actions.js';
import { workspaceFeature } from './workspace/index.js';
import { rememberSettings } from './workspace/settings-memory.js';
import { readSettings, type WorkspaceDefaults } from './workspace/workspace-store.js';

/** The Slack app's installation in its workspace, as `auth.test` tells it. */
export interface Installation {
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly teamId: string;
}

/** All that the app needs from outside. */
export interface AppDependencies {
  readonly installation: Installation;
  readonly receiver: Receiver;
  readonly database: Database;
  readonly defaults: WorkspaceDefaults;
  /** Where Slack's API is and how to reach it. */
  readonly slack: WebClientOptions;
  readonly now: () => Date;
  /** A short code for what failed, the same in the log and in what the person reads. */
  readonly newReference: () => string;
  readonly log: Logger;
  readonly patience?: Patience;
  /** Waits for so many milliseconds between calls of Slack's. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** The app, connected to its receiver, and what digests and health checks need of it. */
export interface PartnershipDesk {
  readonly bolt: App;
  /** What is looked after once a day; the scheduler calls it. */
  readonly daily: DailyWork;
  /** The heartbeat of the digests, not started yet. */
  readonly scheduler: Scheduler;
  /** What sending digests needs: for whoever moves time by hand. */
  readonly delivery: Delivery;
  readonly settings: () => Promise<WorkspaceSettings>;
  /** Reminds everyone whose hour has come, and tells others of what is long overdue. */
  remind(): Promise<void>;
  /** Keeps messages as the register has what they show. */
  readonly copies: Copies;
  /** Computes where the workspace's agreements stand today. */
  refreshTerms(): Promise<void>;
  /** Makes a register findable that was written without search entries. */
  fillSearch(): Promise<void>;
}

// A question about a person never waits for Slack's rate limit, nor for an answer that does not come.
const boundedCalls = { timeout: 8_000, rejectRateLimitedCalls: true } as const;

/** Builds the app of its features. This list is the table of contents of the product. */
export function createApp(dependencies: AppDependencies): PartnershipDesk {
  const { installation, database, defaults, log, now, slack } = dependencies;
  const workspace = database.scoped(installation.teamId);
  const refreshing = refreshingBeside(workspace, log);
  const settings = rememberSettings(
    () => readSettings(workspace, defaults),
    () => now().getTime(),
    (current) => refreshing.begin(dayAt(now(), current.timeZone)),
  );
  const identity = createIdentity(
    new WebClient(installation.botToken, {
      ...slack,
      logger: boltLogger(log),
      retryConfig: { retries: 1 },
      ...boundedCalls,
    }),
    installation.teamId,
    () => now().getTime(),
  );
  const outbox = createOutbox(
    installation.botToken,
    { ...slack, logger: boltLogger(log) },
    log,
    async (userId) => (await identity.whoIs(userId)).standing === 'deactivated',
    {
      now: () => now().getTime(),
      posted: (channelId, ts, message) => copies.posted(channelId, ts, message),
    },
  );

  const agreements = agreementsFeature({
    renegotiate: leadsFeature.renegotiate,
    dossierSections: meetingsFeature.dossierSections,
  });
  const nouns = [followUpsFeature, agreements, leadsFeature, meetingsFeature];
  const nounKinds = [agreements, followUpsFeature, meetingsFeature, leadsFeature].flatMap(
    (noun) => noun.digestKinds,
  );
  const kinds = [...nounKinds, weeklyDigest(nounKinds)];
  const partners = partnersFeature(nouns, meetingsFeature.contactFacts);
  const features = [
    leadsFeature,
    meetingsFeature,
    agreements,
    followUpsFeature,
    partners,
    searchFeature,
    digestsFeature(kinds, agreements.digestRemark),
    remindersFeature,
    historyFeature,
    leaversFeature(kinds),
    workspaceFeature(settings, async (scoped, rows) => {
      await settlePartnersAfterUndo(scoped, rows);
      await settleAgreementsAfterUndo(scoped, rows);
    }),
  ];
  const desk = createDesk(features);
  const items = features.flatMap((feature) => feature.items ?? []);
  const copies = createCopies({
    database: workspace,
    outbox,
    kinds: items,
    settings: settings.get,
    now,
    log,
    ...(dependencies.pause === undefined ? {} : { pause: dependencies.pause }),
  });

  const bolt = new App({
    receiver: dependencies.receiver,
    authorize: async () => ({ ...installation }),
    clientOptions: slack,
    logger: boltLogger(log),
    convoStore: false,
    ignoreSelf: false,
  });
  bolt.error(async (error) => {
    log.error({ err: error, reference: dependencies.newReference() }, 'A request could not be handled');
  });
  listen(bolt, {
    features: [...features, sharedActions(desk.router, items)],
    router: desk.router,
    home: desk.home,
    database: workspace,
    identity,
    outbox,
    copies,
    log,
    now,
    settings: settings.get,
    newReference: dependencies.newReference,
    patience: dependencies.patience ?? defaultPatience,
  });
  const delivery: Delivery = {
    database,
    workspaces: new Map([[installation.teamId, { outbox, settings: settings.get }]]),
    kinds,
    remark: agreements.digestRemark,
    items,
    now,
    log,
  };
  const rollOn: DailyWork = async (scoped, current, today) => {
    await refreshTerms(scoped, today);
    await reschedule(scoped, current.calendar, now());
    await endWaitingOfDay(scoped, today);
    await forgetOldRuns(scoped, now());
    await copies.forgetOld();
  };
  // Digests wait for the register to be rolled on, and for nothing that Slack is asked.
  const askAround: DailyWork = async (scoped, current, today) => {
    const occasion = {
      ...{ database: scoped, identity, outbox, copies, log, today },
      workspace: current,
      now: now(),
    };
    for (const feature of features) await feature.daily?.(occasion);
  };
  const daily: DailyWork = async (...day) => {
    await rollOn(...day);
    await askAround(...day);
  };
  const reminding: Reminding = {
    database: workspace,
    outbox,
    identity,
    sources: followUpsFeature.reminderSources,
    settings: settings.get,
    now,
    log,
  };
  const remindAll = async () => {
    await remind(reminding);
    const [current, instant] = [await settings.get(), now()];
    const today = dayAt(instant, current.timeZone);
    const parts = { database: workspace, identity, outbox, copies, log };
    await escalate({ ...parts, workspace: current, now: instant, today });
  };
  const scheduler = createScheduler(delivery, rollOn, undefined, everyMinute(now, remindAll), askAround);
  return {
    bolt,
    delivery,
    daily,
    copies,
    remind: remindAll,
    scheduler: {
      start: () => {
        scheduler.start();
        copies.start();
      },
      stop: async () => {
        await scheduler.stop();
        await copies.stop();
        await refreshing.stop();
      },
    },
    settings: settings.get,
    fillSearch: () =>
      fillSearch(
        workspace,
        [agreements, leadsFeature, meetingsFeature, partners].flatMap((noun) => noun.searchSources),
      ),
    refreshTerms: async () => {
      const { timeZone } = await settings.get();
      await refreshTerms(workspace, dayAt(now(), timeZone));
    },
  };
}
