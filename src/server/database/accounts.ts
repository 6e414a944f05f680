/** Accounts and their secret keys in the database. */
import { randomUUID } from 'node:crypto';
import type { AvailabilityRule } from '../../shared/schedule.js';
import { MAX_SECRET_KEYS, type Account, type AccountSettings, type AccountStore, type SecretKey } from '../accounts.js';
import type { Sealer } from '../sealing.js';
import { lockAccount } from './lock-account.js';
import { createLookup } from './lookup.js';
import type { Database, Schema } from './schema.js';

/** Who a secret key is sealed for. */
const ownerOf = (account: string) => `${account}/secret-key`;

export function createAccountStore(database: Database, sealer: Sealer, now: () => number): AccountStore {
  const findRow = createLookup(database, (id) => database.selectFrom('account').selectAll().where('id', '=', id));
  const open = (account: string, sealed: string) => sealer.open(sealed, ownerOf(account));

  async function secretKeys(id: string, transaction = database): Promise<SecretKey[]> {
    const rows = await transaction
      .selectFrom('secret_key')
      .selectAll()
      .where('account', '=', id)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({ id: row.id, value: open(id, row.sealed_value), createdAt: row.created_at }));
  }

  const keyRow = (account: string, value: string, createdAt: number): Schema['secret_key'] => ({
    account,
    id: randomUUID(),
    sealed_value: sealer.seal(value, ownerOf(account)),
    created_at: createdAt,
  });

  return {
    async find(id) {
      const row = await findRow(id);
      return row ? { id, version: row.version, ...decodeSettings(row) } : null;
    },

    list: () => database.selectFrom('account').select(['id', 'name']).orderBy('created_at').orderBy('id').execute(),

    add: ({ id, secretKeys: keys = [], ...settings }) =>
      database.transaction().execute(async (transaction) => {
        const createdAt = now();
        const row = { id, version: 1, created_at: createdAt, ...DEFAULTS, ...encodeSettings(settings) };
        const added = await transaction
          .insertInto('account')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!added) return false;
        for (const [index, key] of keys.entries()) {
          await transaction
            .insertInto('secret_key')
            .values(keyRow(id, key, createdAt + index))
            .execute();
        }
        return true;
      }),

    async save(id, version, changes) {
      const saved = await database
        .updateTable('account')
        .set({ ...encodeSettings(changes), version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .returning('version')
        .executeTakeFirst();
      return saved?.version ?? null;
    },

    secretKeys,

    addSecretKey: (id, value) =>
      database.transaction().execute(async (transaction) => {
        const isThere = await lockAccount(transaction, id);
        const known = await secretKeys(id, transaction);
        if (!isThere || known.length >= MAX_SECRET_KEYS) return null;
        const row = keyRow(id, value, Math.max(now(), (known.at(-1)?.createdAt ?? 0) + 1));
        await transaction.insertInto('secret_key').values(row).execute();
        return { id: row.id, value, createdAt: row.created_at };
      }),

    async removeSecretKey(id, key) {
      const removed = await database
        .deleteFrom('secret_key')
        .where('account', '=', id)
        .where('id', '=', key)
        .returning('id')
        .executeTakeFirst();
      return removed !== undefined;
    },
  };
}

const DEFAULTS = {
  name: '',
  config: '{}',
  allowed_origins: '[]',
  availability: '{"by":"presence"}',
  is_limited: 1,
};

function encodeSettings(settings: Partial<AccountSettings>): Partial<typeof DEFAULTS> {
  const { name, config, allowedOrigins, availability, isLimited } = settings;
  return {
    ...(name !== undefined && { name }),
    ...(config !== undefined && { config: JSON.stringify(config) }),
    ...(allowedOrigins !== undefined && { allowed_origins: JSON.stringify(allowedOrigins) }),
    ...(availability !== undefined && { availability: JSON.stringify(availability) }),
    ...(isLimited !== undefined && { is_limited: Number(isLimited) }),
  };
}

/** What is in these columns was written by `encodeSettings`, from checked values. */
function decodeSettings(row: Schema['account']): AccountSettings {
  return {
    name: row.name,
    config: JSON.parse(row.config) as Account['config'],
    allowedOrigins: JSON.parse(row.allowed_origins) as Account['allowedOrigins'],
    availability: JSON.parse(row.availability) as AvailabilityRule,
    isLimited: row.is_limited === 1,
  };
}
