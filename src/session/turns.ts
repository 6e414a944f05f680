/**
 * Lets one tab at a time deliver: by Web Locks, or, where a page without HTTPS has none or is denied them, by a lease in
 * the storage that its holder renews and that lapses when the holder is gone. Called by the window, for the outbox.
 */
import type { Clock } from './clock.js';
import type { DeviceStorage } from './memory.js';
import type { OutboxWorld } from './outbox.js';

/** What is used of the browser's `LockManager`. */
export interface Locks {
  request(
    name: string,
    options: { ifAvailable?: boolean },
    granted: (lock: object | null) => Promise<boolean>,
  ): Promise<boolean>;
}

export interface TurnsWorld {
  /** Absent on pages without HTTPS. */
  locks: Locks | undefined;
  storage: () => DeviceStorage;
  /** Of the lock and of the lease. */
  name: string;
  clock: Clock;
  newId: () => string;
}

/**
 * How long a lease lasts that is not renewed, and how often it is renewed or asked for, in milliseconds. Together with
 * the challenge less than two seconds, in which another tab goes on; and longer than the second that lies between two
 * timers of a tab out of sight.
 */
const LEASE = 1500;
const RENEWAL = 300;
/** How long a lease must stand unchallenged before it counts, in milliseconds: other tabs see it late. */
const CHALLENGE = 100;

export function takeTurns({ locks, storage, name, clock, newId }: TurnsWorld): OutboxWorld['exclusively'] {
  const key = `${name}:lease`;
  let id = '';
  let hasWaited = false;
  const elapse = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      clock.after(milliseconds, resolve);
    });

  /** Whose turn it is; what cannot be read is nobody's. */
  function holder(): string {
    const [owner = '', until] = (storage().getItem(key) ?? '').split(' ');
    // One that lasts longer than any can is of a clock that was set back.
    const left = Number(until) - clock.now();
    return left > 0 && left <= LEASE ? owner : '';
  }

  function renew(): void {
    storage().setItem(key, `${id} ${String(clock.now() + LEASE)}`);
  }

  async function acquire(): Promise<void> {
    id ||= newId();
    while (holder() !== id) {
      if (holder() === '') {
        // Whoever has left a lease behind has not finished.
        hasWaited ||= storage().getItem(key) !== null;
        renew();
        if (storage().getItem(key) === null) throw new Error('Nothing is kept.');
        await elapse(CHALLENGE);
      } else {
        hasWaited = true;
        await elapse(RENEWAL);
      }
    }
  }

  const byLease: OutboxWorld['exclusively'] = async (deliver) => {
    // Without a storage that keeps what is written, no tab knows of another's messages.
    let isHeld = await acquire().then(
      () => true,
      () => false,
    );
    const turn = {
      hasWaited,
      isOver(): boolean {
        let isLost = false;
        // Frozen for too long, another tab may have had a turn.
        if (isHeld) attempt(() => (isLost = holder() !== id));
        hasWaited ||= isLost;
        return isLost;
      },
    };
    hasWaited = false;
    const beat = (): void => {
      if (!isHeld || turn.isOver()) return;
      attempt(renew);
      clock.after(RENEWAL, beat);
    };
    beat();
    try {
      await deliver(turn);
    } finally {
      attempt(() => {
        if (isHeld && holder() === id) storage().removeItem(key);
      });
      isHeld = false;
    }
  };
  if (locks === undefined) return byLease;
  return async (deliver) => {
    let delivery: Promise<void> | undefined;
    const take = (hasWaited: boolean): Promise<boolean> =>
      locks.request(name, { ifAvailable: !hasWaited }, async (lock) => {
        if (lock !== null) await (delivery = deliver({ hasWaited, isOver: () => false }));
        return lock !== null;
      });
    try {
      if (!(await take(false))) await take(true);
    } catch {
      // Where a browser blocks storage it denies locks. One that a script of the page has stolen ends no delivery.
      await (delivery ?? byLease(deliver));
    }
  };
}

/** Blocked storage has no lease to renew or to give back. */
function attempt(change: () => unknown): void {
  try {
    change();
  } catch {
    // As said.
  }
}
