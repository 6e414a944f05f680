import { testGroups } from './config-bad.js';

describe('the corpus of bad configurations', () => {
  testGroups(['top-level', 'id', 'wrong-type', 'callback', 'prototype-pollution', 'hostile-host', 'api']);
});
