import { weekdays } from '../calendar/working-days.js';
import { writeList } from '../language/dates.js';
import type { Words } from '../language/words.js';
import type { Schedule } from './schedule.js';

/** A schedule in words that `parseSchedule` understands, e.g. `every Monday and Thursday at 9:00`, `le lundi et le jeudi à 9h`. */
export function describeSchedule(schedule: Schedule, words: Words): string {
  const at = { time: writeTime(schedule.time, words) };
  switch (schedule.every) {
    case 'working_day':
      return words.plain('digests.schedule.working_day', at);
    case 'day':
      return words.plain('digests.schedule.day', at);
    case 'week': {
      const days = schedule.weekdays.map((weekday) =>
        words.plain('digests.schedule.one_weekday', { day: writeWeekday(weekday, words) }),
      );
      return words.plain('digests.schedule.week', { ...at, days: writeList(days, words.language) });
    }
    case 'month':
      return schedule.on === 'last'
        ? words.plain('digests.schedule.month_end', at)
        : words.plain('digests.schedule.month', { ...at, day: writeOrdinal(schedule.on, words) });
    case 'weeks':
      return words.plain('digests.schedule.weeks', {
        ...at,
        weeks: schedule.weeks,
        day: writeWeekday(schedule.weekday, words),
      });
  }
}

function writeTime(time: string, words: Words): string {
  const [hours = '', minutes = ''] = time.split(':');
  const hour = Number(hours);
  return minutes === '00'
    ? words.plain('digests.schedule.full_hour', { hour })
    : words.plain('digests.schedule.time', { hour, minutes });
}

function writeWeekday(weekday: number, words: Words): string {
  const name = words.plain(`workspace.weekday.${weekdays[weekday - 1] ?? 'monday'}`);
  return words.language === 'fr' ? name.toLocaleLowerCase('fr') : name;
}

function writeOrdinal(number: number, words: Words): string {
  const form = new Intl.PluralRules(words.language, { type: 'ordinal' }).select(number);
  switch (form) {
    case 'one':
    case 'two':
    case 'few':
      return words.plain(`digests.schedule.ordinal.${form}`, { number });
    default:
      return words.plain('digests.schedule.ordinal.other', { number });
  }
}
