/**
 * Tells whether the committed `custom-elements.json` is what the sources say today, and whether it is a valid
 * manifest by the published schema.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import { ROOT, run, tool } from '../run.mjs';

const FOLDER = 'build/manifest';
const CONFIG = 'custom-elements-manifest.config.mjs';

const problem = await findProblem();
if (problem !== null) {
  console.error(problem);
  process.exitCode = 1;
}

async function findProblem() {
  const analysis = await run(tool('cem'), ['analyze', '--quiet', '--config', CONFIG, '--outdir', FOLDER], {
    quiet: true,
  });
  if (analysis.code !== 0) return analysis.output;

  const fresh = readFileSync(`${ROOT}${FOLDER}/custom-elements.json`, 'utf8');
  const committed = `${ROOT}custom-elements.json`;
  if (!existsSync(committed) || readFileSync(committed, 'utf8') !== fresh) {
    return 'custom-elements.json is not what the sources say. Run: npm run analyze';
  }
  const schema = createRequire(import.meta.url)('custom-elements-manifest/schema.json');
  const ajv = new Ajv({ strict: false, allErrors: true });
  return ajv.validate(schema, JSON.parse(fresh)) ? null : `custom-elements.json: ${ajv.errorsText()}`;
}
