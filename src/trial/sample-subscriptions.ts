import type { Schedule } from '../digests/schedule.js';
import type { Who } from './sample-partners.js';
import { trialChannels } from './workspace.js';

/** Digests on a schedule, for a channel or for the one who asked for them. */
export interface SubscriptionFact {
  readonly key: string;
  readonly to: { readonly channelId: string } | 'owner';
  readonly kinds: readonly string[];
  readonly schedule: Schedule;
  readonly language?: 'fr' | 'en';
  readonly owner: Who;
  /** Slack's word for its refusal, where the subscription rests since then. */
  readonly pausedReason?: string;
}

/** Who gets which digests when; one rests since Slack refused it. */
export const sampleSubscriptions: readonly SubscriptionFact[] = [
  {
    key: 'direction-daily',
    to: { channelId: trialChannels.direction.id },
    kinds: ['renewals', 'followups'],
    schedule: { every: 'working_day', time: '09:00' },
    owner: 'head',
  },
  {
    key: 'direction-weekly',
    to: { channelId: trialChannels.direction.id },
    kinds: ['weekly'],
    schedule: { every: 'week', weekdays: [1], time: '08:30' },
    owner: 'head',
  },
  {
    key: 'officer-followups',
    to: 'owner',
    kinds: ['followups'],
    schedule: { every: 'working_day', time: '08:45' },
    owner: 'officer',
  },
  {
    key: 'international-cold',
    to: { channelId: trialChannels.international.id },
    kinds: ['cold', 'silent'],
    schedule: { every: 'month', on: 'last', time: '10:00' },
    language: 'en',
    owner: 'international',
    pausedReason: 'not_in_channel',
  },
];
