/** Which fault strikes next. Knows rules and counts; carrying a fault out is up to whoever asks. */
import type { Fault, FaultPlace, FaultRule, Occasion } from './fault.js';

/** Makes things go wrong, from code. */
export interface Faults {
  /** Adds a rule. @returns A function that takes it away. */
  add(rule: FaultRule): () => void;
  /**
   * Adds rules of which only the first one is in force until it has struck as often as it says (once by default), then
   * the next. @returns A function that takes away what is left of them.
   */
  script(rules: readonly FaultRule[]): () => void;
  /** Takes every rule away. */
  clear(): void;
  /** Moves the emulator's clock, forwards or backwards, in milliseconds. Timers that are due by then run at once. */
  jumpClock(ms: number): void;
}

interface Pending {
  readonly rule: FaultRule;
  toSkip: number;
  left: number;
}

export class FaultBook {
  /** Each list is a script; a single rule is a script of one. */
  readonly #scripts = new Set<Pending[]>();

  /** @param defaultTimes - How often a rule strikes that does not say so. */
  add(rules: readonly FaultRule[], defaultTimes: number): () => void {
    const script = rules.map((rule) => ({ rule, toSkip: rule.skip ?? 0, left: rule.times ?? defaultTimes }));
    this.#scripts.add(script);
    return () => {
      this.#scripts.delete(script);
    };
  }

  clear(): void {
    this.#scripts.clear();
  }

  /** The fault that strikes on this occasion, and counts it; `null` for none. */
  take(place: FaultPlace, occasion: Occasion): Fault | null {
    for (const script of this.#scripts) {
      const [head] = script;
      if (!head || !isAbout(head.rule, place, occasion)) continue;
      if (head.toSkip > 0) {
        head.toSkip--;
        continue;
      }
      head.left--;
      if (head.left <= 0) script.shift();
      if (script.length === 0) this.#scripts.delete(script);
      return head.rule.fault;
    }
    return null;
  }
}

function isAbout(rule: FaultRule, place: FaultPlace, { identity, method, path }: Occasion): boolean {
  return (
    rule.at === place &&
    (rule.identity === undefined || rule.identity === identity) &&
    (rule.method === undefined || rule.method.toUpperCase() === method?.toUpperCase()) &&
    (rule.path === undefined || (path?.includes(rule.path) ?? false))
  );
}
