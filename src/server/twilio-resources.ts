/** What an account needs at Twilio before anybody can chat: an API key that signs tokens, and a service of its own. */
import type { Twilio } from 'twilio';
import type { Storage } from './storage.js';
import type { TwilioConnection } from './twilio-connection.js';
import { ask } from './twilio-failures.js';
import { configureService } from './twilio-roles.js';

/** The connection of an account, made at Twilio when it is missing; made once, whoever asks at the same time. */
export async function prepareConnection(
  client: Twilio,
  accountSid: string,
  storage: Pick<Storage, 'twilio' | 'lock'>,
  account: string,
): Promise<TwilioConnection> {
  const isOfClient = (known: TwilioConnection | null) => known?.accountSid === accountSid;
  const known = await storage.twilio.find(account);
  if (known && isOfClient(known)) return known;
  return storage.lock(`twilio/${account}`, async () => {
    const knownByNow = await storage.twilio.find(account);
    if (knownByNow && isOfClient(knownByNow)) return knownByNow;
    const made = await makeResources(client, account);
    const connection = { accountSid, authToken: null, region: '', ...made };
    await storage.twilio.save(account, connection);
    return connection;
  });
}

async function makeResources(client: Twilio, account: string) {
  const friendlyName = `missive-chat ${account}`;
  const services = await ask(client.conversations.v1.services.list());
  const service =
    services.find((candidate) => candidate.friendlyName === friendlyName) ??
    (await ask(client.conversations.v1.services.create({ friendlyName })));
  await configureService(client.conversations.v1.services(service.sid));
  const key = await ask(client.newKeys.create({ friendlyName }));
  return { serviceSid: service.sid, apiKeySid: key.sid, apiKeySecret: key.secret };
}
