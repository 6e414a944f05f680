/**
 * Writes what a run of Web Test Runner came to into the file that `TEST_RESULTS` names, in the same shape as
 * `scripts/testing/node-reporter.mjs`, so that `npm test` can add both up. Without `TEST_RESULTS` it does nothing.
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** A reporter for the `reporters` of Web Test Runner's configuration. */
export function resultsReporter() {
  return {
    onTestRunFinished({ sessions }) {
      if (!process.env.TEST_RESULTS) return;
      writeFileSync(process.env.TEST_RESULTS, JSON.stringify(countSessions(sessions)));
    },
  };
}

/** Adds up the sessions; a session is one test file in one browser. */
function countSessions(sessions) {
  const results = { passed: 0, skipped: 0, failures: [] };
  for (const session of sessions) {
    const place = `${session.browser.name}, ${relative('', session.testFile)}`;
    const tests = session.testResults ? listTests(session.testResults) : [];
    const failed = tests.filter(({ test }) => !test.passed && !test.skipped);
    results.passed += tests.filter(({ test }) => test.passed && !test.skipped).length;
    results.skipped += tests.filter(({ test }) => test.skipped).length;
    for (const { title } of failed) results.failures.push(`${place}: ${title}`);
    // A file that could not be loaded, or an error outside of its tests, is in no test's result.
    for (const error of session.errors) results.failures.push(`${place}: ${error.message.split('\n')[0]}`);
    if (session.errors.length > 0 || failed.length > 0) continue;
    if (tests.length === 0) results.failures.push(`${place}: the file ran no test`);
    else if (!session.passed) results.failures.push(`${place}: the file failed outside of its tests`);
  }
  return results;
}

function listTests(suite, path = []) {
  return [
    ...suite.tests.map((test) => ({ test, title: [...path, test.name].join(' › ') })),
    ...suite.suites.flatMap((child) => listTests(child, [...path, child.name])),
  ];
}
