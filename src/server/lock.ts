/** Runs works of the same key one after the other, in all copies of the server together. */
export type Lock = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/** A lock for one process, first come first served. Keys are forgotten as soon as nobody waits for them. */
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
