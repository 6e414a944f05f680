/** Sign-ins in the database. */
import type { SignIn, SignInStore } from '../sign-in-store.js';
import { lockAccount } from './lock-account.js';
import type { Database, Schema } from './schema.js';

export function createSignInStore(database: Database): SignInStore {
  return {
    add: (secretHash, { account, member, expiresAt, usedAt }, passwordHash) =>
      database.transaction().execute(async (transaction) => {
        await lockAccount(transaction, account);
        const known = await transaction
          .selectFrom('member')
          .select('password_hash')
          .where('account', '=', account)
          .where('id', '=', member)
          .executeTakeFirst();
        if (!known || (passwordHash !== undefined && known.password_hash !== passwordHash)) return false;
        const row = { secret_hash: secretHash, account, member, expires_at: expiresAt, used_at: usedAt };
        await transaction.insertInto('sign_in').values(row).execute();
        return true;
      }),

    async find(secretHash) {
      const row = await database
        .selectFrom('sign_in')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst();
      return row ? toSignIn(row) : null;
    },

    async list(account, member) {
      const rows = await database
        .selectFrom('sign_in')
        .selectAll()
        .where('account', '=', account)
        .where('member', '=', member)
        .orderBy('used_at', 'desc')
        .execute();
      return rows.map((row) => ({ ...toSignIn(row), secretHash: row.secret_hash }));
    },

    async touch(secretHash, usedAt) {
      await database.updateTable('sign_in').set({ used_at: usedAt }).where('secret_hash', '=', secretHash).execute();
    },

    async remove(secretHash) {
      await database.deleteFrom('sign_in').where('secret_hash', '=', secretHash).execute();
    },

    async removeExpired(now) {
      await database.deleteFrom('sign_in').where('expires_at', '<=', now).execute();
    },
  };
}

function toSignIn(row: Schema['sign_in']): SignIn {
  return { account: row.account, member: row.member, expiresAt: row.expires_at, usedAt: row.used_at };
}
