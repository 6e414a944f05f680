/** The device of the simulated visitor: one storage and one set of locks for all of its tabs, and a clock to be set. */
import type { DeviceStorage } from '../../../src/session/memory.js';
import type { Locks } from '../../../src/session/turns.js';
import type { Process, Time } from './time.js';

/** Longest value that still fits into a full storage: some messages do, some do not. */
const ROOM = 100;

interface Waiting {
  owner: Process;
  grant: () => void;
}

export class Device {
  isFull = false;
  /** Whether pages that begin now have no storage. */
  isBlocked = false;
  /** How far its clock is off, in milliseconds. */
  skew = 0;
  readonly #items = new Map<string, string>();
  readonly #tabs = new Map<Process, (key: string | null, newValue: string | null) => void>();
  /** Tabs without a storage, or whose storage was cleared: they keep nothing more. */
  readonly #harmed = new Set<Process>();
  readonly #holders = new Map<string, Process>();
  #waiting: { name: string; who: Waiting }[] = [];
  readonly #time: Time;

  constructor(time: Time) {
    this.#time = time;
  }

  /** A tab opens. @param tell Hears what other tabs change in the storage. */
  enter(tab: Process, tell: (key: string | null, newValue: string | null) => void): void {
    this.#tabs.set(tab, tell);
    if (this.isBlocked) this.#harmed.add(tab);
  }

  /** A tab is gone, with its locks. */
  leave(tab: Process): void {
    this.#tabs.delete(tab);
    this.#waiting = this.#waiting.filter(({ who }) => who.owner !== tab);
    for (const [name, holder] of [...this.#holders]) if (holder === tab) this.#release(name);
  }

  /** Whether a tab can keep anything, as long as there is room. */
  keepsFor(tab: Process): boolean {
    return !this.#harmed.has(tab);
  }

  /** Ids of the messages that a new page would find. */
  unsent(): string[] {
    return [...this.#items].flatMap(([key, value]) => (value.includes('"cid"') ? key.split('/').slice(1) : []));
  }

  /** The visitor, or the browser, throws everything away. */
  clear(): void {
    for (const tab of this.#tabs.keys()) this.#harmed.add(tab);
    this.#items.clear();
    this.#announce(null, null, null);
  }

  /** Makes every record unreadable. */
  corrupt(): void {
    for (const key of this.#items.keys()) this.#items.set(key, '{"version":1,');
  }

  fill(): void {
    this.isFull = true;
  }

  block(): void {
    this.isBlocked = true;
  }

  storageOf(tab: Process): DeviceStorage {
    const items = this.#items;
    // A page has a storage from its start to its end, or none.
    const { isBlocked } = this;
    const use = (): void => {
      if (isBlocked) throw new Error('SecurityError');
    };
    return {
      get length() {
        use();
        return items.size;
      },
      key: (index) => [...items.keys()][index] ?? null,
      getItem: (key) => {
        use();
        return items.get(key) ?? null;
      },
      setItem: (key, value) => {
        use();
        if (this.isFull && value.length > ROOM) throw new Error('QuotaExceededError');
        if (items.get(key) === value) return;
        items.set(key, value);
        this.#announce(tab, key, value);
      },
      removeItem: (key) => {
        use();
        if (items.delete(key)) this.#announce(tab, key, null);
      },
    };
  }

  locksOf(owner: Process): Locks {
    return {
      request: (name, { ifAvailable }, granted) =>
        new Promise((resolve, reject) => {
          const run = (lock: object | null): void => {
            granted(lock)
              .finally(() => {
                if (lock !== null && this.#holders.get(name) === owner && owner.isAlive) this.#release(name);
              })
              .then(resolve, reject);
          };
          if (!this.#holders.has(name)) {
            this.#holders.set(name, owner);
            this.#time.after(1, () => run({}), owner);
          } else if (ifAvailable === true) {
            this.#time.after(1, () => run(null), owner);
          } else {
            this.#waiting.push({ name, who: { owner, grant: () => run({}) } });
          }
        }),
    };
  }

  #release(name: string): void {
    this.#holders.delete(name);
    const next = this.#waiting.find((waiting) => waiting.name === name);
    if (next === undefined) return;
    this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
    this.#holders.set(name, next.who.owner);
    this.#time.after(1, next.who.grant, next.who.owner);
  }

  #announce(from: Process | null, key: string | null, newValue: string | null): void {
    for (const [tab, tell] of this.#tabs) {
      if (tab !== from) this.#time.after(3, () => tell(key, newValue), tab);
    }
  }
}
