/** Sign-ins in the database. */
import type { SignInStore } from '../sign-in-store.js';
import type { Database } from './schema.js';

export function createSignInStore(database: Database): SignInStore {
  return {
    async add(secretHash, { account, member, expiresAt, usedAt }) {
      const row = { secret_hash: secretHash, account, member, expires_at: expiresAt, used_at: usedAt };
      await database.insertInto('sign_in').values(row).execute();
    },

    async find(secretHash) {
      const row = await database
        .selectFrom('sign_in')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst();
      return row ? { account: row.account, member: row.member, expiresAt: row.expires_at, usedAt: row.used_at } : null;
    },

    async touch(secretHash, usedAt) {
      await database.updateTable('sign_in').set({ used_at: usedAt }).where('secret_hash', '=', secretHash).execute();
    },

    async remove(secretHash) {
      await database.deleteFrom('sign_in').where('secret_hash', '=', secretHash).execute();
    },

    async removeOf(account, member, except = '') {
      await database
        .deleteFrom('sign_in')
        .where('account', '=', account)
        .where('member', '=', member)
        .where('secret_hash', '!=', except)
        .execute();
    },

    async removeExpired(now) {
      await database.deleteFrom('sign_in').where('expires_at', '<=', now).execute();
    },
  };
}
