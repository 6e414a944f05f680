/**
 * Which rows of a log are in the document: those around what is seen, in whole chunks, so that a long conversation costs
 * no more than a short one. Pure. Called by the log.
 */

/** Rows from one index up to, and without, another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Rows enter and leave by as many at a time. */
const CHUNK = 20;
/** Height of a row that was never seen, in pixels: that of one line, so that there are rather too many rows. */
const SMALLEST = 38;

/**
 * @param count Rows in all.
 * @param heightOf Height of a row, in pixels, if it is known.
 * @param below Height of what lies below the part that is seen, in pixels; 0 at the end.
 * @param seen Height of the part that is seen, in pixels.
 */
export function spanAround(
  count: number,
  heightOf: (index: number) => number | undefined,
  below: number,
  seen: number,
): Span {
  let edge = 0;
  let to = count;
  const passRow = (index: number): number => (edge += heightOf(index) ?? SMALLEST);
  while (to > 0 && edge < below - seen) passRow(--to);
  let from = to;
  while (from > 0 && edge < below + 2 * seen) passRow(--from);
  return { from: from - (from % CHUNK), to: Math.min(count, Math.ceil(to / CHUNK) * CHUNK) };
}
