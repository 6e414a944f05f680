/**
 * Finds the suites of `test/` and runs them: `unit`, `element`, `compat`, `corpus` and `sdk` inside browsers, every other
 * folder with `node --test`. A suite that crashes, or in which nothing ran, has failed, whatever its runner says.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT, run, runNode, tool } from '../run.mjs';

const IN_BROWSERS = ['unit', 'element', 'compat', 'corpus', 'sdk'];
/** What runs on Node and starts no browser either. */
const WITHOUT_BROWSERS = ['architecture', 'contract', 'emulator', 'package', 'reference', 'server'];

/** Ends a runner that hangs, so that the run comes to its count. In milliseconds. */
const TEST_TIMEOUT = 2 * 60_000;
const SUITE_TIMEOUT = 10 * 60_000;
/** All suites that run in browsers are one, in three engines. */
const BROWSERS_TIMEOUT = 30 * 60_000;

/** The suites that have test files: folders of `test/`, and files that lie directly in it. */
export function listSuites() {
  const suites = new Map();
  const paths = readdirSync(`${ROOT}test`, { recursive: true }).sort();
  for (const path of paths.filter((candidate) => candidate.endsWith('.test.ts'))) {
    const name = path.split('/')[0].replace('.test.ts', '');
    suites.set(name, [...(suites.get(name) ?? []), `test/${path}`]);
  }
  return [...suites].map(([name, files]) => ({
    name,
    files,
    runner: IN_BROWSERS.includes(name) ? 'browser' : 'node',
    // By itself Node leaves one processor to others. The browser of an end-to-end test takes all there are.
    concurrency: name === 'e2e' ? 1 : availableParallelism(),
    needsBuild: name !== 'unit',
    needsBrowsers: !WITHOUT_BROWSERS.includes(name),
    needsPostgres: name === 'server',
  }));
}

/** Runs a suite's compiled files with `node --test`. */
export async function runNodeSuite({ name, files, concurrency }) {
  const compiled = files.map((file) => `build/${file.replace(/\.ts$/, '.js')}`);
  const found = compiled.filter((file) => existsSync(ROOT + file));
  const lost = files.filter((_, index) => !found.includes(compiled[index]));
  // Without a file, `node --test` would look for tests by itself and run whatever it finds.
  const results =
    found.length > 0 ? await runCompiled(name, found, concurrency) : { passed: 0, skipped: 0, failures: [] };
  results.failures.push(...lost.map((file) => `${file}: was not compiled, is it part of test/tsconfig.node.json?`));
  return results;
}

function runCompiled(name, files, concurrency) {
  return collectResults(name, (resultsFile) =>
    runNode(
      [
        '--enable-source-maps',
        '--test',
        `--test-concurrency=${concurrency}`,
        `--test-timeout=${TEST_TIMEOUT}`,
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${ROOT}scripts/testing/node-reporter.mjs`,
        `--test-reporter-destination=${resultsFile}`,
        ...files,
      ],
      { timeout: SUITE_TIMEOUT },
    ),
  );
}

/** Runs suites with Web Test Runner; all together, because starting three browsers takes most of the time. */
export function runBrowserSuites(suites) {
  const files = suites.map((suite) => `test/${suite.name}/**/*.test.ts`);
  return collectResults(suites.map((suite) => suite.name).join(', '), (resultsFile) =>
    run(tool('wtr'), ['--files', ...files], {
      // It moves the cursor even where there is none; kept back, its output is cleaned before it is shown.
      quiet: !process.stdout.isTTY,
      timeout: BROWSERS_TIMEOUT,
      env: { TEST_RESULTS: resultsFile },
    }),
  );
}

/** Runs a runner whose reporter writes the results into a file, and believes only what fits together. */
async function collectResults(name, start) {
  const folder = mkdtempSync(join(tmpdir(), 'test-results-'));
  const resultsFile = join(folder, 'results.json');
  try {
    const { code, output } = await start(resultsFile);
    process.stdout.write(stripVTControlCharacters(output));
    const results = readResults(resultsFile);
    if (results === null) {
      return { passed: 0, skipped: 0, failures: [`${name}: the runner crashed (code ${code})`] };
    }
    const { passed, skipped, failures } = results;
    if (failures.length === 0 && code !== 0) failures.push(`${name}: ended with code ${code} without a failed test`);
    if (failures.length === 0 && passed + skipped === 0) failures.push(`${name}: ran no test`);
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `null` when the runner came to no end. */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
