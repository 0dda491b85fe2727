import type { Translation } from '../../catalogue.js';
import type { dates as english } from '../en/dates.js';

export const dates: Translation<typeof english> = {
  today: 'aujourd’hui',
  tomorrow: 'demain',
  yesterday: 'hier',
  in_days_one: 'dans {{count}} jour',
  in_days_other: 'dans {{count}} jours',
  working_days_ago_one: 'il y a {{count}} jour ouvré',
  working_days_ago_other: 'il y a {{count}} jours ouvrés',
  days_ago_one: 'il y a {{count}} jour',
  days_ago_other: 'il y a {{count}} jours',
};
