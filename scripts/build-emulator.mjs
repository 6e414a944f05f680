/**
 * Bundles the emulator and its command into `dist/emulator/`, as they are published: what they need is inside, because it
 * is no dependency of a page that only wants the element. The database driver is native and stays outside.
 */
import { build } from 'esbuild';
import { chmod, rm } from 'node:fs/promises';
import { ROOT } from './run.mjs';

// Files with a hash in their name would pile up.
await rm(`${ROOT}dist/emulator`, { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: { index: 'src/emulator/index.ts', cli: 'src/emulator/front-door/cli.ts' },
  outdir: 'dist/emulator',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['libsql', 'bufferutil', 'utf-8-validate'],
  // `ws` is a CommonJS package and asks for Node's modules by `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await chmod(`${ROOT}dist/emulator/cli.js`, 0o755);
