/**
 * The Node side of `npm run fault`: the simulation, the real SDK and real browsers under fire, and the planted bugs.
 *
 *   main.js usual                    a hundred runs of the simulation, 300 messages over the SDK, 100 in each browser
 *   main.js long                     a million messages in the simulation, 10,000 over the SDK, 1,000 and 300 in browsers
 *   main.js real                     the long run without the simulation
 *   main.js seed N                   one run again, with its history
 *   main.js planted                  each safety rule removed in turn
 *   main.js soak [--long]            a page that stays open
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { catchBug } from './plant.js';
import { PLANTED_BUGS } from './planted.js';
import { runInBrowser, type BrowserCampaign } from './browsers/campaign.js';
import { requestedEngines, type Engine } from './browsers/tab.js';
import { measureDrain } from './nemesis/drain.js';
import { runCampaign, type Campaign } from './nemesis/nemesis.js';
import { findGrowth, printHead, printSample } from './soak/report.js';
import { soak, type Part } from './soak/soak.js';
import { simulate, type Run } from './simulation/simulate.js';
import { conclude, Tally } from './tally.js';

/** Of the run over the real SDK. */
const SEED = 1;

/** What a run does over the real SDK. */
interface Plan {
  campaign: Campaign;
  /** Outages after which a queue has to be delivered. */
  outages: number;
  browsers: Readonly<Record<Engine, BrowserCampaign>>;
}

const SHORT = { messages: 100, faults: 20, reloads: 5 };
const USUAL: Plan = {
  campaign: { visitors: 6, messages: 50, faults: 10 },
  outages: 5,
  browsers: { chromium: SHORT, firefox: SHORT, webkit: SHORT },
};
const LESS = { messages: 300, faults: 60, reloads: 6 };
const LONG: Plan = {
  campaign: { visitors: 20, messages: 500, faults: 100 },
  outages: 200,
  browsers: { chromium: { messages: 1000, faults: 200, reloads: 20 }, firefox: LESS, webkit: LESS },
};

/** A tenth of a working day in twenty parts, and the whole day. */
const SOAK: Part = { received: 100, written: 10, opened: 10, cut: 1, replaced: 1, painted: 1 };
const LONG_SOAK: Part = { received: 1000, written: 100, opened: 100, cut: 12, replaced: 13, painted: 10 };
const SOAK_PARTS = 20;

/** Messages of one run. */
const PER_RUN = 100;

// What the memory warns of is part of the game.
console.warn = () => undefined;

const [mode = 'usual', argument = ''] = process.argv.slice(2);
const modes: Readonly<Record<string, () => Promise<boolean>>> = {
  usual: () => fight(10_000, USUAL),
  long: () => fight(1_000_000, LONG),
  real: () => fight(0, LONG),
  seed: () => replay(Number(argument)),
  planted: catchAll,
  soak: () => stayOpen(argument === '--long' ? LONG_SOAK : SOAK),
};
const isClean = (await modes[mode]?.()) === true;
// Clients of the SDK leave timers behind that would keep the process alive.
process.exit(isClean ? 0 : 1);

async function fight(messages: number, { campaign, outages, browsers }: Plan): Promise<boolean> {
  const simulated = await simulateMany(messages);
  simulated.print();
  const unheld: string[] = [];
  const real = new Tally('Real SDK and emulator');
  const fought = await runCampaign(campaign, SEED);
  real.add(SEED, fought.verdict, fought.faults);
  real.print();
  unheld.push(...fought.unheld);
  const queues = new Tally('Queues of 20 after an outage, real SDK');
  const drained = await measureDrain(outages, SEED);
  queues.add(SEED, drained.verdict, { outage: outages });
  queues.drains.splice(0, 1, ...drained.times);
  queues.print();
  const seen = new Tally('Real browsers');
  for (const engine of await requestedEngines()) {
    const { verdict, faults, errors } = await runInBrowser(engine, browsers[engine], SEED);
    seen.add(SEED, verdict, faults);
    unheld.push(...errors);
  }
  seen.print();
  if (unheld.length > 0) console.log(`  errors that nobody held: ${unheld.join(', ')}`);
  return conclude([simulated, real, queues, seen]) && unheld.length === 0;
}

/** The seeds are shared out among as many threads as there are processors. */
async function simulateMany(messages: number): Promise<Tally> {
  const tally = new Tally('Simulation');
  const runs = Math.ceil(messages / PER_RUN);
  const threads = Math.min(availableParallelism(), runs);
  await Promise.all(
    Array.from({ length: threads }, async (_, thread) => {
      const workerData = { from: thread + 1, to: runs, step: threads, messages: PER_RUN };
      const worker = new Worker(new URL('./simulation/worker.js', import.meta.url), { workerData });
      worker.on('message', ({ seed, verdict, faults }: Pick<Run, 'seed' | 'verdict' | 'faults'>) => {
        tally.add(seed, verdict, faults);
      });
      await once(worker, 'exit');
    }),
  );
  if (tally.runs !== runs) throw new Error('A thread of the simulation ended early.');
  return tally;
}

async function replay(seed: number): Promise<boolean> {
  const { verdict, faults, history } = await simulate(seed, PER_RUN);
  for (const event of history) console.log(JSON.stringify(event));
  const tally = new Tally('Simulation');
  tally.add(seed, verdict, faults);
  tally.print();
  return conclude([tally]);
}

async function stayOpen(part: Part): Promise<boolean> {
  printHead();
  const growth = findGrowth(await soak(part, SOAK_PARTS, printSample));
  console.log(growth.length === 0 ? 'soak: nothing grows' : `soak: these grow: ${growth.join('; ')}`);
  return growth.length === 0;
}

async function catchAll(): Promise<boolean> {
  let missed = 0;
  for (const [number, bug] of PLANTED_BUGS.entries()) {
    const catcher = await catchBug(bug, number);
    if (catcher === null) missed++;
    console.log(
      `${catcher === null ? 'MISSED' : 'caught'}  without: ${bug.name}${catcher === null ? '' : ` — ${catcher}`}`,
    );
  }
  console.log(`\nplanted: ${String(PLANTED_BUGS.length - missed)} of ${String(PLANTED_BUGS.length)} caught`);
  return missed === 0;
}
