/** One run of the simulated world: a visitor with several tabs, a team, and everything that can go wrong. */
import { judge, type Verdict } from '../judge.js';
import { Recorder, type HistoryEvent, type StoredRow } from '../history.js';
import { Backend, type Trouble } from './backend.js';
import { Companion } from './companion.js';
import { Desk } from './desk.js';
import { Device } from './device.js';
import { Dice } from './dice.js';
import { WORLD_FAULTS, type FaultCount, type FaultKind } from './faults.js';
import { Tab, type TabWorld } from './tab.js';
import { Time } from './time.js';

export interface Run {
  seed: number;
  verdict: Verdict;
  faults: FaultCount;
  history: readonly HistoryEvent[];
  rows: readonly StoredRow[];
}

/** Time after the last fault by which every message must be where it belongs, in milliseconds. */
const PATIENCE = 60_000;
const MOST_TABS = 3;
/** How long, with nothing new going wrong, a message may still be on its way, and a screen behind; in milliseconds. */
const LONGEST_SENDING = 25_000;
const LONGEST_BEHIND = 45_000;

/** @param messages How many are written, by the visitor and the team together. */
export async function simulate(seed: number, messages = 100): Promise<Run> {
  const world = new SimulatedWorld(seed);
  await world.live(messages);
  await world.calm();
  await world.heal();
  return world.end(seed);
}

class SimulatedWorld {
  readonly #dice: Dice;
  readonly #time = new Time();
  readonly #faults: FaultCount = {};
  readonly #recorder = new Recorder(() => this.#time.now);
  readonly #backend: Backend;
  readonly #device: Device;
  readonly #tabWorld: TabWorld;
  readonly #desk: Desk;
  #tabs: Tab[] = [];
  #lanes = 0;
  #isTroubled = true;

  constructor(seed: number) {
    const dice = new Dice(seed);
    this.#dice = dice;
    const trouble: Trouble = {
      dice,
      strikes: (probability) => this.#isTroubled && dice.chance(probability),
      count: (kind) => this.#count(kind),
      kill: (owner) => {
        if (owner instanceof Tab) this.#kill(owner);
      },
      overdue: (cid) => this.#recorder.overdue(cid),
    };
    this.#backend = new Backend(this.#time, trouble);
    this.#device = new Device(this.#time);
    let ids = 0;
    this.#tabWorld = {
      time: this.#time,
      backend: this.#backend,
      companion: new Companion(this.#backend),
      device: this.#device,
      recorder: this.#recorder,
      hasLocks: dice.chance(0.7),
      newId: () => `m${String(++ids)}`,
    };
    this.#desk = new Desk(this.#tabWorld);
    this.#open();
  }

