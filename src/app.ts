import { App, type Receiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { agreementsFeature } from './agreements/index.js';
import { refreshTerms } from './agreements/renewal-store.js';
import { dayAt } from './calendar/time-zone.js';
import type { Database } from './database/client.js';
import { createDesk } from './desk/index.js';
import type { Delivery } from './digests/delivery.js';
import { digestsFeature } from './digests/index.js';
import { createScheduler, type DailyWork, type Scheduler } from './digests/scheduler.js';
import { followUpsFeature } from './follow-ups/index.js';
import { historyFeature } from './history/index.js';
import { leadsFeature } from './leads/index.js';
import { leaversFeature } from './leavers/index.js';
import { meetingsFeature } from './meetings/index.js';
import { partnersFeature } from './partners/index.js';
import { searchFeature } from './search/index.js';
import { fillSearch } from './search/search-store.js';
import { boltLogger } from './slack/bolt-logger.js';
import type { WorkspaceSettings } from './slack/context.js';
import { createIdentity } from './slack/identity.js';
import { defaultPatience, listen, type Patience } from './slack/listeners.js';
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
}

/** The app, connected to its receiver, and what digests and health checks need of it. */
export interface PartnershipDesk {
  readonly bolt: App;
  /** The heartbeat of the digests, not started yet. */
  readonly scheduler: Scheduler;
  /** What sending digests needs: for whoever moves time by hand. */
  readonly delivery: Delivery;
  readonly settings: () => Promise<WorkspaceSettings>;
  /** Computes where the workspace's agreements stand today. */
  refreshTerms(): Promise<void>;
  /** Makes a register findable that was written without search entries. */
  fillSearch(): Promise<void>;
}

/** Builds the app of its features. This list is the table of contents of the product. */
export function createApp(dependencies: AppDependencies): PartnershipDesk {
  const { installation, database, defaults, log, now, slack } = dependencies;
  const workspace = database.scoped(installation.teamId);
  const settings = rememberSettings(
    () => readSettings(workspace, defaults),
    () => now().getTime(),
  );
  const identity = createIdentity(
    new WebClient(installation.botToken, { ...slack, logger: boltLogger(log), retryConfig: { retries: 1 } }),
    installation.teamId,
    () => now().getTime(),
  );
  const outbox = createOutbox(
    installation.botToken,
    { ...slack, logger: boltLogger(log) },
    log,
    async (userId) => (await identity.whoIs(userId)).standing === 'deactivated',
  );

  const agreements = agreementsFeature({
    renegotiate: leadsFeature.renegotiate,
    dossierSections: meetingsFeature.dossierSections,
  });
  const nouns = [followUpsFeature, agreements, leadsFeature, meetingsFeature];
  const kinds = [agreements, followUpsFeature].flatMap((noun) => noun.digestKinds);
  const partners = partnersFeature(nouns.flatMap((noun) => noun.partnerSections));
  const features = [
    leadsFeature,
    meetingsFeature,
    agreements,
    followUpsFeature,
    partners,
    searchFeature,
    digestsFeature(kinds),
    historyFeature,
    leaversFeature,
    workspaceFeature(settings),
  ];
  const desk = createDesk(features);
  const items = features.flatMap((feature) => feature.items ?? []);

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
    now,
    log,
  };
  const roll: DailyWork = (scoped, current, today) => refreshTerms(scoped, today, current);
  return {
    bolt,
    delivery,
    scheduler: createScheduler(delivery, roll),
    settings: settings.get,
    fillSearch: () =>
      fillSearch(
        workspace,
        [agreements, leadsFeature, meetingsFeature, partners].flatMap((noun) => noun.searchSources),
      ),
    refreshTerms: async () => {
      const current = await settings.get();
      await roll(workspace, current, dayAt(now(), current.timeZone));
    },
  };
}
