/** PostgreSQL, for many copies of the server. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Schema } from './schema.js';

/** Connections of one copy at most. */
const MAX_CONNECTIONS = 10;
/** How long to wait for a connection. In milliseconds. */
const PATIENCE_MS = 5000;

/** PostgreSQL's number of the type `bigint`, which the driver reads as a text: ours are times and fit a number. */
const BIGINT = pg.types.builtins.INT8;

type TypeId = (typeof pg.types.builtins)[keyof typeof pg.types.builtins];

/** @param onLost Told when a connection breaks that nobody is using; the next query takes another. */
export function openPostgres(connectionString: string, onLost: (error: Error) => void): Database {
  const pool = new pg.Pool({
    connectionString,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    application_name: 'missive-chat',
    types: { getTypeParser: readType },
  });
  pool.on('error', onLost);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

function readType(type: TypeId, format?: 'text' | 'binary'): (value: string) => unknown {
  return type === BIGINT ? Number : (pg.types.getTypeParser(type, format) as (value: string) => unknown);
}
