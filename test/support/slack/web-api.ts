import { limits } from '../../../src/slack/limits.js';
import { channelPayload, messagePayload, userPayload } from './api-objects.js';
import { isObject, type JsonObject, textAt } from './json.js';
import {
  BOT_USER_ID,
  type Channel,
  identity,
  type Message,
  type OpenView,
  SlackError,
  type Workspace,
} from './workspace.js';

export type Answer = (args: JsonObject) => JsonObject;

/** What each method of Slack's Web API does to the workspace and answers; throws a SlackError for an error answer. */
export function webApi(
  workspace: Workspace,
  granted: readonly string[] | undefined,
): Readonly<Record<string, Answer>> {
  const channelOf = (args: JsonObject, right?: 'read' | 'history'): Channel => {
    const channel = workspace.channel(textAt(args, 'channel'));
    if (right && granted && !granted.includes(`${channel.kind}:${right}`))
      throw new SlackError('missing_scope');
    if (channel.kind === 'groups' && !channel.members.has(BOT_USER_ID))
      throw new SlackError('channel_not_found');
    return channel;
  };
  const joined = (channel: Channel): Channel => {
    if (channel.isArchived) throw new SlackError('is_archived');
    if (!channel.members.has(BOT_USER_ID)) throw new SlackError('not_in_channel');
    return channel;
  };
  const target = (args: JsonObject): Channel => {
    const id = textAt(args, 'channel');
    if (/^[UW]/.test(id) && workspace.people.has(id)) return workspace.directMessages(id);
    return joined(channelOf(args));
  };
  const messageIn = (channel: Channel, ts: string): Message => {
    const message = channel.messages.find((each) => each.ts === ts);
    if (!message) throw new SlackError('message_not_found');
    return message;
  };
  const own = (message: Message, error: string): Message => {
    if (message.user !== BOT_USER_ID) throw new SlackError(error);
    return message;
  };

  return {
    ...viewMethods(workspace),
    'api.test': (args) => ({ args }),
    'auth.test': () => ({
      url: `https://${identity.domain}.slack.test/`,
      team: 'University',
      user: 'partner',
      team_id: workspace.teamId,
      user_id: BOT_USER_ID,
      bot_id: identity.botId,
      is_enterprise_install: false,
    }),
    'apps.connections.open': () => ({ url: 'wss://slack.test/link' }),
    'bots.info': () => ({
      bot: { id: identity.botId, app_id: identity.appId, name: 'partner', deleted: false },
    }),
    'team.info': () => ({ team: { id: workspace.teamId, name: 'University', domain: identity.domain } }),
    'users.info': (args) => ({
      user: userPayload(workspace, workspace.person(textAt(args, 'user')), isTrue(args['include_locale'])),
    }),
    'users.list': (args) => {
      const { items, more } = page([...workspace.people.values()], args, 1000);
      const withLocale = isTrue(args['include_locale']);
      return { members: items.map((person) => userPayload(workspace, person, withLocale)), ...more };
    },
    'users.conversations': (args) => {
      const user = textAt(args, 'user') || BOT_USER_ID;
      return channelPage(
        [...workspace.channels.values()].filter((each) => each.members.has(user)),
        args,
      );
    },
    'conversations.list': (args) =>
      channelPage(
        [...workspace.channels.values()].filter(
          (each) => each.kind !== 'groups' || each.members.has(BOT_USER_ID),
        ),
        args,
      ),
    'conversations.info': (args) => ({ channel: channelPayload(channelOf(args, 'read')) }),
    'conversations.join': (args) => {
      const channel = channelOf(args);
      channel.members.add(BOT_USER_ID);
      return { channel: channelPayload(channel) };
    },
    'conversations.members': (args) => {
      const { items, more } = page([...channelOf(args, 'read').members], args, 100);
      return { members: items, ...more };
    },
    'conversations.open': (args) => {
      const users = textAt(args, 'users').split(',').filter(Boolean);
      const [user, ...others] = users;
      if (!user) throw new SlackError('users_list_not_supplied');
      if (others.length > 0) throw new SlackError('too_many_users');
      if (workspace.person(user).deleted) throw new SlackError('user_disabled');
      const channel = workspace.directMessages(user);
      return { channel: isTrue(args['return_im']) ? channelPayload(channel) : { id: channel.id } };
    },
    'conversations.history': (args) => {
      const channel = joinedForReading(channelOf(args, 'history'));
      return historyPage(
        channel.messages.filter((each) => !each.threadTs),
        args,
      );
    },
    'conversations.replies': (args) => {
      const ts = textAt(args, 'ts');
      const channel = joinedForReading(channelOf(args, 'history'));
      return historyPage(
        channel.messages.filter((each) => each.ts === ts || each.threadTs === ts).reverse(),
        args,
      );
    },
    'chat.postMessage': (args) => {
      const channel = target(args);
      const message = workspace.newMessage(channel.id, args);
      channel.messages.push(message);
      return { channel: channel.id, ts: message.ts, message: messagePayload(message, true) };
    },
    'chat.postEphemeral': (args) => {
      const channel = target(args);
      const user = textAt(args, 'user');
      if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
      const message = workspace.newMessage(channel.id, args, user);
      workspace.ephemerals.push(message);
      return { message_ts: message.ts };
    },
    'chat.update': (args) => {
      const channel = joined(channelOf(args));
      const message = own(messageIn(channel, textAt(args, 'ts')), 'cant_update_message');
      workspace.changeMessage(message, args);
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: messagePayload(message, true),
      };
    },
    'chat.delete': (args) => {
      const channel = channelOf(args);
      const message = own(messageIn(channel, textAt(args, 'ts')), 'cant_delete_message');
      channel.messages.splice(channel.messages.indexOf(message), 1);
      return { channel: channel.id, ts: message.ts };
    },
    'chat.getPermalink': (args) => {
      const channel = channelOf(args);
      const { ts } = messageIn(channel, textAt(args, 'message_ts'));
      const path = `archives/${channel.id}/p${ts.replace('.', '')}`;
      return { channel: channel.id, permalink: `https://${identity.domain}.slack.test/${path}` };
    },
    'reactions.add': (args) => {
      const { reactions } = messageIn(joined(channelOf(args)), textAt(args, 'timestamp'));
      const name = textAt(args, 'name');
      if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackError('invalid_name');
      if (reactions.includes(name)) throw new SlackError('already_reacted');
      reactions.push(name);
      return {};
    },
    'reactions.remove': (args) => {
      const { reactions } = messageIn(channelOf(args), textAt(args, 'timestamp'));
      const at = reactions.indexOf(textAt(args, 'name'));
      if (at < 0) throw new SlackError('no_reaction');
      reactions.splice(at, 1);
      return {};
    },
  };
}

