import { testGroups } from './config-bad.js';

describe('the corpus of bad options', () => {
  testGroups(['boolean', 'enum', 'visitor-logic', 'string', 'messages']);
});
