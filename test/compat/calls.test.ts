import { CALLS } from './calls.js';
import { subjectOf, testPages } from './pages.js';

describe('calls, and configurations that templates leave', function () {
  this.timeout(30_000);
  testPages(CALLS, (page) => page.own && subjectOf(page) in CALLS);
});
