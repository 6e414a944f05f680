/** Connections to Twilio in the database, their secrets sealed. */
import type { Sealer } from '../sealing.js';
import type { TwilioConnectionStore } from '../twilio-connection.js';
import { createLookup } from './lookup.js';
import type { Database } from './schema.js';

export function createTwilioConnectionStore(database: Database, sealer: Sealer): TwilioConnectionStore {
  const findRow = createLookup(database, (account) =>
    database.selectFrom('twilio_connection').selectAll().where('account', '=', account),
  );

  return {
    async find(account) {
      const row = await findRow(account);
      if (!row) return null;
      const { account_sid: accountSid, region, api_key_sid: apiKeySid, service_sid: serviceSid } = row;
      return {
        accountSid,
        region,
        apiKeySid,
        serviceSid,
        get apiKeySecret() {
          return sealer.open(row.sealed_api_key_secret, `${account}/api-key`);
        },
      };
    },

    async save(account, { accountSid, region, apiKeySid, apiKeySecret, serviceSid }) {
      const connection = {
        account_sid: accountSid,
        region,
        api_key_sid: apiKeySid,
        service_sid: serviceSid,
        sealed_api_key_secret: sealer.seal(apiKeySecret, `${account}/api-key`),
      };
      await database
        .insertInto('twilio_connection')
        .values({ account, ...connection })
        .onConflict((conflict) => conflict.column('account').doUpdateSet(connection))
        .execute();
    },

    async remove(account) {
      await database.deleteFrom('twilio_connection').where('account', '=', account).execute();
    },
  };
}
