/**
 * `npm run build`: the library and the Node rooms with the TypeScript compiler, the browser's files with Rollup. Leaves
 * `dist/` (what is published and served) and `build/` (what runs in Node).
 */
import { readdir, rm, stat } from 'node:fs/promises';
import { runNode, ROOT } from './run.mjs';

const ASSETS = `${ROOT}dist/cdn/assets/`;

const started = Date.now();
await step(
  'types and modules',
  'node_modules/typescript/bin/tsc',
  '-b',
  'src/tsconfig.browser.json',
  'src/tsconfig.node.json',
);
await step('browser files', 'node_modules/rollup/dist/bin/rollup', '-c', '--silent');
await removeOlderAssets();
await step('compressed files', 'scripts/build-compressed.mjs');
await step('emulator', 'scripts/build-emulator.mjs');
await step('server', 'scripts/build-server.mjs');
await step('types of the emulator', 'node_modules/typescript/bin/tsc', '-p', 'src/tsconfig.emulator-types.json');
await step('sizes', 'scripts/size.mjs');

async function step(name, ...args) {
  const { code } = await runNode(args);
  if (code === 0) return;
  console.error(`build: ${name} failed`);
  process.exit(code);
}

/** Files with a hash in their name would pile up. Not before the new ones are there: a server may run beside this. */
async function removeOlderAssets() {
  for (const name of await readdir(ASSETS)) {
    if ((await stat(ASSETS + name)).mtimeMs < started) await rm(ASSETS + name);
  }
}
