/** Installations in the database. */
import { MAX_INSTALLATIONS, type InstallationStore } from '../installations.js';
import type { Database } from './schema.js';

/** How exact "last seen" is: a write for every view of a page would be too much. In milliseconds. */
const PRECISION_MS = 5 * 60_000;

export function createInstallationStore(database: Database): InstallationStore {
  return {
    async see(account, origin, now) {
      const known = await database
        .selectFrom('installation')
        .select('seen_at')
        .where('account', '=', account)
        .where('origin', '=', origin)
        .executeTakeFirst();
      if (known && now - known.seen_at < PRECISION_MS) return;
      await database.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('installation')
          .values({ account, origin, seen_at: now })
          .onConflict((conflict) => conflict.columns(['account', 'origin']).doUpdateSet({ seen_at: now }))
          .execute();
        const kept = transaction
          .selectFrom('installation')
          .select('origin')
          .where('account', '=', account)
          .orderBy('seen_at', 'desc')
          .limit(MAX_INSTALLATIONS);
        await transaction
          .deleteFrom('installation')
          .where('account', '=', account)
          .where('origin', 'not in', kept)
          .execute();
      });
    },

    async list(account) {
      const rows = await database
        .selectFrom('installation')
        .selectAll()
        .where('account', '=', account)
        .orderBy('seen_at', 'desc')
        .execute();
      return rows.map(({ origin, seen_at: seenAt }) => ({ origin, seenAt }));
    },
  };
}
