import type { Feature } from '../slack/feature.js';
import { digestCommand } from './digest-command.js';
import type { DigestKind, DigestRemark } from './digest-kind.js';
import { subscriptionActions } from './subscription-actions.js';
import { subscriptionBlocks, subscriptionItem } from './subscription-card.js';
import { listCommand, subscribeCommand, unsubscribeCommand } from './subscription-commands.js';
import { subscriptionForm } from './subscription-form.js';
import { readSubscriptions } from './subscription-store.js';

/** Digests: what channels subscribe to. The kinds are what other features have to tell, the remark what all digests say. */
export function digestsFeature(kinds: readonly DigestKind[], remark: DigestRemark): Feature {
  const form = subscriptionForm(kinds);
  return {
    name: 'digests',
    forms: [form],
    commands: [
      {
        verb: 'subscribe',
        aliases: ['abonner'],
        usage: 'digests.subscribe_usage',
        summary: 'digests.subscribe_summary',
        run: (request, text) => subscribeCommand(request, text, kinds, form),
      },
      {
        verb: 'unsubscribe',
        aliases: ['désabonner', 'resilier'],
        usage: 'digests.unsubscribe_usage',
        summary: 'digests.unsubscribe_summary',
        run: (request, text) => unsubscribeCommand(request, text, kinds),
      },
      {
        verb: 'subscriptions',
        aliases: ['abonnements'],
        usage: 'digests.subscriptions_usage',
        summary: 'digests.subscriptions_summary',
        run: (request, text) => listCommand(request, kinds, text),
      },
      {
        verb: 'digest',
        aliases: ['récap', 'récapitulatif'],
        usage: 'digests.digest_usage',
        summary: 'digests.digest_summary',
        run: (request, text) => digestCommand(request, text, kinds, remark),
      },
    ],
    actions: subscriptionActions(kinds, form, remark),
    items: [
      {
        name: subscriptionItem,
        show: async (database, ids, reading) => {
          const subscriptions = await readSubscriptions(database, ids);
          return new Map(
            subscriptions.map((each) => [each.id, subscriptionBlocks(each, kinds, reading)] as const),
          );
        },
      },
    ],
  };
}
