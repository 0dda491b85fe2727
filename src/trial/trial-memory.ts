import type { StateValues, View } from './block-kit.js';

const remembered = 1000;

/** The newest thousand entries by key: what one run of the trial needs to know of what passed. */
class Recent<Value> {
  private readonly entries = new Map<string, Value>();

  get(key: string | null | undefined): Value | undefined {
    return key === null || key === undefined ? undefined : this.entries.get(key);
  }

  set(key: string, value: Value): void {
    this.entries.set(key, value);
    const [oldest] = this.entries.keys();
    if (this.entries.size > remembered && oldest !== undefined) this.entries.delete(oldest);
  }
}

/** What the local Slack does not keep, or does not send along. It forgets as the local Slack does: at the end. */
export class TrialMemory {
  /** Who a form is shown to, by trigger id and by view id. */
  readonly readers = new Recent<string>();
  /** What stood in a form when one of its buttons was chosen, by view id. */
  readonly typed = new Recent<StateValues>();
  /** What each person's App Home shows, as drawn. */
  readonly homes = new Recent<View>();
  /** The metadata of messages, by channel and timestamp: the app looks for it in a channel's history. */
  readonly metadata = new Recent<unknown>();
}
