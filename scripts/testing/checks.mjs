/**
 * The checks of `npm test`: programs that say yes or no about the whole repository. Each counts as one test.
 */
import { run, tool } from '../run.mjs';

/** Must come before whatever looks at what is shipped. */
export const BUILD = check('build', process.execPath, 'scripts/build.mjs');

/** Type-checks every program of the project, and writes the compiled tests that `node --test` runs. */
export const COMPILE = check('types', tool('tsc'), '--build');

/** The checks that `npm test` knows by name. */
export const CHECKS = [
  COMPILE,
  check('lint', tool('eslint'), '--max-warnings', '0', '.'),
  check('format', tool('prettier'), '--check', '--log-level', 'warn', '.'),
  check('docs', process.execPath, 'scripts/docs.mjs', '--check'),
  check('manifest', process.execPath, 'scripts/testing/manifest-check.mjs'),
  { ...check('size', process.execPath, 'scripts/size.mjs'), needsBuild: true },
];

/** Runs checks beside each other, because most use one processor. Returns what they came to, in the shape that suites use. */
export async function runChecks(checks) {
  const ends = await Promise.all(checks.map(({ command, args }) => run(command, args, { quiet: true })));
  const failures = [];
  for (const [index, { code, output }] of ends.entries()) {
    process.stdout.write(output);
    if (code !== 0) failures.push(`${checks[index].name}: ended with code ${code}, its output is above`);
  }
  return { passed: checks.length - failures.length, skipped: 0, failures };
}

function check(name, command, ...args) {
  return { name, runner: 'check', needsBuild: false, needsBrowsers: false, command, args };
}
