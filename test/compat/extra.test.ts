/** Pages of the folders that `EXTRA_CASES` names. */
import { CALLS } from './calls.js';
import { EXPECTATIONS } from './expectations.js';
import { LOADING } from './loading.js';
import { cases, testPages } from './pages.js';

describe('further pages with the snippet', function () {
  this.timeout(30_000);

  it('are there if they are wanted', function () {
    // They are no part of the project: see the folders that EXTRA_CASES names.
    if (cases.every((page) => page.own)) this.skip();
  });

  testPages({ ...EXPECTATIONS, ...LOADING, ...CALLS }, (page) => !page.own);
});
