/** R4: a queue of twenty, typed while the line is down, and the time until all are stored once it is back. */
import { measureDrain } from '../nemesis/drain.js';
import { none, timed, type Figure } from './figure.js';
import { wrongs } from './scene.js';

export const DRAIN: Figure = {
  id: 'R4',
  subject: 'Queue of 20 after an outage',
  runs: 'alone',
  async measure(scale) {
    const { times, verdict } = await measureDrain(scale.pick(6, 200), 4);
    return [
      timed('server back, all stored', times, { p50: 1000, p95: 3000, max: 6000 }),
      none('nothing lost, doubled, misordered or untrue', wrongs(verdict), verdict.messages),
    ];
  },
};
