/** One page view of the simulated visitor: the real session, store and memory in a world made of virtual time. */
import { createMemory, type Memory } from '../../../src/session/memory.js';
import type { Clock } from '../../../src/session/clock.js';
import { createSession, type Session } from '../../../src/session/session.js';
import { takeTurns } from '../../../src/session/turns.js';
import { inOrder } from '../../../src/state/select.js';
import { createStore, type Store } from '../../../src/state/store.js';
import type { Recorder, Screen, ShownState } from '../history.js';
import type { Backend } from './backend.js';
import type { Companion } from './companion.js';
import type { Device } from './device.js';
import type { Process, Time } from './time.js';

export interface TabWorld {
  time: Time;
  backend: Backend;
  companion: Companion;
  device: Device;
  recorder: Recorder;
  /** Whether pages have Web Locks. */
  hasLocks: boolean;
  newId: () => string;
}

/** How often a page looks at its line, as the window does. In milliseconds. */
const WATCH = 30_000;
const WAKE_LIMIT = 2000;

export class Tab implements Process {
  isAlive = true;
  isFrozen = false;
  /** The place on the visitor's screen: a reload stays in it. */
  readonly lane: string;
  readonly store: Store = createStore();
  readonly session: Session;
  readonly #memory: Memory;
  /** What there was no room for when it was written. */
  readonly #homeless = new Set<string>();
  readonly #world: TabWorld;

  constructor(world: TabWorld, lane: string) {
    this.#world = world;
    this.lane = lane;
    const { time, backend, companion, device, recorder } = world;
    const clock: Clock = {
      now: () => 1_767_225_600_000 + time.now + device.skew,
      after: (delay, call) => time.after(delay, call, this),
    };
    const storage = device.storageOf(this);
    this.#memory = createMemory(
      () => storage,
      'account',
      '',
      () => clock.now(),
    );
    this.session = createSession({
      store: this.store,
      service: companion.serve(this),
      memory: this.#memory,
      clock,
      newId: world.newId,
      loadConnect: () => this.#loadConnect(),
      endpoint: () => ({}),
      user: () => null,
      data: () => ({}),
      isScheduled: () => false,
      exclusively: takeTurns({
        locks: world.hasLocks ? device.locksOf(this) : undefined,
        storage: () => storage,
        name: this.#memory.key,
        clock,
        newId: world.newId,
      }),
      random: backend.trouble.dice.next,
    });
    this.store.watch((state, previous) => {
      if (state.outbox === previous.outbox && state.messages === previous.messages) return;
      for (const { cid, state: shown } of this.rows()) recorder.shown(lane, cid, shown);
    });
    device.enter(this, (key) => {
      if (key === this.#memory.key || key?.startsWith(`${this.#memory.key}/`)) this.session.share();
    });
    const watch = (): void => {
      this.session.check();
      clock.after(WATCH, watch);
    };
    clock.after(WATCH, watch);
    this.session.resume();
  }

  write(body: string): void {
    this.session.write(body);
    const { cid } = this.store.state.outbox.at(-1) ?? { cid: '' };
    this.#world.recorder.written(cid, this.lane, body);
    if (this.#world.device.isFull) this.#homeless.add(cid);
  }

  retryFailed(): void {
    for (const { cid, phase } of this.store.state.outbox) if (phase === 'failed') this.session.retry(cid);
  }

  /** What the screen shows of what people wrote. */
  rows(): { cid: string; state: ShownState }[] {
    const { state } = this.store;
    return inOrder(state).map((message) => {
      if ('sid' in message) {
        return { cid: message.cid ?? message.sid, state: message.author === state.identity ? 'sent' : 'received' };
      }
      return { cid: message.cid, state: message.phase };
    });
  }

  /** Nothing where no conversation was begun. */
  get screens(): Omit<Screen, 'kind'>[] {
    const { conversation, history, messages } = this.store.state;
    if (conversation === null) return [];
    const from = history === 'partial' ? (messages[0]?.index ?? 0) : 0;
    return [{ reader: this.lane, conversation, from, rows: this.rows() }];
  }

  get isIdle(): boolean {
    return this.store.state.outbox.every(({ phase }) => phase === 'failed');
  }

  /** The network, or the page, was away. */
  wake(): void {
    this.session.retryNow();
    this.session.check(WAKE_LIMIT);
  }

  /** The page is gone from one moment to the next. */
  die(): void {
    const { device, backend, recorder } = this.#world;
    this.isAlive = false;
    device.leave(this);
    for (const line of backend.lines) if (line.owner === this) backend.lines.delete(line);
    const known = new Set([...device.unsent(), ...backend.rows().map(({ cid }) => cid)]);
    for (const { cid } of this.store.state.outbox) {
      const isKept = device.keepsFor(this) && !this.#homeless.has(cid);
      if (!isKept && !known.has(cid)) recorder.excused(cid);
    }
  }

  #loadConnect(): ReturnType<Parameters<typeof createSession>[0]['loadConnect']> {
    const { time, backend } = this.#world;
    return new Promise((resolve, reject) => {
      time.after(
        backend.latency(),
        () => {
          if (backend.hasCode) resolve(backend.connect(this));
          else reject(new TypeError('Failed to fetch dynamically imported module'));
        },
        this,
      );
    });
  }
}
