/** SQLite, in a file or in memory, through the package `libsql`. */
import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
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
    return new Kysely<Schema>({ dialect: new SqliteDialect({ database: keepStatements(file) }) });
  } catch (cause) {
    throw new DatabaseError(`${path} cannot be opened as a database (${(cause as Error).message}).`, { cause });
  }
}

/** Statements kept prepared; the oldest goes. The server has fewer, but a list in a condition makes one for each length. */
const KEPT = 200;

/** Prepares each statement once: preparing takes longer than reading a row. */
function keepStatements(file: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => file.close(),
    prepare(sql) {
      const statement = kept.get(sql) ?? file.prepare(sql);
      kept.set(sql, statement);
      const oldest = kept.keys().next().value;
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}
