import type { JsonObject } from './json.js';
import {
  BOT_USER_ID,
  type Channel,
  identity,
  type Message,
  type PersonSpec,
  type Workspace,
} from './workspace.js';

/** A message as Slack describes it to apps. */
export function messagePayload(message: Message, withMetadata: boolean): JsonObject {
  const isBot = message.user === BOT_USER_ID;
  return {
    type: 'message',
    user: message.user,
    text: message.text,
    ts: message.ts,
    ...(isBot ? { bot_id: identity.botId, app_id: identity.appId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((name) => ({ name, users: [BOT_USER_ID], count: 1 })) }
      : {}),
  };
}

/** A conversation as Slack describes it to apps. */
export function channelPayload(channel: Channel): JsonObject {
  const isIm = channel.kind === 'im';
  return {
    id: channel.id,
    ...(isIm ? { user: [...channel.members].find((id) => id !== BOT_USER_ID) } : { name: channel.name }),
    is_channel: channel.kind === 'channels',
    is_group: false,
    is_im: isIm,
    is_mpim: false,
    is_private: channel.kind === 'groups',
    is_archived: channel.isArchived,
    is_member: channel.members.has(BOT_USER_ID),
    is_shared: channel.isExternallyShared,
    is_ext_shared: channel.isExternallyShared,
    is_org_shared: false,
    num_members: channel.members.size,
  };
}

/** A person as Slack describes them to apps; the locale only when it was asked for. */
export function userPayload(workspace: Workspace, person: PersonSpec, withLocale: boolean): JsonObject {
  const tz = person.tz ?? 'Africa/Casablanca';
  const realName = person.realName ?? person.name;
  const isActive = person.deleted !== true;
  const id = person.id;
  const profile = {
    real_name: realName,
    display_name: person.name,
    email: person.email,
    team: workspace.teamId,
  };
  return {
    id,
    team_id: person.teamId ?? workspace.teamId,
    name: person.name,
    deleted: !isActive,
    profile,
    is_bot: person.isBot ?? false,
    is_app_user: false,
    ...(person.isStranger ? { is_stranger: true } : {}),
    // Slack says nothing more of people who have left.
    ...(isActive
      ? {
          real_name: realName,
          tz,
          tz_label: tz,
          tz_offset: offsetSeconds(tz, workspace.now()),
          is_admin: person.isAdmin ?? false,
          is_owner: person.isOwner ?? false,
          is_primary_owner: false,
          is_restricted: person.isRestricted ?? false,
          is_ultra_restricted: person.isUltraRestricted ?? false,
          ...(withLocale ? { locale: person.locale ?? 'fr-FR' } : {}),
        }
      : {}),
  };
}

function offsetSeconds(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}
