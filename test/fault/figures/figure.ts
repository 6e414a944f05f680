/** What a figure of reliability is, and how times are summed up. */

/** One thing that was measured, beside what it should be. */
export interface Finding {
  /** What should be so, in words. */
  goal: string;
  /** What was so, in words. */
  measured: string;
  /** How often it was tried. */
  times: number;
  isHeld: boolean;
}

export interface Figure {
  /** As the goals number them: `R4`. */
  readonly id: string;
  readonly subject: string;
  /**
   * - `waits`: mostly waits, and may run beside others;
   * - `alone`: milliseconds matter, or the processor is busy.
   */
  readonly runs: 'waits' | 'alone';
  measure(scale: Scale): Promise<Finding[]>;
}

/** How much is tried. */
export interface Scale {
  isLong: boolean;
  /** @returns The one or the other. */
  pick(usual: number, long: number): number;
}

export function scaleOf(isLong: boolean): Scale {
  return { isLong, pick: (usual, long) => (isLong ? long : usual) };
}

/** @param times In milliseconds. @param part Between 0 and 1. */
export function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** Limits of a list of times, in milliseconds; whatever has no limit is only told. */
export interface Limits {
  p50?: number;
  p95?: number;
  max?: number;
}

/** Holds times against their limits. A list without times holds nothing. */
export function timed(what: string, times: readonly number[], limits: Limits): Finding {
  const parts = { p50: quantile(times, 0.5), p95: quantile(times, 0.95), max: quantile(times, 1) };
  const names = Object.keys(parts) as (keyof typeof parts)[];
  const inWords = (values: Limits, sign: string): string =>
    names.flatMap((name) => (values[name] === undefined ? [] : `${name}${sign}${seconds(values[name])}`)).join(', ');
  return {
    goal: `${what}: ${inWords(limits, ' ≤ ')}`,
    measured: inWords(parts, ' '),
    times: times.length,
    isHeld: times.length > 0 && names.every((name) => parts[name] <= (limits[name] ?? Infinity)),
  };
}

/** Holds a count of what must not be against zero. */
export function none(what: string, found: readonly string[], times: number): Finding {
  const examples = [...new Set(found)].slice(0, 3).join('; ');
  return {
    goal: what,
    measured: found.length === 0 ? 'so' : `${String(found.length)} not: ${examples}`,
    times,
    isHeld: times > 0 && found.length === 0,
  };
}

export function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
