import type { Clock } from '../clock.js';

interface Timer {
  readonly at: number;
  readonly run: () => void;
  cancel: () => void;
}

/** Another clock, moved by as much as was asked for. */
export class MovableClock implements Clock {
  readonly #clock: Clock;
  readonly #timers = new Set<Timer>();
  #offsetMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now() + this.#offsetMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer: Timer = { at: this.now() + delayMs, run, cancel: () => undefined };
    this.#timers.add(timer);
    this.#start(timer);
    return () => {
      timer.cancel();
      this.#timers.delete(timer);
    };
  }

  /** Moves by so many milliseconds; what is due by then runs at once, in order. */
  jump(ms: number): void {
    this.#offsetMs += ms;
    for (const timer of [...this.#timers].sort((one, other) => one.at - other.at)) {
      timer.cancel();
      if (timer.at > this.now()) this.#start(timer);
      else this.#run(timer);
    }
  }

  #start(timer: Timer): void {
    timer.cancel = this.#clock.after(timer.at - this.now(), () => this.#run(timer));
  }

  #run(timer: Timer): void {
    if (this.#timers.delete(timer)) timer.run();
  }
}
