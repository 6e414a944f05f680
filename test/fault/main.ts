/**
 * The Node side of `npm run fault`: the simulation, the real SDK under fire, and the planted bugs.
 *
 *   main.js simulation [messages]    so many messages, a hundred in each run
 *   main.js seed N                   one run again, with its history
 *   main.js planted                  each safety rule removed in turn
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { catchBug } from './plant.js';
import { PLANTED_BUGS } from './planted.js';
import { simulate, type Run } from './simulation/simulate.js';
import { conclude, Tally } from './tally.js';

/** Messages of one run. */
const PER_RUN = 100;

// What the memory warns of is part of the game.
console.warn = () => undefined;

const [mode = 'simulation', argument = ''] = process.argv.slice(2);
const modes: Readonly<Record<string, () => Promise<boolean>>> = {
  simulation: () => simulateMany(Number(argument || 10_000)),
  seed: () => replay(Number(argument)),
  planted: catchAll,
};
process.exitCode = (await modes[mode]?.()) === true ? 0 : 1;

/** The seeds are shared out among as many threads as there are processors. */
async function simulateMany(messages: number): Promise<boolean> {
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
  tally.print();
  return conclude([tally]);
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
