/**
 * A lock that copies of the server share: a row says who has it and until when, so that a copy that died holds up nobody for
 * long. Within a copy the works of a key stand in line, and only the first of them asks the database.
 */
import { createProcessLock, type Lock } from '../lock.js';
import { createSecret } from '../secrets.js';
import type { Database } from './schema.js';

/** Longest time that a work may take. What it guards must bear a second one after that. In milliseconds. */
const LEASE_MS = 60_000;
/** How often a copy asks whether another one is done. In milliseconds. */
const POLL_MS = 25;

export function createLeaseLock(database: Database, now: () => number): Lock {
  const lock = createProcessLock();

  async function tryToTake(key: string, owner: string): Promise<boolean> {
    const endsAt = now() + LEASE_MS;
    const taken = await database
      .insertInto('lease')
      .values({ key, owner, ends_at: endsAt })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({ owner, ends_at: endsAt }).where('lease.ends_at', '<=', now()),
      )
      .returning('owner')
      .executeTakeFirst();
    return taken !== undefined;
  }

  return (key, work) =>
    lock(key, async () => {
      const owner = createSecret(16);
      while (!(await tryToTake(key, owner))) await pause(POLL_MS);
      try {
        return await work();
      } finally {
        await database.deleteFrom('lease').where('key', '=', key).where('owner', '=', owner).execute();
      }
    });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
