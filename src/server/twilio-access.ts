/**
 * Through which client an account of ours reaches Twilio: the one that its team connected on the Setup page, or that of the
 * house, whose credentials the server was started with.
 */
import type { Twilio } from 'twilio';
import type { Storage } from './storage.js';
import type { TwilioConnection } from './twilio-connection.js';
import { prepareConnection } from './twilio-resources.js';

/** Who asks Twilio: the account itself by its Auth Token, or one of its API keys. */
export interface TwilioLogin {
  readonly accountSid: string;
  readonly username: string;
  readonly password: string;
  readonly region: string;
}

/** What the server was started with. */
export interface House {
  readonly accountSid: string;
  readonly region: string;
  readonly client: Twilio;
  /** Makes a client for other credentials. */
  openClient(login: TwilioLogin): Twilio;
  /** Tells whether a connection was made with the credentials of this house, or of an emulator that was here before. */
  owns(connection: TwilioConnection): boolean;
}

/** A client, and what it finds at Twilio. */
export interface TwilioAccess {
  readonly client: Twilio;
  readonly connection: TwilioConnection;
}

/** Returns a function that finds the way of an account, which is made with the house's credentials when there is none. */
export function createTwilioAccess(
  house: House,
  storage: Pick<Storage, 'twilio' | 'lock'>,
): (account: string) => Promise<TwilioAccess> {
  const clients = new Map<string, Twilio>();

  function clientOf({ accountSid, apiKeySid, apiKeySecret, region }: TwilioConnection): Twilio {
    const client =
      clients.get(apiKeySid) ?? house.openClient({ accountSid, username: apiKeySid, password: apiKeySecret, region });
    clients.set(apiKeySid, client);
    return client;
  }

  return async (account) => {
    const known = await storage.twilio.find(account);
    if (known && !house.owns(known)) return { client: clientOf(known), connection: known };
    if (known?.accountSid === house.accountSid) return { client: house.client, connection: known };
    return { client: house.client, connection: await prepareConnection(house, storage, account) };
  };
}
