import { agreements } from './agreements.js';
import { changes } from './changes.js';
import { dates } from './dates.js';
import { desk } from './desk.js';
import { errors } from './errors.js';
import { form } from './form.js';
import { leads } from './leads.js';
import { partners } from './partners.js';
import { shared } from './shared.js';
import { workspace } from './workspace.js';

/** Every sentence of the product, in French. */
export const fr = { agreements, changes, dates, desk, errors, form, leads, partners, shared, workspace } as const;
