/** Storage that ends with the process: the same database, in memory, with a key of its own. */
import type { NewAccount } from '../accounts.js';
import { createSealer } from '../sealing.js';
import { createSecret } from '../secrets.js';
import type { Storage } from '../storage.js';
import { openSqlite } from './sqlite.js';
import { createStorage } from './storage.js';

/** @param accounts Added before it is returned. */
export async function openMemoryStorage(accounts: readonly NewAccount[], now = Date.now): Promise<Storage> {
  const storage = await createStorage(await openSqlite(':memory:'), createSealer([createSecret()]), now);
  for (const account of accounts) await storage.accounts.add(account);
  return storage;
}
