/** What happened in a run, as anybody could have seen it from outside. The judge in `judge.ts` reads nothing else. */

/** What a screen says of a message. */
export type ShownState = 'sending' | 'sent' | 'failed' | 'received';

export type HistoryEvent =
  /** A text left the composer. `lane`: the place it was typed in; texts of one lane have an order. */
  | { kind: 'written'; at: number; cid: string; lane: string; body: string }
  /** The screen of a reader says something new of a message. */
  | { kind: 'shown'; at: number; reader: string; cid: string; state: ShownState }
  | Screen
  /** The device could not keep this text and its page died: nobody can know it any more. */
  | { kind: 'excused'; cid: string }
  /** The server stores this text later than anybody can wait for: it may be stored twice, and is shown once. */
  | { kind: 'overdue'; cid: string }
  /** Long after anything went wrong, a screen still says `sending`, or does not show what is stored. */
  | { kind: 'overlooked'; at: number; reader: string; cid: string; what: 'sending' | 'missing' }
  /** Something went wrong; for whoever reads the history. */
  | { kind: 'fault'; at: number; fault: string }
  /** From now on nothing goes wrong any more. */
  | { kind: 'healed'; at: number };

/** Everything that a reader's screen shows of a conversation, top to bottom, at the end. */
export interface Screen {
  kind: 'screen';
  reader: string;
  conversation: string;
  /** Index before which nothing was fetched, because nobody scrolled up. */
  from: number;
  rows: readonly { cid: string; state: ShownState }[];
}

/** A message in the store of the backend. */
export interface StoredRow {
  conversation: string;
  index: number;
  cid: string;
  body: string;
  /** When it was stored, by the clock of the history. */
  at: number;
}

/** Gathers a history; tells of each screen only what changed. */
export class Recorder {
  readonly events: HistoryEvent[] = [];
  readonly #shown = new Map<string, ShownState>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  written(cid: string, lane: string, body: string): void {
    this.events.push({ kind: 'written', at: this.#now(), cid, lane, body });
  }

  /** @param at When it was seen. Default: now. */
  shown(reader: string, cid: string, state: ShownState, at = this.#now()): void {
    const key = `${reader} ${cid}`;
    if (this.#shown.get(key) === state) return;
    this.#shown.set(key, state);
    this.events.push({ kind: 'shown', at, reader, cid, state });
  }

  screen(screen: Omit<Screen, 'kind'>): void {
    this.events.push({ kind: 'screen', ...screen });
  }

  overdue(cid: string): void {
    this.events.push({ kind: 'overdue', cid });
  }

  overlooked(reader: string, cid: string, what: 'sending' | 'missing'): void {
    this.events.push({ kind: 'overlooked', at: this.#now(), reader, cid, what });
  }

  excused(cid: string): void {
    this.events.push({ kind: 'excused', cid });
  }

  fault(fault: string): void {
    this.events.push({ kind: 'fault', at: this.#now(), fault });
  }

  healed(): void {
    this.events.push({ kind: 'healed', at: this.#now() });
  }
}
