/** Office hours: when the team is there by plan. Pure; the time zone's rules are those of the platform. */

/** Monday to Sunday. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** A span of one day, `HH:MM` each; the end may be `24:00`. */
export interface Hours {
  from: string;
  to: string;
}

/** A week of office hours; a day without a span is closed. */
export interface Schedule {
  /** IANA name, for example `Europe/Brussels`. */
  timeZone: string;
  days: Partial<Record<Weekday, readonly Hours[]>>;
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** Spans that one day may have. */
const MAX_SPANS = 6;

/** Tells whether a value is a schedule: a known time zone, known days, spans that end after they begin. */
export function isSchedule(value: unknown): value is Schedule {
  const { timeZone, days } = (value ?? {}) as Partial<Schedule>;
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone) || typeof days !== 'object' || days === null) return false;
  return Object.entries(days).every(
    ([day, spans]) =>
      WEEKDAYS.includes(day as Weekday) && Array.isArray(spans) && spans.length <= MAX_SPANS && spans.every(isHours),
  );
}

/** Tells whether a moment lies in the office hours. */
export function isOpenAt({ timeZone, days }: Schedule, moment: number): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}`;
  const spans = days[part('weekday').toLowerCase() as Weekday] ?? [];
  return spans.some(({ from, to }) => from <= time && time < to);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isHours(value: unknown): value is Hours {
  const { from, to } = (value ?? {}) as Partial<Hours>;
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  return TIME.test(from) && (TIME.test(to) || to === '24:00') && from < to;
}
