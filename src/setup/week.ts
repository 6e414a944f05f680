/** A week of office hours as a form shows it: Monday first, the spans of each day in a list. Pure. */
import type { OpeningHours } from '../shared/schedule.js';

export interface Span {
  from: string;
  to: string;
}

/** Spans by day; the index is that of {@link DAYS}. */
export type Week = readonly (readonly Span[])[];

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** What a new schedule begins with. */
export const USUAL_WEEK: Week = DAYS.map((_, index) => (index < 5 ? [{ from: '09:00', to: '17:00' }] : []));

/** `Date` counts the days from Sunday. */
const toIndex = (day: number): number => (day + 6) % 7;
const toDay = (index: number): number => (index + 1) % 7;

export function toWeek(hours: readonly OpeningHours[]): Week {
  return DAYS.map((_, index) =>
    hours
      .filter(({ day }) => toIndex(day) === index)
      .map(({ from, to }) => ({ from, to: to === '24:00' ? '00:00' : to })),
  );
}

/** Midnight as an end, which a time field shows as `00:00`, is the end of the day. */
export function toHours(week: Week): OpeningHours[] {
  return week.flatMap((spans, index) =>
    spans.map(({ from, to }) => ({ day: toDay(index), from, to: to === '00:00' ? '24:00' : to })),
  );
}

/** The week with a span changed, added, or, with `null`, taken out. */
export function withSpan(week: Week, day: number, at: number, span: Span | null): Week {
  return week.map((spans, index) => {
    if (index !== day) return spans;
    return span === null ? spans.toSpliced(at, 1) : spans.toSpliced(at, 1, span);
  });
}
