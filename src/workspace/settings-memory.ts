import { isDeepStrictEqual } from 'node:util';
import type { WorkspaceSettings } from '../slack/context.js';

/** The settings, read again from the database after half a minute so that other replicas' changes show. */
export interface SettingsMemory {
  get(): Promise<WorkspaceSettings>;
  /** The settings may have been written: they are read again. */
  written(): Promise<void>;
}

const rememberedFor = 30_000;

/**
 * `now` gives milliseconds since the epoch; `changed` is told of settings other than names that are not as they were,
 * whichever replica wrote them. What it begins is not waited for.
 */
export function rememberSettings(
  read: () => Promise<WorkspaceSettings>,
  now: () => number,
  changed: (settings: WorkspaceSettings) => void,
): SettingsMemory {
  let known: { readonly until: number; readonly settings: Promise<WorkspaceSettings> } | null = null;
  let lastRead: WorkspaceSettings | null = null;

  async function readAgain(): Promise<WorkspaceSettings> {
    const after = await read();
    const before = lastRead;
    lastRead = after;
    if (before !== null) {
      const { name, language } = before;
      if (!isDeepStrictEqual({ ...after, name, language }, before)) changed(after);
    }
    return after;
  }

  function get(): Promise<WorkspaceSettings> {
    if (known !== null && known.until > now()) return known.settings;
    const settings = readAgain();
    settings.catch(() => {
      known = null;
    });
    known = { until: now() + rememberedFor, settings };
    return settings;
  }

  return {
    get,
    written: async () => {
      known = null;
      await get();
    },
  };
}
