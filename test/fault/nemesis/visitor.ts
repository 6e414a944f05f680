/** One visitor over the real SDK, as it is shipped: the browser's core on Node, with a storage that outlives its page views. */
import { systemClock } from '../../../src/session/clock.js';
import { createMemory, type DeviceStorage } from '../../../src/session/memory.js';
import { createService } from '../../../src/session/service.js';
import { createSession, type Session } from '../../../src/session/session.js';
import { inOrder } from '../../../src/state/select.js';
import type { ChatState } from '../../../src/state/state.js';
import { createStore, type Store } from '../../../src/state/store.js';
import { connect } from './shipped-transport.js';
import type { Recorder, ShownState } from '../history.js';

export class Visitor {
  readonly lane: string;
  #store: Store = createStore();
  #session: Session;
  readonly #storage = createStorage();
  readonly #open: (storage: DeviceStorage, store: Store) => Session;
  readonly #recorder: Recorder;

  constructor(lane: string, server: string, account: string, socket: string, recorder: Recorder) {
    let ids = 0;
    this.lane = lane;
    this.#recorder = recorder;
    this.#open = (storage, store) =>
      createSession({
        store,
        service: createService(server, account, fetch),
        memory: createMemory(() => storage, account, '', Date.now),
        clock: systemClock,
        newId: () => `${lane}-${String(++ids)}`,
        loadConnect: () => Promise.resolve(connect),
        endpoint: () => ({ socket }),
        user: () => null,
        data: () => ({}),
        exclusively: (deliver) => deliver({ hasWaited: false, isOver: () => false }),
        isScheduled: () => false,
        random: Math.random,
      });
    this.#session = this.#begin();
  }

  get identity(): string | null {
    return this.#store.state.identity;
  }

  /** What the page knows. */
  get state(): ChatState {
    return this.#store.state;
  }

  /** @returns The message's client id. */
  write(body: string): string {
    this.#session.write(body);
    const cid = this.#store.state.outbox.at(-1)?.cid ?? '';
    this.#recorder.written(cid, this.lane, body);
    return cid;
  }

  /** The page is loaded anew, whatever is on its way. */
  reload(): void {
    this.#session.close();
    this.#store = createStore();
    this.#session = this.#begin();
  }

  retryFailed(): void {
    for (const { cid, phase } of this.#store.state.outbox) if (phase === 'failed') this.#session.retry(cid);
  }

  wake(): void {
    this.#session.retryNow();
    this.#session.check(2000);
  }

  /** Resolves when everything is stored; what fails meanwhile is tried again, as the visitor would. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      const store = this.#store;
      const isIdle = (): boolean => store.state.outbox.length === 0;
      if (isIdle()) {
        resolve();
        return;
      }
      const stop = store.watch(() => {
        if (isIdle()) {
          stop();
          resolve();
        } else if (store.state.outbox.every(({ phase }) => phase === 'failed')) {
          queueMicrotask(() => this.retryFailed());
        }
      });
      this.retryFailed();
    });
  }

  end(): void {
    const { conversation, history, messages } = this.#store.state;
    const from = history === 'partial' ? (messages[0]?.index ?? 0) : 0;
    if (conversation !== null) this.#recorder.screen({ reader: this.lane, conversation, from, rows: this.#rows() });
    this.#session.close();
  }

  #begin(): Session {
    const session = this.#open(this.#storage, this.#store);
    this.#store.watch((state, previous) => {
      if (state.outbox === previous.outbox && state.messages === previous.messages) return;
      for (const { cid, state: shown } of this.#rows()) this.#recorder.shown(this.lane, cid, shown);
    });
    session.resume();
    return session;
  }

  #rows(): { cid: string; state: ShownState }[] {
    return inOrder(this.#store.state).map((message) =>
      'sid' in message ? { cid: message.cid ?? '', state: 'sent' } : { cid: message.cid, state: message.phase },
    );
  }
}

function createStorage(): DeviceStorage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}
