import { LOADING } from './loading.js';
import { subjectOf, testPages } from './pages.js';

describe('ways in which the script comes onto a page', function () {
  this.timeout(30_000);
  testPages(LOADING, (page) => page.own && subjectOf(page) in LOADING);
});
