/**
 * The checks of `npm test`: programs that say yes or no about the whole repository. Each counts as one test.
 */
import { run, runNode, tool } from '../run.mjs';

/** Must come before whatever looks at what is shipped. */
export const BUILD = check('build', () => runNode(['scripts/build.mjs']));

/** Type-checks every program of the project, and writes the compiled tests that `node --test` runs. */
export const COMPILE = check('types', () => run(tool('tsc'), ['--build']));

/** The checks that `npm test` knows by name. */
export const CHECKS = [
  COMPILE,
  check('lint', () => run(tool('eslint'), ['--max-warnings', '0', '.'])),
  check('format', () => run(tool('prettier'), ['--check', '--log-level', 'warn', '.'])),
  check('docs', () => runNode(['scripts/docs.mjs', '--check'])),
  check('manifest', () => runNode(['scripts/testing/manifest-check.mjs'])),
  { ...check('size', () => runNode(['scripts/size.mjs'])), needsBuild: true },
];

/** Runs a check. Returns what it came to, in the shape that suites use. */
export async function runCheck({ name, start }) {
  const { code, output } = await start();
  process.stdout.write(output); // nothing but the reason why it could not be started
  if (code === 0) return { passed: 1, skipped: 0, failures: [] };
  return { passed: 0, skipped: 0, failures: [`${name}: ended with code ${code}, its output is above`] };
}

function check(name, start) {
  return { name, runner: 'check', needsBuild: false, needsBrowsers: false, start };
}
