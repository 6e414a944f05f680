/**
 * `npm run build`: the library and the Node rooms with the TypeScript compiler, the browser's files with Rollup. Leaves
 * `dist/` (what is published and served) and `build/` (what runs in Node).
 */
import { readdir, rm, stat } from 'node:fs/promises';
import { runNode, ROOT } from './run.mjs';

const steps = [
  [
    'types and modules',
    ['node_modules/typescript/bin/tsc', '-b', 'src/tsconfig.browser.json', 'src/tsconfig.node.json'],
  ],
  ['browser files', ['node_modules/rollup/dist/bin/rollup', '-c', '--silent']],
  ['sizes', ['scripts/size.mjs']],
];

const started = Date.now();
for (const [name, args] of steps) {
  const { code } = await runNode(args);
  if (code !== 0) {
    console.error(`build: ${name} failed`);
    process.exit(code);
  }
}

// Files with a hash in their name would pile up. Only now: a server that runs beside this never misses one.
const assets = `${ROOT}dist/cdn/assets/`;
for (const name of await readdir(assets)) {
  if ((await stat(assets + name)).mtimeMs < started) await rm(assets + name);
}
