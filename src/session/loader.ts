/**
 * Loads code that is a file of its own, and tries again when the file does not come. Knows nothing of what it loads.
 * Called by the widget and the window.
 */

/** How long to wait before the second try, in milliseconds; each time four times as long. */
const FIRST_PAUSE = 500;
const LAST_PAUSE = 8000;

/** @returns A function that gives the code, loading it at most once; after the last failure the next call begins anew. */
export function createLoader<Code>(load: () => Promise<Code>, wait = pause): () => Promise<Code> {
  let loading: Promise<Code> | null = null;
  const attempt = (next: number): Promise<Code> =>
    load().catch((error: unknown) => {
      if (next > LAST_PAUSE) {
        loading = null;
        throw error;
      }
      return wait(next).then(() => attempt(next * 4));
    });
  return () => (loading ??= attempt(FIRST_PAUSE));
}

/** Waits for some milliseconds. */
export function pause(milliseconds: number): Promise<true> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(true);
    }, milliseconds);
  });
}
