/**
 * What one request changes, until it is stored. Everything that others hear of a change waits until the change is kept, so
 * that nobody ever saw a message that a crash then took away. Called by the operations (what changed) and by whoever
 * carries requests (`perform`).
 */
import { TwilioError } from '../errors.js';
import type { RowChange, RowKind, RowStorage } from './storage.js';

interface Change {
  readonly kind: RowKind;
  readonly key: string;
  /** Asked when it is written, so a row that changes often is written once. */
  readonly value: (() => object) | null;
}

export class Journal {
  #storage: RowStorage | null;
  readonly #changes = new Map<string, Change>();
  #effects: (() => void)[] = [];
  #depth = 0;

  /** @param storage - Without one nothing is kept, and recording costs nothing. */
  constructor(storage: RowStorage | null) {
    this.#storage = storage;
  }

  /** Says that a row is new or has changed. */
  put(kind: RowKind, key: string, value: () => object): void {
    this.#record({ kind, key, value });
  }

  /** Says that a row is gone. */
  remove(kind: RowKind, key: string): void {
    this.#record({ kind, key, value: null });
  }

  /** Runs `effect` as soon as everything that was recorded is stored. */
  afterwards(effect: () => void): void {
    this.perform(() => this.#effects.push(effect));
  }

  /**
   * Carries out a piece of work, stores what it changed, then tells the world. Work within work is part of it.
   *
   * @throws What the work throws, or TwilioError when nothing could be stored. Changes that could not be stored are tried again with the next ones, and
   * nothing is told before.
   */
  perform<Result>(work: () => Result): Result {
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
      if (this.#depth === 0) this.#commit();
    }
  }

  /** The same for work that nobody waits for: what could not be stored is stored with the next changes. */
  performUnasked(work: () => void): void {
    try {
      this.perform(work);
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
    }
  }

  /** Writes nothing from now on, whatever still happens: timers outlive their world. */
  end(): void {
    this.#storage = null;
    this.#changes.clear();
  }

  #record(change: Change): void {
    if (!this.#storage) return;
    this.perform(() => this.#changes.set(`${change.kind}/${change.key}`, change));
  }

  #commit(): void {
    if (this.#storage && this.#changes.size > 0) {
      this.#write(this.#storage);
      this.#changes.clear();
    }
    const effects = this.#effects;
    this.#effects = [];
    for (const effect of effects) effect();
  }

  #write(storage: RowStorage): void {
    try {
      storage.write([...this.#changes.values()].map(toRow));
    } catch (cause) {
      throw new TwilioError('not-stored', `It could not be stored (${(cause as Error).message}).`);
    }
  }
}

function toRow({ kind, key, value }: Change): RowChange {
  return { kind, key, value: value && JSON.stringify(value()) };
}
