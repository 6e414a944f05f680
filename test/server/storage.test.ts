/** The storage on SQLite: what each port promises, also when several ask at once. `storage-cases.ts` holds the cases. */
import { describe } from 'node:test';
import { createSealer } from '../../src/server/sealing.js';
import { openSqlite } from '../../src/server/database/sqlite.js';
import { createStorage } from '../../src/server/database/storage.js';
import { testStorage } from './storage-cases.js';

describe('storage in SQLite', () => {
  testStorage(async (now) => createStorage(await openSqlite(':memory:'), createSealer(['k'.repeat(32)]), now));
});
