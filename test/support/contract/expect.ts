/** Assertions of the contracts, which know neither Node nor a browser's test library. */

/** @throws Error when the two are not the same JSON. */
export function expect(actual: unknown, expected: unknown): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (seen !== wanted) throw new Error(`It is ${seen}, but should be ${wanted}.`);
}

/** What a call is refused with. An empty object when it is not refused. */
export function failure(call: Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  return call.then(
    () => ({}),
    (error: unknown) => error as Readonly<Record<string, unknown>>,
  );
}
