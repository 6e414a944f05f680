/** Builds the simulation with an edit in the sources, and looks for a seed that notices it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { FINDINGS } from './tally.js';
import type { PlantedBug } from './planted.js';
import type { Run } from './simulation/simulate.js';

/** Compiled, this file lies in `build/test/fault/`. */
const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

/** Seeds after which a bug counts as not caught. */
const SEEDS = 400;

/** @returns What caught it; `null` when nothing did. */
export async function catchBug(bug: PlantedBug, number: number): Promise<string | null> {
  const outfile = `${REPOSITORY}build/planted/${String(number)}.mjs`;
  const contents = plant(bug);
  await build({
    entryPoints: [`${REPOSITORY}test/fault/simulation/simulate.ts`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
    plugins: [
      {
        name: 'plant',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => (path.endsWith(bug.file) ? { contents, loader: 'ts' } : undefined));
        },
      },
    ],
  });
  const { simulate } = (await import(pathToFileURL(outfile).href)) as { simulate: (seed: number) => Promise<Run> };
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { verdict } = await simulate(seed);
    const finding = FINDINGS.find((name) => verdict[name].length > 0);
    if (finding !== undefined) return `seed ${String(seed)}: ${finding} ${verdict[finding][0] ?? ''}`;
  }
  return null;
}

/** @throws Error when the edit does not fit the source any more. */
function plant({ file, find, replace }: PlantedBug): string {
  const source = readFileSync(REPOSITORY + file, 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${file} does not hold this once: ${find}`);
  return source.replace(find, () => replace);
}
