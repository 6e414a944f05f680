/** A session over a fake server, a fake companion and a manual clock. */
import { createMemory } from '../../../src/session/memory.js';
import type { OutboxWorld } from '../../../src/session/outbox.js';
import { ServiceError, type Service } from '../../../src/session/service.js';
import { createSession, type Session } from '../../../src/session/session.js';
import type { Person } from '../../../src/shared/session.js';
import { createStore, type Store } from '../../../src/state/store.js';
import { FakeServer } from './fake-transport.js';
import { ManualClock } from './manual-clock.js';

/** Own identity of every session here. */
export const VISITOR = 'a_visitor';

/** The companion's side: what it was asked, and what it answers next. */
export class FakeCompanion implements Service {
  readonly requests: unknown[] = [];
  existing: string | null = null;
  /** Who the server takes the device for. */
  identity = VISITOR;
  /** Errors of the next calls, taken from the front; `null` for none. */
  readonly errors: (ServiceError | null)[] = [];

  async session(request: object): ReturnType<Service['session']> {
    await this.#answer('session', request);
    return {
      identity: this.identity,
      verification: 'unverified',
      token: this.identity,
      expiresInSeconds: 3600,
      device: 'secret-of-this-device',
      conversation: this.existing,
    };
  }

  async conversation(device: string): ReturnType<Service['conversation']> {
    await this.#answer('conversation', device);
    this.existing = 'CH1';
    return { sid: this.existing };
  }

  async #answer(path: string, request: unknown): Promise<void> {
    this.requests.push([path, request]);
    const error = this.errors.shift();
    await Promise.resolve();
    if (error) throw error;
  }
}

export interface World {
  server: FakeServer;
  companion: FakeCompanion;
  clock: ManualClock;
  storage: Storage;
}

export function createWorld(): World {
  return { server: new FakeServer(), companion: new FakeCompanion(), clock: new ManualClock(), storage: fakeStorage() };
}

/** Ids given so far, whoever asked. */
let ids = 0;

/**
 * One page view of one visitor in a world; a second one in the same world is a reload.
 *
 * @param exclusively How tabs take turns. Default: there is no other tab.
 */
export function visit(
  world: World,
  user: Person | null = null,
  isScheduled = false,
  exclusively: OutboxWorld['exclusively'] = (deliver) => deliver({ hasWaited: false, isOver: () => false }),
): { session: Session; store: Store } {
  const { server, companion, clock, storage } = world;
  const store = createStore();
  const session = createSession({
    store,
    service: companion,
    memory: createMemory(
      () => storage,
      'account',
      user?.email ?? '',
      () => clock.now(),
    ),
    clock,
    newId: () => `cid-${String(clock.now())}-${String(++ids)}`,
    loadConnect: () => Promise.resolve(server.connect),
    endpoint: () => ({}),
    user: () => user,
    isScheduled: () => isScheduled,
    exclusively,
    random: () => 0.5,
    data: () => ({ language: 'en' }),
  });
  return { session, store };
}

export function fakeStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => {
      items.clear();
    },
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => {
      items.delete(key);
    },
    setItem: (key, value) => {
      items.set(key, value);
    },
  };
}
