/** Forgets, now and then, what has ended. Any number of copies may do so at once. */
import { describe } from './errors.js';
import type { Log } from './log.js';
import type { Storage } from './storage.js';

/** How often. In milliseconds. */
const INTERVAL_MS = 15 * 60_000;

/** @returns A function that ends it. */
export function keepTidy(storage: Pick<Storage, 'tidy'>, now: () => number, log: Log): () => void {
  const timer = setInterval(() => {
    storage.tidy(now()).catch((error: unknown) => log({ event: 'tidying-failed', ...describe(error) }));
  }, INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
