/** Rows in a file of SQLite, through the package `libsql`. */
import type { Database } from 'libsql';
import { ROW_KINDS, type RowKind, type RowStorage, type StoredRow } from './storage.js';

/** Version of the table below; a file of another one is not touched. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS emulator_row (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, key)
  );
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** The database cannot be used; the message says what to do. */
export class StorageError extends Error {}

/**
 * Opens the file, or makes it, and keeps everybody else out of it until it is closed: the emulator has all rows in memory
 * and only writes. The lock is the operating system's, so it ends with the process, however that ends.
 *
 * @throws StorageError when the package is missing, the file is in use, or it is none of ours.
 */
export async function openDatabase(path: string): Promise<RowStorage> {
  const { default: Libsql } = await import('libsql').catch((cause: unknown) => {
    const advice = 'Keeping rows in a file needs the package "libsql". Install it: npm install libsql@0.5.29';
    throw new StorageError(advice, { cause });
  });
  let database: Database | undefined;
  try {
    database = new Libsql(path);
    // Before anything is read: from the first look on, the file is locked.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    prepareSchema(database, path);
    return createStorage(database);
  } catch (cause) {
    database?.close();
    throw cause instanceof StorageError ? cause : describeFailure(path, cause as Error);
  }
}

function describeFailure(path: string, cause: Error & { readonly code?: string }): StorageError {
  const message = cause.code?.startsWith('SQLITE_BUSY')
    ? `${path} is in use by another emulator. Stop that one, or name another file.`
    : `${path} cannot be opened as a database (${cause.message}).`;
  return new StorageError(message, { cause });
}

function prepareSchema(database: Database, path: string): void {
  const [row] = database.prepare('PRAGMA user_version').all() as readonly { user_version: number }[];
  const version = row?.user_version ?? 0;
  if (version !== 0 && version !== SCHEMA_VERSION) {
    throw new StorageError(`${path} was written by another version of the emulator. Name another file, or remove it.`);
  }
  // What was acknowledged outlives the process, and with FULL also the power.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  if (version === 0) database.exec(SCHEMA);
}

function createStorage(database: Database): RowStorage {
  const put = database.prepare(
    'INSERT INTO emulator_row (kind, key, value) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM emulator_row WHERE kind = ? AND key = ?');
  return {
    read: () => database.prepare('SELECT kind, key, value FROM emulator_row ORDER BY position').all().map(toStoredRow),
    write(changes) {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const { kind, key, value } of changes) {
          if (value === null) remove.run(kind, key);
          else put.run(kind, key, value);
        }
        database.exec('COMMIT');
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    clear: () => database.exec('DELETE FROM emulator_row'),
    close() {
      // Prepared statements, which cannot be ended, keep the connection and so the lock: it is given back by name.
      database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT COUNT(*) FROM emulator_row');
      database.close();
    },
  };
}

function toStoredRow(row: unknown): StoredRow {
  const { kind, key, value } = row as Record<string, unknown>;
  if (!ROW_KINDS.includes(kind as RowKind) || typeof key !== 'string' || typeof value !== 'string') {
    throw new StorageError(`The database holds a row that is not the emulator's (${String(kind)}).`);
  }
  return { kind: kind as RowKind, key, value };
}
