/**
 * Runs works of the same key one after the other. One copy of the server gets along with the lock below; several
 * copies need one that they share, which is why it is an argument everywhere.
 */
export type Lock = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/** A lock for one process. Keys are forgotten as soon as nobody waits for them. */
export function createProcessLock(): Lock {
  const lastInLine = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const result = (lastInLine.get(key) ?? Promise.resolve()).then(work);
    const settled = result
      .catch(() => undefined)
      .then(() => {
        if (lastInLine.get(key) === settled) lastInLine.delete(key);
      });
    lastInLine.set(key, settled);
    return result;
  };
}
