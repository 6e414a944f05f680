/** What an account needs at Twilio before anybody can chat: an API key that signs tokens, and a service of its own. */
import type { Twilio } from 'twilio';
import type { Lock } from './lock.js';
import { ask } from './twilio-failures.js';
import { configureService } from './twilio-roles.js';

/** Found or made once for each account, then kept: Twilio shows the secret of a key only when it makes it. */
export interface TwilioResources {
  readonly serviceSid: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
}

/** Where the Twilio resources of accounts are kept. */
export interface TwilioResourceStore {
  find(account: string): Promise<TwilioResources | null>;
  save(account: string, resources: TwilioResources): Promise<void>;
}

/** Twilio resources kept in memory. */
export function createMemoryTwilioResources(): TwilioResourceStore {
  const accounts = new Map<string, TwilioResources>();
  return {
    async find(account) {
      return accounts.get(account) ?? null;
    },
    async save(account, resources) {
      accounts.set(account, resources);
    },
  };
}

/** The resources of an account, made at Twilio when they are missing; made once, whoever asks at the same time. */
export async function prepareResources(
  client: Twilio,
  store: TwilioResourceStore,
  lock: Lock,
  account: string,
): Promise<TwilioResources> {
  const known = await store.find(account);
  if (known) return known;
  return lock(`twilio-resources/${account}`, async () => {
    const knownByNow = await store.find(account);
    if (knownByNow) return knownByNow;
    const made = await makeResources(client, account);
    await store.save(account, made);
    return made;
  });
}

async function makeResources(client: Twilio, account: string): Promise<TwilioResources> {
  const friendlyName = `missive-chat ${account}`;
  const services = await ask(client.conversations.v1.services.list());
  const service =
    services.find((candidate) => candidate.friendlyName === friendlyName) ??
    (await ask(client.conversations.v1.services.create({ friendlyName })));
  await configureService(client.conversations.v1.services(service.sid));
  const key = await ask(client.newKeys.create({ friendlyName }));
  return { serviceSid: service.sid, apiKeySid: key.sid, apiKeySecret: key.secret };
}
