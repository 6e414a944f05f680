import type { Clock } from '../../../src/emulator/clock.js';

/** A clock that stands still until the test moves it. */
export class TestClock implements Clock {
  #now: number;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  /** @param now - Milliseconds since the epoch. Default: the real time, so that real tokens fit. */
  constructor(now = Date.now()) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Moves on and runs what became due, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}
