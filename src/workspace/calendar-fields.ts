import { type Day, parseDay } from '../calendar/day.js';
import { hasHolidays, holidaysOf } from '../calendar/holidays.js';
import { writeDay } from '../language/dates.js';
import { option } from '../slack/blocks.js';
import { type Field, inputActionId, inputBlock, stateOf } from '../slack/field.js';
import { limits } from '../slack/limits.js';
import { textField } from '../slack/text-fields.js';
import { countryField } from './country-field.js';
import { readDaysOff, writeDaysOff } from './days-off.js';

/** The country whose holidays the office keeps. */
export const holidayCountryField: Field<string | null> = {
  ...countryField,
  read: (id, values) => {
    const reading = countryField.read(id, values);
    const unknown = 'value' in reading && reading.value !== null && !hasHolidays(reading.value);
    return unknown ? { blockId: id, problem: { key: 'workspace.no_holidays_known' } } : reading;
  },
};

/** Days off besides the holidays: a day or a span a line. */
export function daysOffField(today: Day): Field<readonly Day[]> {
  const text = textField({ required: false, multiline: true });
  return {
    blocks: (id, writing, value) =>
      text.blocks(id, writing, value === undefined ? null : writeDaysOff(value)),
    read: (id, values) => {
      const typed = text.read(id, values);
      if (!('value' in typed)) return typed;
      const days = readDaysOff(typed.value ?? '', today);
      return 'unread' in days
        ? { blockId: id, problem: { key: 'workspace.unread_day_off', values: { line: days.unread } } }
        : { value: days };
    },
  };
}

/** The holidays that a country keeps in this year and the next. */
export function holidaysNear(country: string | null, today: Day): readonly Day[] {
  if (country === null) return [];
  const year = Number(today.slice(0, 4));
  return [year, year + 1].flatMap((each) => [...holidaysOf(country, each).keys()]);
}

/** Those of a country's holidays on which the office works. Nothing is asked where there are none. */
export function workedHolidaysField(country: string | null, today: Day): Field<readonly Day[]> {
  const holidays = holidaysNear(country, today);
  return {
    blocks: (id, writing, value = []) => {
      if (holidays.length === 0) return [];
      const { language } = writing.words;
      const options = holidays.map((day) => {
        const name = holidaysOf(country ?? '', Number(day.slice(0, 4))).get(day)?.[language] ?? '';
        return option(day, `${writeDay(day, language)} – ${name}`);
      });
      const initial = options.filter((each) => value.some((day) => day === each.value));
      return [
        inputBlock(id, writing, true, {
          type: 'multi_static_select',
          action_id: inputActionId,
          options: options.slice(0, limits.selectOptions),
          ...(initial.length === 0 ? {} : { initial_options: initial }),
        }),
      ];
    },
    read: (id, values) => ({
      value: (stateOf(id, values)?.selected_options ?? []).flatMap(({ value }) => parseDay(value) ?? []),
    }),
  };
}
