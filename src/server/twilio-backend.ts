/**
 * Twilio Conversations as this server uses it, over Twilio's own helper library. Knows neither visitors nor names:
 * only accounts and identities. Whether real Twilio or the emulator answers is decided in `backend.ts`.
 */
import twilio from 'twilio';
import type { Storage } from './storage.js';
import { DEMO_MEMBER } from './team.js';
import { ask, askUnless } from './twilio-failures.js';
import type { TwilioAccess } from './twilio-access.js';

/** Life of an access token. In seconds. */
export const TOKEN_SECONDS = 3600;

/** The message service. Every method may fail with `backend-failed` or `backend-unavailable`. */
export interface MessageService {
  /** Makes an access token for one identity and one service. */
  createToken(account: string, identity: string): Promise<string>;
  /** Sid of a visitor's conversation, `null` while there is none. */
  findConversation(account: string, identity: string): Promise<string | null>;
  /** Sid of a visitor's conversation, with the visitor and the whole team in it. */
  openConversation(account: string, identity: string): Promise<string>;
  /** Makes sure that the identity exists at Twilio, so that others can see whether it is online. */
  createUser(account: string, identity: string): Promise<void>;
  /** Tells whether one of these identities is connected. */
  isAnyOnline(account: string, identities: readonly string[]): Promise<boolean>;
}

/** What the message service needs to know. */
export interface TwilioOptions {
  readonly access: (account: string) => Promise<TwilioAccess>;
  readonly storage: Pick<Storage, 'team' | 'lock'>;
}

export function createMessageService({ access, storage }: TwilioOptions): MessageService {
  const serviceOf = async (account: string) => {
    const { client, connection } = await access(account);
    return client.conversations.v1.services(connection.serviceSid);
  };

  /** The identity of a visitor is also the unique name of the conversation: Twilio refuses a second one. */
  async function findConversation(account: string, identity: string): Promise<string | null> {
    const service = await serviceOf(account);
    return (await askUnless(404, service.conversations(identity).fetch()))?.sid ?? null;
  }

  async function createConversation(account: string, identity: string): Promise<string> {
    const service = await serviceOf(account);
    const created = await askUnless(409, service.conversations.create({ uniqueName: identity }));
    return created?.sid ?? (await ask(service.conversations(identity).fetch())).sid;
  }

  async function addParticipant(account: string, conversation: string, identity: string): Promise<void> {
    const service = await serviceOf(account);
    await askUnless(409, service.conversations(conversation).participants.create({ identity }));
  }

  return {
    async createToken(account, identity) {
      const { accountSid, serviceSid, apiKeySid, apiKeySecret, region } = (await access(account)).connection;
      const token = new twilio.jwt.AccessToken(accountSid, apiKeySid, apiKeySecret, {
        identity,
        ttl: TOKEN_SECONDS,
        ...(region !== '' && { region }),
      });
      token.addGrant(new twilio.jwt.AccessToken.ChatGrant({ serviceSid }));
      return token.toJwt();
    },

    findConversation,

    async openConversation(account, identity) {
      return storage.lock(`conversation/${account}/${identity}`, async () => {
        const known = await findConversation(account, identity);
        const sid = known ?? (await createConversation(account, identity));
        // Also for a known one: an earlier attempt may have ended between the conversation and its participants.
        await storage.team.identityOf(account, DEMO_MEMBER);
        const team = await storage.team.identities(account);
        await Promise.all([identity, ...team].map((participant) => addParticipant(account, sid, participant)));
        return sid;
      });
    },

    async createUser(account, identity) {
      const service = await serviceOf(account);
      await askUnless(409, service.users.create({ identity }));
    },

    async isAnyOnline(account, identities) {
      if (identities.length === 0) return false;
      const service = await serviceOf(account);
      const users = await Promise.all(identities.map((identity) => askUnless(404, service.users(identity).fetch())));
      return users.some((user) => user?.isOnline === true);
    },
  };
}
