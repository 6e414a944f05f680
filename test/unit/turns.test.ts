import { expect } from '@open-wc/testing';
import type { Clock } from '../../src/session/clock.js';
import type { DeviceStorage } from '../../src/session/memory.js';
import type { Turn } from '../../src/session/outbox.js';
import { takeTurns, type Locks } from '../../src/session/turns.js';
import { fakeStorage } from '../support/browser/fake-session.js';
import { ManualClock, settled } from '../support/browser/manual-clock.js';

/** How long the messages of a tab that is gone may wait for another one, in milliseconds. */
const TAKE_OVER = 2000;
const KEY = 'missive-chat:account:lease';

/** One tab that wants to deliver; its turn lasts until the test ends it. */
class Tab {
  /** What it was told at each turn that it got. */
  readonly turns: Turn[] = [];
  /** Whether its timers stand still, as those of a page that the browser froze, or that is gone. */
  isStill = false;
  isDelivering = false;
  readonly #held: (() => void)[] = [];
  readonly #exclusively: ReturnType<typeof takeTurns>;
  #end: () => void = () => undefined;

  constructor(id: string, clock: ManualClock, storage: () => DeviceStorage, locks?: Locks) {
    const own: Clock = {
      now: () => clock.now(),
      after: (milliseconds, call) => clock.after(milliseconds, () => (this.isStill ? this.#held.push(call) : call())),
    };
    this.#exclusively = takeTurns({ locks, storage, name: 'missive-chat:account', clock: own, newId: () => id });
  }

  get turn(): Turn {
    return this.turns.at(-1)!;
  }

  /** Asks for a turn. @returns When it is over. */
  deliver(): Promise<void> {
    return this.#exclusively((turn) => {
      this.turns.push(turn);
      this.isDelivering = true;
      return new Promise((resolve) => (this.#end = resolve));
    });
  }

  /** Has delivered all there is. */
  async finish(): Promise<void> {
    this.isDelivering = false;
    this.#end();
    await settled();
  }

  /** The browser lets the page run again: what was due meanwhile is done now. */
  async thaw(): Promise<void> {
    this.isStill = false;
    for (const call of this.#held.splice(0)) call();
    await settled();
  }
}

describe('turns by a lease, on pages without locks', () => {
  let clock: ManualClock;
  let storage: Storage;
  let one: Tab;
  let other: Tab;

  beforeEach(() => {
    clock = new ManualClock();
    storage = fakeStorage();
    one = new Tab('one', clock, () => storage);
    other = new Tab('other', clock, () => storage);
  });

  it('gives a turn to whoever is alone, who need not doubt anything, and leaves nothing behind', async () => {
    void one.deliver();
    await clock.pass(TAKE_OVER);
    expect(one.turns.map(({ hasWaited }) => hasWaited)).to.deep.equal([false]);
    await one.finish();
    expect(storage.length).to.equal(0);
    await clock.pass(60_000);
    expect(storage.length).to.equal(0);
  });

  it('gives it to one of two that ask in the same instant, however long the first takes', async () => {
    void one.deliver();
    void other.deliver();
    await clock.pass(60_000);
    const [first, second] = one.turns.length > 0 ? [one, other] : [other, one];
    expect(second.turns).to.be.empty;
    expect(first.turn.isOver()).to.be.false;
    await first.finish();
    await clock.pass(TAKE_OVER);
    expect(second.turns.map(({ hasWaited }) => hasWaited)).to.deep.equal([true]);
  });

  // Between two renewals of a lease, wherever the holder happens to be.
  for (const life of [1000, 1100, 1200, 1300, 1400, 1500, 1600]) {
    it(`passes it on within two seconds when its holder dies after ${life} ms, and says that the next has waited`, async () => {
      void one.deliver();
      void other.deliver();
      await clock.pass(life);
      const [dead, heir] = one.turns.length > 0 ? [one, other] : [other, one];
      dead.isStill = true;
      await clock.pass(TAKE_OVER);
      expect(heir.turns.map(({ hasWaited }) => hasWaited)).to.deep.equal([true]);
    });
  }

  it('tells a page that comes later that somebody before it has not finished', async () => {
    void one.deliver();
    await clock.pass(1000);
    one.isStill = true;
    await clock.pass(60_000);
    void other.deliver();
    await clock.pass(TAKE_OVER);
    expect(other.turns.map(({ hasWaited }) => hasWaited)).to.deep.equal([true]);
  });

  it('is over for a holder that was frozen while another had its turn, which it is told at the next one', async () => {
    const first = one.deliver();
    await clock.pass(1000);
    one.isStill = true;
    void other.deliver();
    await clock.pass(TAKE_OVER);
    expect(other.isDelivering).to.be.true;
    await one.thaw();
    expect(one.turn.isOver()).to.be.true;
    await one.finish();
    await first;

    // Nor has the end of its turn taken the other's away.
    expect(other.turn.isOver()).to.be.false;
    void one.deliver();
    await clock.pass(TAKE_OVER);
    expect(one.turns).to.have.lengthOf(1);
    await other.finish();
    await clock.pass(TAKE_OVER);
    expect(one.turns.map(({ hasWaited }) => hasWaited)).to.deep.equal([false, true]);
  });

  it('stays with a holder that was frozen for a moment only', async () => {
    void one.deliver();
    void other.deliver();
    await clock.pass(1000);
    const [holder, waiting] = one.turns.length > 0 ? [one, other] : [other, one];
    holder.isStill = true;
    await clock.pass(1000);
    await holder.thaw();
    await clock.pass(60_000);
    expect(holder.turn.isOver()).to.be.false;
    expect(waiting.turns).to.be.empty;
  });

  for (const lease of ['', 'one', 'one later', 'one NaN', '{"version":2}', `one ${String(Date.UTC(2036, 0, 1))}`]) {
    it(`takes "${lease}" for nobody's lease`, async () => {
      storage.setItem(KEY, lease);
      void other.deliver();
      await clock.pass(TAKE_OVER);
      expect(other.turns).to.have.lengthOf(1);
    });
  }

  it('gives everybody a turn where storage is blocked: no tab knows of another’s messages there', async () => {
    const blocked = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const tabs = ['one', 'other'].map((id) => new Tab(id, clock, blocked));
    for (const tab of tabs) void tab.deliver();
    await clock.pass(TAKE_OVER);
    for (const { turns } of tabs)
      expect(turns.map((turn) => [turn.hasWaited, turn.isOver()])).to.deep.equal([[false, false]]);
    await tabs[0]!.finish();
  });

  it('gives a turn where storage is full', async () => {
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    void one.deliver();
    await clock.pass(TAKE_OVER);
    expect(one.turns).to.have.lengthOf(1);
    expect(one.turn.isOver()).to.be.false;
  });

  it('gives a turn where storage takes everything and keeps nothing', async () => {
    storage.setItem = () => undefined;
    void one.deliver();
    await clock.pass(TAKE_OVER);
    expect(one.isDelivering).to.be.true;
  });

  it('goes on where storage is blocked during a turn', async () => {
    void one.deliver();
    await clock.pass(1000);
    const { getItem, setItem } = storage;
    storage.getItem = storage.setItem = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    await clock.pass(TAKE_OVER);
    expect(one.turn.isOver()).to.be.false;
    await one.finish();
    Object.assign(storage, { getItem, setItem });
    void other.deliver();
    await clock.pass(TAKE_OVER);
    expect(other.isDelivering).to.be.true;
  });
});

describe('turns by Web Locks', () => {
  const locks = navigator.locks as Locks;
  const storage = (): never => {
    throw new Error('There is no need of a storage.');
  };

  it('asks for no name of its own, which a page without `crypto` could not give', async () => {
    const newId = (): never => {
      throw new TypeError('crypto is undefined');
    };
    let turns = 0;
    await takeTurns({ locks, storage, name: 'missive-chat:account', clock: new ManualClock(), newId })(async () => {
      turns++;
    });
    expect(turns).to.equal(1);
  });

  it('gives a turn to one tab at a time, and says who had to wait', async () => {
    const clock = new ManualClock();
    const one = new Tab('one', clock, storage, locks);
    const other = new Tab('other', clock, storage, locks);
    const first = one.deliver();
    const second = other.deliver();
    await nextTurnOf(one);
    expect(other.turns).to.be.empty;
    await one.finish();
    await first;
    await nextTurnOf(other);
    await other.finish();
    await second;
    expect([one.turn.hasWaited, other.turn.hasWaited]).to.deep.equal([false, true]);
  });

  it('goes on by a lease where the browser denies locks', async () => {
    const clock = new ManualClock();
    const denied: Locks = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) };
    const shared = fakeStorage();
    const [one, other] = ['one', 'other'].map((id) => new Tab(id, clock, () => shared, denied)) as [Tab, Tab];
    const first = one.deliver();
    await clock.pass(TAKE_OVER);
    const second = other.deliver();
    await clock.pass(TAKE_OVER);
    expect([one.isDelivering, other.isDelivering]).to.deep.equal([true, false]);
    await one.finish();
    await clock.pass(TAKE_OVER);
    await other.finish();
    await Promise.all([first, second]);
    expect([one.turns.length, other.turns.length]).to.deep.equal([1, 1]);
  });

  it('goes on where the browser denies locks and blocks storage', async () => {
    const clock = new ManualClock();
    const denied: Locks = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) };
    const one = new Tab('one', clock, storage, denied);
    const delivery = one.deliver();
    await clock.pass(TAKE_OVER);
    expect(one.isDelivering).to.be.true;
    await one.finish();
    await delivery;
  });

  it('does not begin a second time when a script of the page steals its lock', async () => {
    const one = new Tab('one', new ManualClock(), fakeStorage, locks);
    const delivery = one.deliver();
    await nextTurnOf(one);
    await navigator.locks.request('missive-chat:account', { steal: true }, () => Promise.resolve());
    await one.finish();
    await delivery;
    expect(one.turns).to.have.lengthOf(1);
  });

  /** Locks are granted by the browser, in its own time. */
  async function nextTurnOf(tab: Tab): Promise<void> {
    while (tab.turns.length === 0) await new Promise((resolve) => setTimeout(resolve));
  }
});
