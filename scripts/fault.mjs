/**
 * `npm run fault`: the fault laboratory. Plays a visitor, a team and everything that can go wrong between them, and
 * judges what came of it. Exits 1 when anything was lost, doubled, misordered or shown untruly.
 *
 *   npm run fault                 what `npm test` runs: a hundred simulated worlds, 300 messages over the real SDK, 100
 *                                 in each browser; and how fast queues are delivered after an outage
 *   npm run fault -- --long       a million messages in the simulation, 10,000 over the real SDK with 20 visitors, 200
 *                                 queues, 1,600 messages in browsers
 *   npm run fault -- --real       the long run without the simulation
 *   npm run fault -- --planted    each safety rule removed in turn; each has to be noticed
 *   npm run fault -- --soak       a page that stays open for a tenth of a working day, in some five minutes; exits 1 when
 *                                 memory, document, listeners or timers grow. With --long a whole day
 *   npm run fault -- --seed N     one simulated world again, with its history
 *   npm run fault -- --figures [--long] [R5 …]    each figure of docs/reliability.md beside its goal, all or some; exits
 *                                 1 when one is not held
 */
import { install } from './install.mjs';
import { ROOT, runNode } from './run.mjs';
import { ensureBrowsers } from './browsers.mjs';
import { BUILD, COMPILE, runCheck } from './testing/checks.mjs';

const MODES = {
  '--figures': 'figures',
  '--long': 'long',
  '--planted': 'planted',
  '--real': 'real',
  '--seed': 'seed',
  '--soak': 'soak',
};
const [flag, ...values] = process.argv.slice(2);
const mode = flag === undefined ? 'usual' : MODES[flag];
if (mode === undefined || (mode === 'seed' && !/^\d+$/.test(values[0] ?? ''))) {
  console.error(
    'Use: npm run fault -- [--long | --real | --planted | --soak [--long] | --seed N | --figures [--long] [R5 …]]',
  );
  process.exit(1);
}
await install();
const { problem } = await ensureBrowsers();
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}
// Browsers load what is shipped.
for (const check of [BUILD, COMPILE]) {
  const { failures } = await runCheck(check);
  if (failures.length > 0) process.exit(1);
}
const [program, ...words] = mode === 'figures' ? ['figures/main.js'] : ['main.js', mode];
const { code } = await runNode(['--enable-source-maps', `${ROOT}build/test/fault/${program}`, ...words, ...values]);
process.exit(code);
