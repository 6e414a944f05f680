/**
 * Bundles the companion and its command into `dist/server/`, as they are published: what they need is inside, because it is no
 * dependency of a page that only wants the element. The database driver is native and stays outside.
 */
import { build } from 'esbuild';
import { chmod, rm } from 'node:fs/promises';
import { ROOT } from './run.mjs';

// Files with a hash in their name would pile up.
await rm(`${ROOT}dist/server`, { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: { cli: 'src/server/cli.ts' },
  outdir: 'dist/server',
  bundle: true,
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['libsql', 'pg-native', 'bufferutil', 'utf-8-validate'],
  // Packages in the older format ask for Node's modules by `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
await chmod(`${ROOT}dist/server/cli.js`, 0o755);
