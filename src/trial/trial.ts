import { join } from 'node:path';
import type { Receiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { dayAt } from '../calendar/time-zone.js';
import type { Database } from '../database/client.js';
import { createTrialBridge } from './bridge.js';
import { startLocalSlack } from './local-slack.js';
import { loadSampleRegister } from './sample-register.js';
import { trialWorkspace } from './workspace.js';

/** A local Slack with a sample register, for trying the app without an account. */
export interface Trial {
  readonly botToken: string;
  readonly appToken: string;
  readonly client: WebClientOptions;
  readonly wrapReceiver: (receiver: Receiver) => Receiver;
  /** Lines for the terminal: the page's address, and what to try there. */
  readonly welcome: readonly string[];
  /** Writes the sample register unless there is a register already. */
  fillRegister(database: Database, register: Register, now: Date): Promise<void>;
  stop(): Promise<void>;
}

/** What filling the register needs of the app. */
interface Register {
  /** Makes sure that the workspace's row is there. */
  settings(): Promise<{ readonly timeZone: string }>;
  /** Computes where agreements stand today. */
  refreshTerms(): Promise<void>;
}

const pagePort = 3100;

/** Starts the local Slack. @throws LocalSlackUnavailable where there is none for this machine. */
export async function startTrial(
  config: { readonly dataDir: string },
  say: (line: string) => void,
): Promise<Trial> {
  const local = await startLocalSlack({
    port: pagePort,
    folder: join(config.dataDir, 'local-slack'),
    log: say,
  });
  const bridge = createTrialBridge({ workspace: trialWorkspace, apiUrl: local.apiUrl });
  return {
    botToken: trialWorkspace.app.botToken,
    appToken: trialWorkspace.app.appToken,
    client: { slackApiUrl: local.apiUrl, fetch: bridge.fetch },
    wrapReceiver: (receiver) => bridge.wrapReceiver(receiver),
    welcome: [
      '',
      `  Trial mode. Open ${local.url} in a browser, and in #partenariats try:`,
      '    /partner                       your desk, as Amina, an officer',
      '    /partner note ODCO             log a meeting with its follow-ups',
      '    /partner renewals              what must be decided, and by when',
      '',
      '  Everybody there is invented, and so is most of the register (README.md says what is not). The register is kept',
      '  when you stop; the messages are not. The local Slack listens on every interface of this machine: it is for',
      '  trying, not for keeping.',
      '',
    ],
    fillRegister: async (database, register, now) => {
      const { timeZone } = await register.settings();
      const filled = await loadSampleRegister(
        database.prisma,
        trialWorkspace.teamId,
        dayAt(now, timeZone),
        now,
      );
      if (filled) await register.refreshTerms();
    },
    stop: () => local.stop(),
  };
}
