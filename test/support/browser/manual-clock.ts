/** Time that passes when a test says so. */
import type { Clock } from '../../../src/session/clock.js';

export class ManualClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #calls: { at: number; call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, call: () => void): () => void {
    const entry = { at: this.#now + milliseconds, call };
    this.#calls.push(entry);
    return () => {
      this.#calls = this.#calls.filter((other) => other !== entry);
    };
  }

  /** Lets time pass, with everything that is due in between and the promises that follow from it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settled();
    for (;;) {
      const next = this.#calls.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      this.#calls = this.#calls.filter((entry) => entry !== next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
      await settled();
    }
    this.#now = end;
  }

  /** The device sleeps: time passes, and what was due meanwhile is done when time passes again. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** Resolves when every promise that can go on without time has gone on. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
