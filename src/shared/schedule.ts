/** When the team counts as there: while a member is connected, or in the hours of a weekly schedule. Pure. */

/** Some hours of one day. */
export interface OpeningHours {
  /** 0 is Sunday, 6 is Saturday, as in `Date`. */
  readonly day: number;
  /** `HH:MM`, included. */
  readonly from: string;
  /** `HH:MM`, not included; `24:00` is the end of the day. */
  readonly to: string;
}

/** How the availability of an account is found out. */
export type AvailabilityRule =
  | { readonly by: 'presence' }
  | { readonly by: 'schedule'; readonly timeZone: string; readonly hours: readonly OpeningHours[] };

/** Tells whether a moment lies within the hours. @param now Milliseconds since the epoch. */
export function isWithinHours(timeZone: string, hours: readonly OpeningHours[], now: number): boolean {
  const { day, time } = readClock(timeZone, now);
  return hours.some((open) => open.day === day && open.from <= time && time < open.to);
}

/** Tells whether a value is a rule that can be followed; nothing is converted. */
export function isAvailabilityRule(value: unknown): value is AvailabilityRule {
  if (typeof value !== 'object' || value === null) return false;
  const { by, timeZone, hours } = value as Record<string, unknown>;
  if (by === 'presence') return true;
  return by === 'schedule' && isTimeZone(timeZone) && Array.isArray(hours) && hours.every(isOpeningHours);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Day of the week and time of day as a clock on the wall shows them. */
function readClock(timeZone: string, now: number): { day: number; time: string } {
  const options = { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const parts = new Intl.DateTimeFormat('en-US', options).formatToParts(now);
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: DAYS.indexOf(read('weekday')), time: `${read('hour')}:${read('minute')}` };
}

function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

function isOpeningHours(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { day, from, to } = value as Record<string, unknown>;
  return Number.isInteger(day) && Number(day) >= 0 && Number(day) <= 6 && isTime(from) && isTime(to) && from < to;
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value);
}
