/** A thread that runs every so-manieth seed and tells what came of each. */
import { parentPort, workerData } from 'node:worker_threads';
import { simulate } from './simulate.js';

// What the memory warns of is part of the game.
console.warn = () => undefined;

const { from, to, step, messages } = workerData as Record<'from' | 'to' | 'step' | 'messages', number>;
for (let seed = from; seed <= to; seed += step) {
  const { verdict, faults } = await simulate(seed, messages);
  parentPort?.postMessage({ seed, verdict, faults });
}
