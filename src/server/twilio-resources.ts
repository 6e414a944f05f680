/** What an account needs at Twilio before anybody can chat: an API key that signs tokens, and a service of its own. */
import type { Twilio } from 'twilio';
import type { Storage } from './storage.js';
import type { House } from './twilio-access.js';
import type { TwilioConnection } from './twilio-connection.js';
import { ask } from './twilio-failures.js';
import { configureService } from './twilio-roles.js';

/** Told, in plain words, what was done. */
export type Report = (sentence: string) => void;

/** The connection of an account with the house's credentials; made once, whoever asks at the same time. */
export async function prepareConnection(
  { client, accountSid, region }: Pick<House, 'client' | 'accountSid' | 'region'>,
  storage: Pick<Storage, 'twilio' | 'lock'>,
  account: string,
): Promise<TwilioConnection> {
  return storage.lock(`twilio/${account}`, async () => {
    const known = await storage.twilio.find(account);
    if (known?.accountSid === accountSid) return known;
    const connection = { accountSid, region, ...(await makeResources(client, account)) };
    await storage.twilio.save(account, connection);
    return connection;
  });
}

/** Finds the service of an account or makes it, gives it our roles, and makes a new key. Can be repeated. */
export async function makeResources(
  client: Twilio,
  account: string,
  report: Report = () => undefined,
): Promise<Pick<TwilioConnection, 'serviceSid' | 'apiKeySid' | 'apiKeySecret'>> {
  const friendlyName = `missive-chat ${account}`;
  const services = await ask(client.conversations.v1.services.list());
  const known = services.find((candidate) => candidate.friendlyName === friendlyName);
  const { sid: serviceSid } = known ?? (await ask(client.conversations.v1.services.create({ friendlyName })));
  report(`${known ? 'Found' : 'Made'} the Conversations service “${friendlyName}” (${serviceSid}).`);
  await configureService(client.conversations.v1.services(serviceSid));
  report('Gave the service roles that let visitors write and read, and nothing else.');
  const key = await ask(client.newKeys.create({ friendlyName }));
  report(`Made the API key “${friendlyName}” (${key.sid}), which signs the visitors’ access tokens.`);
  return { serviceSid, apiKeySid: key.sid, apiKeySecret: key.secret };
}
