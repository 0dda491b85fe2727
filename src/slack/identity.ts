import type { WebClient } from '@slack/web-api';
import { type Language, languageOfLocale } from '../language/words.js';

/** Someone of the workspace, as Slack describes them. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  /** The handle or short name that people type after an @. */
  readonly handle: string;
  /** Null where Slack's locale is none that the product speaks. */
  readonly language: Language | null;
  readonly timeZone: string | null;
  readonly administrator: boolean;
}

/** Who someone is to the workspace. Only a member sees anything. */
export type Identified =
  | { readonly standing: 'member'; readonly colleague: Colleague }
  | { readonly standing: 'guest' | 'stranger' | 'bot'; readonly language: Language | null }
  /** Nothing is sent to them any more; what they did and have still bears their name. */
  | { readonly standing: 'deactivated'; readonly language: Language | null; readonly name: string };

/** What a colleague is called, also one who left; null for anybody else. */
export function nameOf(who: Identified): string | null {
  if (who.standing === 'member') return who.colleague.name;
  return who.standing === 'deactivated' ? who.name : null;
}

/** Tells who people are; asks Slack once and remembers for some minutes. */
export interface Identity {
  /** Who this person is. Someone whom Slack does not know here is a stranger. @throws where Slack can't be asked. */
  whoIs(userId: string): Promise<Identified>;
  /** All members of the workspace who are neither guests nor bots nor deactivated. */
  colleagues(): Promise<readonly Colleague[]>;
  /** The Slack user ids of those whose accounts are deactivated. */
  deactivated(): Promise<ReadonlySet<string>>;
  /** Slack said that this person changed: ask again next time. */
  forget(userId: string): void;
}

/** Everybody of the workspace, as Slack lists them. */
interface Directory {
  readonly colleagues: readonly Colleague[];
  readonly deactivated: ReadonlySet<string>;
}

const rememberedFor = 10 * 60_000;
const remembered = 5_000;

type SlackUser = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>;

/** What a `user` object of Slack's (docs.slack.dev/reference/objects/user-object) says of a person's standing. */
export function identify(user: SlackUser, teamId: string): Identified {
  const language = languageOfLocale(user.locale);
  const name = user.real_name || user.profile?.real_name || user.name || user.id || '';
  if (user.deleted) return { standing: 'deactivated', language, name };
  if (user.is_bot || user.id === 'USLACKBOT') return { standing: 'bot', language };
  if (user.is_stranger || (user.team_id !== undefined && user.team_id !== teamId)) {
    return { standing: 'stranger', language };
  }
  if (user.is_restricted || user.is_ultra_restricted) return { standing: 'guest', language };
  return {
    standing: 'member',
    colleague: {
      id: user.id ?? '',
      name,
      handle: user.profile?.display_name || user.name || name,
      language,
      timeZone: user.tz ?? null,
      administrator: (user.is_admin ?? false) || (user.is_owner ?? false),
    },
  };
}

/** `now` gives milliseconds since the epoch. */
export function createIdentity(client: WebClient, teamId: string, now: () => number): Identity {
  const known = new Map<string, { until: number; who: Promise<Identified> }>();
  let directory: { until: number; people: Promise<Directory> } | null = null;

  async function ask(userId: string): Promise<Identified> {
    try {
      const { user } = await client.users.info({ user: userId, include_locale: true });
      return user === undefined ? { standing: 'stranger', language: null } : identify(user, teamId);
    } catch (error) {
      if (isUnknownUser(error)) return { standing: 'stranger', language: null };
      throw error;
    }
  }

  async function list(): Promise<Directory> {
    const colleagues: Colleague[] = [];
    const deactivated = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await client.users.list({
        include_locale: true,
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const user of page.members ?? []) {
        const identified = identify(user, teamId);
        if (identified.standing === 'member') colleagues.push(identified.colleague);
        if (identified.standing === 'deactivated' && user.id !== undefined) deactivated.add(user.id);
      }
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor !== undefined);
    return { colleagues, deactivated };
  }

  function directoryNow(): Promise<Directory> {
    if (directory === null || directory.until <= now()) {
      const people = list();
      people.catch(() => {
        directory = null;
      });
      directory = { until: now() + rememberedFor, people };
    }
    return directory.people;
  }

  return {
    whoIs: (userId) => {
      const entry = known.get(userId);
      if (entry !== undefined && entry.until > now()) return entry.who;
      const who = ask(userId);
      who.catch(() => known.delete(userId));
      if (known.size >= remembered) known.clear();
      known.set(userId, { until: now() + rememberedFor, who });
      return who;
    },
    colleagues: async () => (await directoryNow()).colleagues,
    deactivated: async () => (await directoryNow()).deactivated,
    forget: (userId) => {
      known.delete(userId);
      directory = null;
    },
  };
}

function isUnknownUser(error: unknown): boolean {
  const code = (error as { data?: { error?: string } }).data?.error;
  return code === 'user_not_found' || code === 'user_not_visible';
}