function joinedForReading(channel: Channel): Channel {
  if (!channel.members.has(BOT_USER_ID)) throw new SlackError('not_in_channel');
  return channel;
}

function viewMethods(workspace: Workspace): Record<string, Answer> {
  const definition = (args: JsonObject): JsonObject => (isObject(args['view']) ? args['view'] : {});
  const find = (args: JsonObject): OpenView => {
    const all = [...workspace.modals.values()].flat().concat([...workspace.homes.values()]);
    const { view_id: id, external_id: external } = args;
    const found = all.find(({ view }) => (id ? view.id === id : view['external_id'] === external));
    if (!found) throw new SlackError('not_found');
    if (args['hash'] && args['hash'] !== found.view.hash) throw new SlackError('hash_conflict');
    return found;
  };
  return {
    'views.open': (args) => {
      const trigger = workspace.useTrigger(textAt(args, 'trigger_id'));
      const opened = workspace.newView(definition(args), undefined, trigger.channel);
      workspace.modals.set(trigger.user, [opened]);
      return { view: opened.view };
    },
    'views.push': (args) => {
      const trigger = workspace.useTrigger(textAt(args, 'trigger_id'));
      const stack = workspace.modals.get(trigger.user) ?? [];
      if (!trigger.inModal || stack.length === 0) throw new SlackError('not_found');
      if (stack.length >= limits.modalStack) throw new SlackError('push_limit_reached');
      const opened = workspace.newView(definition(args), stack.at(-1), trigger.channel);
      workspace.modals.set(trigger.user, [...stack, opened]);
      return { view: opened.view };
    },
    'views.update': (args) => {
      const open = find(args);
      workspace.changeView(open, definition(args));
      return { view: open.view };
    },
    'views.publish': (args) => {
      const user = workspace.person(textAt(args, 'user_id')).id;
      const home = workspace.homes.get(user);
      if (home && args['hash'] && args['hash'] !== home.view.hash) throw new SlackError('hash_conflict');
      if (home) workspace.changeView(home, definition(args));
      else workspace.homes.set(user, workspace.newView(definition(args)));
      return { view: workspace.homes.get(user)?.view };
    },
  };
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}

function page<T>(all: readonly T[], args: JsonObject, most: number) {
  const start = Number(textAt(args, 'cursor').replace('from:', '') || 0);
  const size = Math.min(Number(args['limit'] ?? most), most);
  if (!Number.isInteger(start) || start > all.length) throw new SlackError('invalid_cursor');
  const end = start + size;
  const more = { response_metadata: { next_cursor: end < all.length ? `from:${end}` : '' } };
  return { items: all.slice(start, end), more };
}

function channelPage(all: readonly Channel[], args: JsonObject): JsonObject {
  const types = (textAt(args, 'types') || 'public_channel').split(',');
  const typeOf = { channels: 'public_channel', groups: 'private_channel', im: 'im' } as const;
  const wanted = all.filter(
    (each) => types.includes(typeOf[each.kind]) && !(isTrue(args['exclude_archived']) && each.isArchived),
  );
  const { items, more } = page(wanted, args, 1000);
  return { channels: items.map(channelPayload), ...more };
}

function historyPage(messages: readonly Message[], args: JsonObject): JsonObject {
  const inclusive = isTrue(args['inclusive']);
  const oldest = Number(args['oldest'] ?? 0);
  const latest = Number(args['latest'] ?? Number.POSITIVE_INFINITY);
  const within = messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
  const { items, more } = page([...within].reverse(), { limit: 100, ...args }, 999);
  const withMetadata = isTrue(args['include_all_metadata']);
  const hasMore = more.response_metadata.next_cursor !== '';
  return { messages: items.map((each) => messagePayload(each, withMetadata)), has_more: hasMore, ...more };
}
