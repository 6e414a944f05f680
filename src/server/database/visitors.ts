/** Visitors and their devices in the database. */
import type { Verification } from '../../shared/identity.js';
import type { VisitorStore } from '../visitors.js';
import type { Database } from './schema.js';

export function createVisitorStore(database: Database, now: () => number): VisitorStore {
  return {
    async findDevice(account, secretHash) {
      const row = await database
        .selectFrom('device')
        .selectAll()
        .where('account', '=', account)
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst();
      if (!row) return null;
      const { identity, verification, email, wrong_digest: wrongDigest } = row;
      return { identity, verification: verification as Verification, email, wrongDigest };
    },

    async saveVisitor(account, identity, { verification, name, email, avatarUrl }, device) {
      const row = { account, identity, verification, name, email, avatar_url: avatarUrl, seen_at: now() };
      const save = (connection: Database) =>
        connection
          .insertInto('visitor')
          .values(row)
          .onConflict((conflict) =>
            conflict.columns(['account', 'identity']).doUpdateSet({
              seen_at: row.seen_at,
              ...(name !== '' && { name }),
              ...(email !== '' && { email }),
              ...(avatarUrl !== '' && { avatar_url: avatarUrl }),
            }),
          )
          .execute();
      if (!device) {
        await save(database);
        return;
      }
      const { secretHash, wrongDigest, ...rest } = device;
      await database.transaction().execute(async (transaction) => {
        await save(transaction);
        const deviceRow = { account, secret_hash: secretHash, seen_at: now(), wrong_digest: wrongDigest, ...rest };
        await transaction.insertInto('device').values(deviceRow).execute();
      });
    },

    async findVisitors(account, identities) {
      if (identities.length === 0) return new Map();
      const rows = await database
        .selectFrom('visitor')
        .selectAll()
        .where('account', '=', account)
        .where('identity', 'in', identities)
        .execute();
      return new Map(
        rows.map(({ identity, verification, name, email, avatar_url: avatarUrl }) => [
          identity,
          { verification: verification as Verification, name, email, avatarUrl },
        ]),
      );
    },
  };
}
