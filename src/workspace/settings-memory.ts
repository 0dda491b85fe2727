import type { WorkspaceSettings } from '../slack/context.js';

/** The settings, read again from the database after half a minute so that other replicas' changes show. */
export interface SettingsMemory {
  get(): Promise<WorkspaceSettings>;
  forget(): void;
}

const rememberedFor = 30_000;

/** `now` gives milliseconds since the epoch. */
export function rememberSettings(read: () => Promise<WorkspaceSettings>, now: () => number): SettingsMemory {
  let known: { readonly until: number; readonly settings: Promise<WorkspaceSettings> } | null = null;
  return {
    get: () => {
      if (known !== null && known.until > now()) return known.settings;
      const settings = read();
      settings.catch(() => {
        known = null;
      });
      known = { until: now() + rememberedFor, settings };
      return settings;
    },
    forget: () => {
      known = null;
    },
  };
}
