/** The steps by which the tables came to be. A step that was released is never changed; a new one is added. */
import { Migrator, type Kysely, type Migration } from 'kysely';
import type { Database } from './schema.js';

/** In the order of their names. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-accounts': { up: createAccounts },
  '002-visitors': { up: createVisitors },
  '003-shared': { up: createShared },
  '004-desk': { up: createDesk },
};

/** Brings the tables to where this release needs them. Several copies may do so at once. */
export async function migrate(database: Database): Promise<void> {
  const provider = { getMigrations: async () => MIGRATIONS };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error instanceof Error) throw error;
  if (error !== undefined) throw new Error('The tables could not be brought up to date.', { cause: error });
}

async function createAccounts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('config', 'text', (column) => column.notNull())
    .addColumn('allowed_origins', 'text', (column) => column.notNull())
    .addColumn('availability', 'text', (column) => column.notNull())
    .addColumn('is_limited', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('secret_key')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('sealed_value', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('secret_key_key', ['account', 'id'])
    .execute();
  await schema
    .createTable('member')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_key', 'text')
    .addColumn('password_hash', 'text')
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('member_key', ['account', 'id'])
    .addUniqueConstraint('member_email', ['account', 'email_key'])
    .execute();
  await schema.createIndex('member_by_email').on('member').column('email_key').execute();
  await schema
    .createTable('sign_in')
    .addColumn('secret_hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('member', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('sign_in_by_member').on('sign_in').columns(['account', 'member']).execute();
  await schema
    .createTable('twilio_connection')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('account_sid', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('api_key_sid', 'text', (column) => column.notNull())
    .addColumn('service_sid', 'text', (column) => column.notNull())
    .addColumn('sealed_api_key_secret', 'text', (column) => column.notNull())
    .execute();
}

async function createVisitors({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('visitor')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('verification', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('avatar_url', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('visitor_key', ['account', 'identity'])
    .execute();
  await schema
    .createTable('device')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('verification', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('wrong_digest', 'text')
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('device_key', ['account', 'secret_hash'])
    .execute();
  await schema
    .createTable('installation')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('installation_key', ['account', 'origin'])
    .execute();
}

async function createShared({ schema }: Kysely<unknown>): Promise<void> {
  for (const table of ['counter', 'lease'] as const) {
    await schema
      .createTable(table)
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn(table === 'counter' ? 'count' : 'owner', table === 'counter' ? 'integer' : 'text', (column) =>
        column.notNull(),
      )
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema.createIndex(`${table}_by_end`).on(table).column('ends_at').execute();
  }
  await schema
    .createTable('server_secret')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('sealed_value', 'text', (column) => column.notNull())
    .execute();
}

async function createDesk({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('closed_conversation')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('sid', 'text', (column) => column.notNull())
    .addColumn('visitor', 'text', (column) => column.notNull())
    .addColumn('closed_by', 'text')
    .addColumn('closed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('closed_conversation_key', ['account', 'sid'])
    .execute();
  await schema
    .createIndex('closed_conversation_by_time')
    .on('closed_conversation')
    .columns(['account', 'closed_at'])
    .execute();
  await schema
    .createTable('former_member')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('former_member_key', ['account', 'identity'])
    .execute();
}
