/**
 * The port behind which rows are kept. Knows neither what rows mean nor who writes them: a row is a kind, a key and JSON.
 * Called by the journal and at the start; a database implements it, and so could anything that writes all or nothing.
 */

/** Kinds of rows, as a database names them. */
export const ROW_KINDS = [
  'key',
  'service',
  'role',
  'user',
  'conversation',
  'participant',
  'message',
  'media',
  'webhook',
  'mutation',
  'sync_object',
  'sync_event',
] as const;

export type RowKind = (typeof ROW_KINDS)[number];

export interface StoredRow {
  readonly kind: RowKind;
  /** Unique among the rows of its kind. */
  readonly key: string;
  /** JSON. */
  readonly value: string;
}

/** A row as it is from now on; without a value it is gone. */
export interface RowChange extends Omit<StoredRow, 'value'> {
  readonly value: string | null;
}

/** Where an emulator keeps its rows beyond the life of its process. */
export interface RowStorage {
  /** All rows, in the order in which they were first written. */
  read(): readonly StoredRow[];
  /** Writes all of it or nothing; what it has returned from outlives the process. */
  write(changes: readonly RowChange[]): void;
  /** Removes every row. */
  clear(): void;
  close(): void;
}
