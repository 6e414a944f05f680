/** The team in the database. */
import { randomUUID } from 'node:crypto';
import { IDENTITY_PREFIX } from '../../shared/identity.js';
import { createSecret } from '../secrets.js';
import type { Member, TeamStore } from '../team.js';
import { lockAccount } from './lock-account.js';
import type { Database, Schema } from './schema.js';

export function createTeamStore(database: Database, now: () => number): TeamStore {
  const rowOf = (account: string, id: string, name = '', email = '', passwordHash: string | null = null) => ({
    account,
    id,
    name,
    email,
    email_key: keyOf(email),
    password_hash: passwordHash,
    identity: IDENTITY_PREFIX.team + createSecret(16),
    created_at: now(),
  });

  /** Tells whether somebody else of the account has the e-mail address. */
  async function isTaken(transaction: Database, account: string, member: string, email: string): Promise<boolean> {
    const other = await transaction
      .selectFrom('member')
      .select('id')
      .where('account', '=', account)
      .where('email_key', '=', keyOf(email))
      .where('id', '!=', member)
      .executeTakeFirst();
    return other !== undefined;
  }

  return {
    async identityOf(account, member) {
      const known = await database
        .selectFrom('member')
        .select('identity')
        .where('account', '=', account)
        .where('id', '=', member)
        .executeTakeFirst();
      if (known) return known.identity;
      const { identity } = await database
        .insertInto('member')
        .values(rowOf(account, member))
        // Written over with itself, because only a row that was written is returned.
        .onConflict((conflict) =>
          conflict.columns(['account', 'id']).doUpdateSet((row) => ({ identity: row.ref('member.identity') })),
        )
        .returning('identity')
        .executeTakeFirstOrThrow();
      return identity;
    },

    async identities(account) {
      const rows = await database
        .selectFrom('member')
        .select('identity')
        .where('account', '=', account)
        .orderBy('created_at')
        .execute();
      return rows.map(({ identity }) => identity);
    },

    async list(account) {
      const rows = await database
        .selectFrom('member')
        .selectAll()
        .where('account', '=', account)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toMember);
    },

    async find(account, member) {
      const row = await database
        .selectFrom('member')
        .selectAll()
        .where('account', '=', account)
        .where('id', '=', member)
        .executeTakeFirst();
      return row ? toMember(row) : null;
    },

    async add(account, { name, email, passwordHash }) {
      const row = await database
        .insertInto('member')
        .values(rowOf(account, randomUUID(), name, email, passwordHash))
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      return row ? toMember(row) : null;
    },

    change: (account, member, { name, email, passwordHash }) =>
      database.transaction().execute(async (transaction) => {
        await lockAccount(transaction, account);
        if (email !== undefined && (await isTaken(transaction, account, member, email))) return false;
        const changed = await transaction
          .updateTable('member')
          .set((row) => ({
            id: row.ref('id'),
            ...(name !== undefined && { name }),
            ...(email !== undefined && { email, email_key: keyOf(email) }),
            ...(passwordHash !== undefined && { password_hash: passwordHash }),
          }))
          .where('account', '=', account)
          .where('id', '=', member)
          .returning('id')
          .executeTakeFirst();
        if (passwordHash !== undefined) await endSignIns(transaction, account, member);
        return changed !== undefined;
      }),

    remove: (account, member, removedAt) =>
      database.transaction().execute(async (transaction) => {
        await lockAccount(transaction, account);
        await endSignIns(transaction, account, member);
        const removed = await transaction
          .deleteFrom('member')
          .where('account', '=', account)
          .where('id', '=', member)
          .returning(['id', 'name', 'identity'])
          .executeTakeFirst();
        if (removed === undefined) return false;
        const former = { account, ...removed, removed_at: removedAt };
        await transaction.insertInto('former_member').values(former).execute();
        return true;
      }),

    async formerSince(account, time) {
      const rows = await database
        .selectFrom('former_member')
        .selectAll()
        .where('account', '=', account)
        .where('removed_at', '>=', time)
        .execute();
      return rows.map(({ id, identity, removed_at: removedAt }) => ({ id, identity, removedAt }));
    },

    async namesOf(account, identities) {
      const names = new Map<string, string>();
      if (identities.length === 0) return names;
      for (const table of ['former_member', 'member'] as const) {
        const rows = await database
          .selectFrom(table)
          .select(['identity', 'name'])
          .where('account', '=', account)
          .where('identity', 'in', identities)
          .where('name', '!=', '')
          .execute();
        for (const { identity, name } of rows) names.set(identity, name);
      }
      return names;
    },

    async credentialsOf(email) {
      const rows = await database.selectFrom('member').selectAll().where('email_key', '=', keyOf(email)).execute();
      return rows.map((row) => ({ account: row.account, member: row.id, passwordHash: row.password_hash }));
    },
  };
}

async function endSignIns(transaction: Database, account: string, member: string): Promise<void> {
  await transaction.deleteFrom('sign_in').where('account', '=', account).where('member', '=', member).execute();
}

function keyOf(email: string): string | null {
  return email.trim().toLowerCase() || null;
}

function toMember(row: Schema['member']): Member {
  const { id, name, email, identity } = row;
  return { id, name, email, identity, hasPassword: row.password_hash !== null };
}
