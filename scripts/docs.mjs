/**
 * `npm run docs`: makes what follows from the reference: pages of `docs/`, and the data of the demo. `--check` writes nothing and tells which of
 * them are out of date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { apiPage, optionsData, optionsPage, themingPage } from './docs/pages.mjs';
import { reference } from './docs/reference.mjs';
import { ROOT } from './run.mjs';

const PAGES = {
  'docs/options.md': optionsPage,
  'docs/theming.md': themingPage,
  'docs/api.md': apiPage,
  'demo/options.json': optionsData,
};
const isCheck = process.argv.includes('--check');

for (const [path, make] of Object.entries(PAGES)) {
  const file = ROOT + path;
  const text = make(reference);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (!isCheck) writeFileSync(file, text);
  else {
    console.error(`${path} is not what the reference says. Run: npm run docs`);
    process.exitCode = 1;
  }
}
