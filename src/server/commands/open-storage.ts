/** Opens the storage that the configuration names. */
import { join } from 'node:path';
import { type Configuration, UsageError } from '../configuration.js';
import { openMemoryStorage } from '../database/memory.js';
import { openPostgres } from '../database/postgres.js';
import { openSqlite } from '../database/sqlite.js';
import { createStorage } from '../database/storage.js';
import { describe } from '../errors.js';
import type { Log } from '../log.js';
import { createSealer } from '../sealing.js';
import type { Storage } from '../storage.js';
import { makeDataFolder } from './data-folder.js';
import { readKeyFile } from './key-file.js';

/** @param isMemory Keep nothing. @throws UsageError when it cannot be opened. */
export async function openStorage(configuration: Configuration, isMemory: boolean, log: Log): Promise<Storage> {
  if (isMemory) return openMemoryStorage([]);
  const { databaseUrl, dataFolder } = configuration;
  const [first, ...others] = await keysOf(configuration, log);
  const sealer = createSealer([first, ...others]);
  if (databaseUrl === null) await makeDataFolder(dataFolder);
  const database =
    databaseUrl === null
      ? await openSqlite(join(dataFolder, 'missive-chat.db'))
      : openPostgres(databaseUrl, (error) => log({ event: 'database-connection-lost', ...describe(error) }));
  try {
    return await createStorage(database, sealer, Date.now);
  } catch (error) {
    await database.destroy();
    const place = databaseUrl === null ? dataFolder : 'DATABASE_URL';
    throw new UsageError(`The database of ${place} cannot be used (${(error as Error).message}).`, { cause: error });
  }
}

async function keysOf({ keys, databaseUrl, dataFolder }: Configuration, log: Log): Promise<[string, ...string[]]> {
  const [first, ...others] = keys;
  if (first !== undefined) return [first, ...others];
  if (databaseUrl !== null) {
    throw new UsageError(
      'DATABASE_URL needs MISSIVE_KEY, the same for every copy. Make one with: openssl rand -hex 32',
    );
  }
  return [await readKeyFile(dataFolder, (warning) => log({ event: 'key-made', warning }))];
}
