/**
 * `npm run build`: the library and the Node rooms with the TypeScript compiler, the browser's files with Rollup. Leaves
 * `dist/` (what is published and served) and `build/` (what runs in Node).
 */
import { rm } from 'node:fs/promises';
import { runNode, ROOT } from './run.mjs';

const steps = [
  [
    'types and modules',
    ['node_modules/typescript/bin/tsc', '-b', 'src/tsconfig.browser.json', 'src/tsconfig.node.json'],
  ],
  ['browser files', ['node_modules/rollup/dist/bin/rollup', '-c', '--silent']],
  ['emulator', ['scripts/build-emulator.mjs']],
  ['types of the emulator', ['node_modules/typescript/bin/tsc', '-p', 'src/tsconfig.emulator-types.json']],
  ['sizes', ['scripts/size.mjs']],
];

for (const [name, args] of steps) {
  // Files with a hash in their name would pile up.
  if (name === 'browser files') await rm(`${ROOT}dist/cdn`, { recursive: true, force: true });
  const { code } = await runNode(args);
  if (code !== 0) {
    console.error(`build: ${name} failed`);
    process.exit(code);
  }
}
