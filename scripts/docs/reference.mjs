/**
 * The tables of `src/settings/reference.ts` for scripts: bundled and evaluated, so that nothing needs to be built before.
 */
import { build } from 'esbuild';
import { ROOT } from '../run.mjs';

const { outputFiles } = await build({
  entryPoints: [`${ROOT}src/settings/reference.ts`],
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  write: false,
});

/** @type {typeof import('../../src/settings/reference.js')} */
export const reference = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
