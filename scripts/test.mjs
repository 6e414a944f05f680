/**
 * `npm test`: everything that must pass. `npm test -- server unit lint` runs parts: a check of
 * `testing/checks.mjs`, or a folder or file of `test/`. One failure stops nothing; the last line counts what ran.
 */
import { ensureBrowsers } from './browsers.mjs';
import { install } from './install.mjs';
import { ensurePostgres, findPostgres } from './postgres.mjs';
import { BUILD, CHECKS, COMPILE, runChecks } from './testing/checks.mjs';
import { Report } from './testing/report.mjs';
import { listSuites, runBrowserSuites, runNodeSuite } from './testing/suites.mjs';

// Programs write to the terminal themselves; into a file or a pipe none of them may write colours.
if (!process.stdout.isTTY) process.env.NO_COLOR = '1';

const report = new Report();
try {
  await runParts(process.argv.slice(2));
} catch (error) {
  report.addFailure(error.message);
}
process.exitCode = report.finish() ? 0 : 1;

async function runParts(names) {
  const parts = chooseParts([...CHECKS, ...listSuites()], names);
  const nodeSuites = parts.filter((part) => part.runner === 'node');
  const browserSuites = parts.filter((part) => part.runner === 'browser');
  const checks = parts.filter((part) => part.runner === 'check');

  await install();
  if (parts.some((part) => part.needsBrowsers)) await prepareBrowsers();
  if (parts.some((part) => part.needsPostgres)) await preparePostgres();
  if (nodeSuites.length > 0 && !checks.includes(COMPILE)) checks.push(COMPILE);

  if (parts.some((part) => part.needsBuild)) await report.time(BUILD.name, () => runChecks([BUILD]));
  if (checks.length > 0) await report.time(titleOf(checks), () => runChecks(checks));
  for (const suite of nodeSuites) await report.time(suite.name, () => runNodeSuite(suite));
  if (browserSuites.length > 0) {
    await report.time(titleOf(browserSuites), () => runBrowserSuites(browserSuites));
  }
}

function titleOf(parts) {
  return parts.map(({ name }) => name).join(', ');
}

/** Every part when none is named. */
function chooseParts(parts, names) {
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new Error(`No part is called ${unknown.join(', ')}; there are ${parts.map((part) => part.name).join(', ')}.`);
  }
  return names.length === 0 ? parts : parts.filter((part) => names.includes(part.name));
}

/** Without it the tests of many copies fail, and say so once more. */
async function preparePostgres() {
  const problem = await ensurePostgres();
  if (problem !== null) report.addFailure(problem);
  process.env.POSTGRES_BIN = findPostgres() ?? '';
}

/** Goes on with the browsers that are there when not all of them are. */
async function prepareBrowsers() {
  const { found, problem } = await ensureBrowsers();
  if (problem === null) return;
  report.addFailure(problem);
  if (found.length > 0) process.env.ENGINES = found.join();
}
