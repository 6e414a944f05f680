/**
 * A reporter for `node --test` that writes, at the end, what the run came to: `{passed, skipped, failures}` as JSON.
 * Counted the way Node itself counts: every test, and no suite.
 */
import { relative, resolve } from 'node:path';

export default async function* nodeReporter(events) {
  const results = { passed: 0, skipped: 0, failures: [] };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details.type === 'suite' && !isBrokenSuite(type, data)) continue;
    if (isWholeFile(data)) {
      const problem = type === 'test:pass' ? 'ran no test' : 'failed outside of its tests';
      results.failures.push(`${sourceOf(data.file)}: the file ${problem}`);
    } else if (data.skip !== undefined || data.todo !== undefined) {
      results.skipped += 1;
    } else if (type === 'test:pass') {
      results.passed += 1;
    } else {
      results.failures.push(`${sourceOf(data.file)}: ${data.name}`);
    }
  }
  yield JSON.stringify(results);
}

/** Node reports a file in which it met no test, or which broke by itself, as one test of the file's name. */
function isWholeFile(data) {
  return data.nesting === 0 && data.file === resolve(data.name);
}

/** People look for `test/…/x.test.ts` and not for what it was compiled to. */
function sourceOf(file) {
  return relative('', file)
    .replace(/^build\//, '')
    .replace(/\.js$/, '.ts');
}

/** A suite that failed by itself, in a hook or outside of its tests, is in no test's result. */
function isBrokenSuite(type, data) {
  return type === 'test:fail' && data.details.error?.failureType !== 'subtestsFailed';
}
