import { addMonths, type Day } from './day.js';

/** Days that come again every so many months. */
export interface Series {
  /** The first of them: the others are counted from it, so that no month's end drifts. */
  readonly from: Day;
  readonly everyMonths: number;
}

/** The first day of a series that lies after a day. */
export function nextInSeries({ from, everyMonths }: Series, after: Day): Day {
  const [year, month] = after.split('-').map(Number) as [number, number];
  const [firstYear, firstMonth] = from.split('-').map(Number) as [number, number];
  const apart = (year - firstYear) * 12 + month - firstMonth;
  let number = Math.max(0, Math.floor(apart / everyMonths));
  while (addMonths(from, number * everyMonths) <= after) number += 1;
  return addMonths(from, number * everyMonths);
}
