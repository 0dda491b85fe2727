import { agreements } from './agreements.js';
import { changes } from './changes.js';
import { dates } from './dates.js';
import { desk } from './desk.js';
import { digests } from './digests.js';
import { errors } from './errors.js';
import { follow_ups } from './follow_ups.js';
import { form } from './form.js';
import { history } from './history.js';
import { leads } from './leads.js';
import { leavers } from './leavers.js';
import { meetings } from './meetings.js';
import { partners } from './partners.js';
import { reminders } from './reminders.js';
import { search } from './search.js';
import { shared } from './shared.js';
import { workspace } from './workspace.js';

/** Every sentence of the product, in English. */
export const en = {
  agreements,
  changes,
  dates,
  desk,
  digests,
  errors,
  follow_ups,
  form,
  history,
  leads,
  leavers,
  meetings,
  partners,
  reminders,
  search,
  shared,
  workspace,
} as const;