  /** Everybody writes, and things go wrong. */
  async live(messages: number): Promise<void> {
    for (let i = 0; i < messages; i++) {
      await this.#time.run(this.#time.now + this.#dice.pick([0, 5, 50, 300, 1000, 4000]));
      const body = `${String(i)} ${'x'.repeat(this.#dice.between(0, 40))}`;
      if (this.#dice.chance(0.2)) this.#desk.reply(body);
      else this.#dice.pick(this.#tabs.filter(({ isFrozen }) => !isFrozen)).write(body);
      if (this.#dice.chance(0.15)) this.#break(this.#dice.pick(WORLD_FAULTS));
      if (this.#dice.chance(0.3)) this.#dice.pick(this.#tabs).retryFailed();
    }
  }

  /** Nothing new goes wrong. What is broken is left as it is: the pages have to notice, and nobody wakes them. */
  async calm(): Promise<void> {
    this.#isTroubled = false;
    this.#restore();
    const readers = [...this.#tabs.filter(({ isFrozen }) => !isFrozen), this.#desk];
    await this.#time.run(this.#time.now + LONGEST_SENDING);
    for (const reader of readers) if (reader.isAlive) this.#lookAt(reader, 'sending');
    await this.#time.run(this.#time.now + LONGEST_BEHIND - LONGEST_SENDING);
    for (const reader of readers) if (reader.isAlive) this.#lookAt(reader, 'missing');
  }

  /** A last outage; then waits until everything is delivered. */
  async heal(): Promise<void> {
    this.#backend.isDown = true;
    for (const line of this.#backend.lines) line.cut();
    for (const tab of this.#tabs) if (tab.isFrozen) this.#time.thaw(tab);
    const last = this.#dice.pick(this.#tabs);
    for (let i = this.#dice.between(0, 5); i > 0; i--) last.write(`last ${String(i)}`);
    // By then no request from before hangs any more.
    await this.#time.run(this.#time.now + this.#dice.between(12_000, 60_000));
    this.#restore();
    this.#device.isFull = false;
    this.#device.isBlocked = false;
    this.#backend.isNear = true;
    this.#recorder.healed();
    // What a tab left in the storage that the others may not touch is for the next page.
    this.#open();
    if (this.#dice.chance(0.5)) for (const process of [...this.#tabs, this.#desk]) process.wake();
    const end = this.#time.now + PATIENCE;
    await this.#time.run(end, () => [...this.#tabs, this.#desk].every(({ isIdle }) => isIdle));
    // What failed and was not tried again yet: the one click that the visitor has.
    for (const process of [...this.#tabs, this.#desk]) process.retryFailed();
    await this.#time.run(this.#time.now + PATIENCE);
  }

  end(seed: number): Run {
    for (const { screens } of [...this.#tabs, this.#desk]) {
      for (const screen of screens) this.#recorder.screen(screen);
    }
    const { events } = this.#recorder;
    const store = this.#backend.rows();
    return { seed, verdict: judge(events, store), faults: this.#faults, history: events, rows: store };
  }

  /** What was down is up again; the lines are not told. */
  #restore(): void {
    this.#backend.isDown = false;
    this.#backend.refusesTokens = false;
    this.#backend.hasCode = true;
  }

  /** Tells what a screen should have got over by now. */
  #lookAt({ screens }: Tab | Desk, what: 'sending' | 'missing'): void {
    const store = this.#backend.rows();
    for (const { reader, conversation, from, rows } of screens) {
      const cids =
        what === 'sending'
          ? rows.filter(({ state }) => state === 'sending')
          : store.filter(
              (row) =>
                row.conversation === conversation && row.index >= from && !rows.some(({ cid }) => cid === row.cid),
            );
      for (const { cid } of cids) this.#recorder.overlooked(reader, cid, what);
    }
  }

  #open(lane = `tab-${String(++this.#lanes)}`): void {
    // A page that is loaded again has been loaded meanwhile.
    if (this.#tabs.some((tab) => tab.lane === lane)) return;
    this.#tabs.push(new Tab(this.#tabWorld, lane));
  }

  #close(tab: Tab): void {
    this.#tabs = this.#tabs.filter((other) => other !== tab);
    tab.die();
  }

  /** The page crashes; the visitor loads it again, by and by if there is another one. */
  #kill(tab: Tab): void {
    this.#close(tab);
    if (this.#tabs.every(({ isFrozen }) => isFrozen)) this.#open(tab.lane);
    else this.#time.after(this.#dice.between(10, 10_000), () => this.#open(tab.lane));
  }

  #count(kind: FaultKind): void {
    this.#faults[kind] = (this.#faults[kind] ?? 0) + 1;
    this.#recorder.fault(kind);
  }

  /**
   * Without locks, tabs agree through the storage alone; and tabs that know no visitor yet would become one each. The
   * promise has these limits, and the page on reliability says so.
   */
  get #canHarmStorage(): boolean {
    return this.#tabWorld.hasLocks && this.#tabs.every(({ store }) => store.state.identity !== null);
  }

  /** Does something to the storage; what only the storage knew is then known by nobody. */
  #excuse(harm: () => void): void {
    const kept = this.#device.unsent();
    harm();
    const known = new Set([
      ...this.#device.unsent(),
      ...this.#tabs.flatMap(({ store }) => store.state.outbox.map(({ cid }) => cid)),
    ]);
    for (const cid of kept) if (!known.has(cid)) this.#recorder.excused(cid);
  }

  #break(kind: FaultKind): void {
    const { lines } = this.#backend;
    const tab = this.#dice.pick(this.#tabs);
    const later = (most: number, run: () => void): void => {
      this.#time.after(this.#dice.between(10, most), run);
    };
    this.#count(kind);
    switch (kind) {
      case 'lines-cut':
        for (const line of lines) line.cut();
        break;
      case 'half-open':
        for (const line of lines) line.isSilent = true;
        break;
      case 'outage':
        this.#backend.isDown = true;
        for (const line of lines) line.cut();
        later(60_000, () => (this.#backend.isDown = false));
        break;
      case 'token-expired':
        for (const line of lines) line.expire();
        break;
      case 'token-refused':
        this.#backend.refusesTokens = true;
        for (const line of lines) line.expire();
        later(20_000, () => (this.#backend.refusesTokens = false));
        break;
      case 'code-missing':
        this.#backend.hasCode = false;
        later(20_000, () => (this.#backend.hasCode = true));
        break;
      case 'reload':
        this.#close(tab);
        this.#open(tab.lane);
        break;
      case 'kill':
        this.#kill(tab);
        break;
      case 'freeze':
        tab.isFrozen = true;
        if (this.#tabs.every(({ isFrozen }) => isFrozen)) this.#open();
        later(20_000, () => {
          this.#time.thaw(tab);
          if (tab.isAlive) tab.wake();
        });
        break;
      case 'new-tab':
        if (this.#tabs.length < MOST_TABS) this.#open();
        break;
      case 'close-tab':
        if (this.#tabs.some((other) => other !== tab && !other.isFrozen)) this.#close(tab);
        break;
      case 'clock-jump':
        this.#device.skew += this.#dice.pick([-86_400_000, -3_600_000, 3_600_000]);
        break;
      case 'false-online':
        for (const open of this.#tabs) open.wake();
        break;
      case 'storage-full':
        if (!this.#canHarmStorage) break;
        this.#device.fill();
        later(10_000, () => (this.#device.isFull = false));
        break;
      case 'storage-blocked':
        for (const open of this.#tabs) this.#close(open);
        this.#device.block();
        this.#open(tab.lane);
        later(10_000, () => {
          for (const open of this.#tabs) this.#close(open);
          this.#device.isBlocked = false;
          this.#open(tab.lane);
        });
        break;
      case 'storage-cleared':
        if (this.#canHarmStorage) this.#excuse(() => this.#device.clear());
        break;
      case 'storage-corrupt':
        // What the next page finds, after a crash.
        for (const open of this.#tabs) this.#close(open);
        this.#excuse(() => this.#device.corrupt());
        this.#open(tab.lane);
        break;
      default:
        throw new Error(`${kind} is no fault of the world.`);
    }
  }
}
