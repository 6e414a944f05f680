/**
 * `npm run bench`: measures, on this machine, what the product promises to be fast at. `npm run bench -- latency` runs
 * one part. Figures are printed, never asserted: another machine has others.
 */
import { install } from './install.mjs';
import { ensureBrowsers } from './browsers.mjs';
import { ROOT, runNode } from './run.mjs';

const PARTS = {
  text: 'test/bench/text.mjs',
  latency: 'test/bench/latency.mjs',
  emulator: 'test/bench/emulator.mjs',
  server: 'test/bench/server.mjs',
};

process.env.ENGINES = 'chromium';
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}
await install();
const { problem } = await ensureBrowsers();
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}
const { code, output } = await runNode(['scripts/build.mjs'], { quiet: true });
if (code !== 0) {
  console.error(output);
  process.exit(code);
}
for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
  const { code: failed } = await runNode(['--expose-gc', ROOT + PARTS[name]]);
  if (failed !== 0) process.exit(failed);
}
