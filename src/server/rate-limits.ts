/** Counters of requests, kept where every copy of the server sees them. */

/** What a counter says. */
export interface Count {
  /** Requests since it began, this one included. */
  readonly count: number;
  /** When it begins anew. Milliseconds since the epoch. */
  readonly endsAt: number;
}

/** Where counters are kept. */
export interface CounterStore {
  /**
   * Counts one request. Atomic.
   *
   * @param windowMs How long a counter goes on counting, from its first request.
   */
  count(key: string, windowMs: number, now: number): Promise<Count>;
}
