/**
 * The conversations on the desk: the open ones, and the closed ones that were looked at or written in. Knows which is open,
 * and how far each is known; does not know where messages come from. Called by the desk and its feed.
 */
import { hasFailed } from '../state/select.js';
import type { ConversationRecord } from '../transport/transport.js';
import type { ClosedList } from './closed-list.js';
import type { Thread } from './thread.js';

export interface ThreadsWorld {
  /** Makes the thread of a conversation that is new here. */
  create: (sid: string, visitor: string) => Thread;
  closed: Pick<ClosedList, 'add' | 'remove'>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called after every change. */
  changed: () => void;
  /** Called when a reply has failed. */
  failed: () => void;
}

export class Threads {
  readonly #all = new Map<string, Thread>();
  readonly #world: ThreadsWorld;

  constructor(world: ThreadsWorld) {
    this.#world = world;
  }

  get(sid: string): Thread | undefined {
    return this.#all.get(sid);
  }

  get all(): Thread[] {
    return [...this.#all.values()];
  }

  get open(): Thread[] {
    return this.all.filter(({ isClosed }) => !isClosed);
  }

  /** The thread of a conversation; made when there is none. */
  of(sid: string, visitor: string): Thread {
    let thread = this.#all.get(sid);
    if (thread === undefined) {
      thread = this.#world.create(sid, visitor);
      thread.store.watch((state, previous) => {
        if (hasFailed(state, previous)) this.#world.failed();
        this.#world.changed();
      });
      this.#all.set(sid, thread);
    }
    return thread;
  }

  /** Brings an open conversation onto the desk, as far as its record tells of it. */
  place({ sid, visitor, readIndex, lastAt = 0 }: ConversationRecord): void {
    const thread = this.of(sid, visitor ?? '');
    thread.isClosed = false;
    thread.lastAt = lastAt;
    this.#world.closed.remove(sid);
    thread.store.report({ type: 'read-up-to', index: readIndex });
  }

  /** A conversation was closed. It stays here, for whoever reads it or has written a draft in it. */
  leave(sid: string, closedBy: string | null): void {
    const thread = this.#all.get(sid);
    if (thread === undefined || thread.isClosed) return;
    thread.isClosed = true;
    this.#world.closed.add({ sid, visitor: thread.visitor, closedBy, closedAt: this.#world.now() });
    this.#world.changed();
  }

  /** Whether there are messages up to an index that are not known here. */
  isBehind(sid: string, lastIndex: number): boolean {
    const { history = 'unknown', completeTo = -1 } = this.#all.get(sid)?.store.state ?? {};
    return history === 'unknown' || completeTo < lastIndex;
  }
}
