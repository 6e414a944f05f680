/** Moments in words. Pure. */

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago a moment was: "5 minutes ago". Times in milliseconds since the epoch. */
export function ago(moment: number, now: number): string {
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const [unit, length] = UNITS.find(([, milliseconds]) => now - moment >= milliseconds) ?? ['minute', Infinity];
  return length === Infinity ? 'just now' : format.format(-Math.floor((now - moment) / length), unit);
}

/** A moment as a date: "3 Nov 2026". */
export function dateOf(moment: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(moment);
}
