/** SQLite, in a file or in memory, through the package `libsql`. */
import { Kysely, SqliteDialect } from 'kysely';
import type { Database, Schema } from './schema.js';

/** The database cannot be used; the message says what to do. */
export class DatabaseError extends Error {}

/** @param path A file, made when it is missing; `:memory:` for one that ends with the process. */
export async function openSqlite(path: string): Promise<Database> {
  const { default: Libsql } = await import('libsql').catch((cause: unknown) => {
    const advice = 'The database needs the package "libsql". Install it: npm install libsql@0.5.29';
    throw new DatabaseError(advice, { cause });
  });
  try {
    const file = new Libsql(path);
    // What was acknowledged outlives the process. Of a power cut the last moments may be lost, but nothing is torn: waiting
    // for the disk at each new visitor would stop everybody else meanwhile. A command beside the server waits its turn.
    file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
    return new Kysely<Schema>({ dialect: new SqliteDialect({ database: file }) });
  } catch (cause) {
    throw new DatabaseError(`${path} cannot be opened as a database (${(cause as Error).message}).`, { cause });
  }
}
