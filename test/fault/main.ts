/**
 * The Node side of `npm run fault`: the simulation, the real SDK under fire, and the planted bugs.
 *
 *   main.js usual                    a hundred runs of the simulation, 300 messages over the SDK
 *   main.js long                     a million messages in the simulation, 10,000 over the SDK
 *   main.js seed N                   one run again, with its history
 *   main.js planted                  each safety rule removed in turn
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { catchBug } from './plant.js';
import { PLANTED_BUGS } from './planted.js';
import { runCampaign, type Campaign } from './nemesis/nemesis.js';
import { simulate, type Run } from './simulation/simulate.js';
import { conclude, Tally } from './tally.js';

/** Of the run over the real SDK. */
const SEED = 1;

/** Messages of one run. */
const PER_RUN = 100;

// What the memory warns of is part of the game.
console.warn = () => undefined;

const [mode = 'usual', argument = ''] = process.argv.slice(2);
const modes: Readonly<Record<string, () => Promise<boolean>>> = {
  usual: () => fight(10_000, { visitors: 6, messages: 50, faults: 10 }),
  long: () => fight(1_000_000, { visitors: 20, messages: 500, faults: 100 }),
  seed: () => replay(Number(argument)),
  planted: catchAll,
};
const isClean = (await modes[mode]?.()) === true;
// Clients of the SDK leave timers behind that would keep the process alive.
process.exit(isClean ? 0 : 1);

async function fight(messages: number, campaign: Campaign): Promise<boolean> {
  const simulated = await simulateMany(messages);
  simulated.print();
  const real = new Tally('Real SDK and emulator');
  const { verdict, faults, unheld } = await runCampaign(campaign, SEED);
  real.add(SEED, verdict, faults);
  real.print();
  if (unheld.length > 0) console.log(`  rejections that nobody held: ${unheld.join(', ')}`);
  return conclude([simulated, real]) && unheld.length === 0;
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
