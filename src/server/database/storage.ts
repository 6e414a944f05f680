/** The server's storage over a database. Knows the ports and puts them together; which database it is, others know. */
import { sql } from 'kysely';
import type { Sealer } from '../sealing.js';
import { createSecret } from '../secrets.js';
import type { Storage } from '../storage.js';
import { createAccountStore } from './accounts.js';
import { createClosedConversationStore } from './closed-conversations.js';
import { createCounterStore } from './counters.js';
import { createInstallationStore } from './installations.js';
import { createLeaseLock } from './lease-lock.js';
import { migrate } from './migrations.js';
import type { Database } from './schema.js';
import { createSignInStore } from './sign-ins.js';
import { createTeamStore } from './team.js';
import { createTwilioConnectionStore } from './twilio-connections.js';
import { createVisitorStore } from './visitors.js';

/** Brings the tables up to date and opens what is in them. Closing the storage closes the database. */
export async function createStorage(database: Database, sealer: Sealer, now: () => number): Promise<Storage> {
  await migrate(database);
  const signIns = createSignInStore(database);
  return {
    accounts: createAccountStore(database, sealer, now),
    visitors: createVisitorStore(database, now),
    team: createTeamStore(database, now),
    signIns,
    twilio: createTwilioConnectionStore(database, sealer),
    closed: createClosedConversationStore(database),
    installations: createInstallationStore(database),
    counters: createCounterStore(database),
    lock: createLeaseLock(database, now),

    async serverSecret(name) {
      const owner = `server/${name}`;
      const { sealed_value: sealed } = await database
        .insertInto('server_secret')
        .values({ name, sealed_value: sealer.seal(createSecret(), owner) })
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet((row) => ({ sealed_value: row.ref('server_secret.sealed_value') })),
        )
        .returning('sealed_value')
        .executeTakeFirstOrThrow();
      return sealer.open(sealed, owner);
    },

    async check() {
      await sql`select 1`.execute(database);
    },

    async tidy(moment) {
      await signIns.removeExpired(moment);
      for (const table of ['counter', 'lease'] as const) {
        await database.deleteFrom(table).where('ends_at', '<=', moment).execute();
      }
    },

    close: () => database.destroy(),
  };
}
