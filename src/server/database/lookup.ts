/** Queries that every page view asks: compiled once, because putting one together takes longer than the database does. */
import type { CompiledQuery } from 'kysely';
import type { Database } from './schema.js';

/**
 * Prepares a query by one text.
 *
 * @param build Puts the query together; that text is its only parameter.
 * @returns Finds the first row.
 */
export function createLookup<Row>(
  database: Database,
  build: (text: string) => { compile(): CompiledQuery<Row> },
): (text: string) => Promise<Row | undefined> {
  const compiled = build('').compile();
  return async (text) => (await database.executeQuery<Row>({ ...compiled, parameters: [text] })).rows[0];
}
