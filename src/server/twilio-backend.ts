/**
 * Twilio Conversations as this server uses it, over Twilio's own helper library. Knows neither visitors nor names:
 * only accounts and identities. Whether real Twilio or the emulator answers is decided in `backend.ts`.
 */
import { createSecretKey } from 'node:crypto';
import twilio from 'twilio';
import { createTeamConversations, type TeamConversations } from './team-conversations.js';
import { createConversations, type ConversationsOptions } from './twilio-conversations.js';
import { ask, askUnless } from './twilio-failures.js';

/** Life of an access token. In seconds. */
export const TOKEN_SECONDS = 3600;

/** The message service. Every method may fail with `backend-failed` or `backend-unavailable`. */
export interface MessageService {
  /** Makes an access token for one identity and one service. */
  createToken(account: string, identity: string): Promise<string>;
  /** Sid of a visitor's conversation, `null` while there is none. */
  findConversation(account: string, identity: string): Promise<string | null>;
  /** Sid of a visitor's conversation, with the visitor and, unless it is closed, the whole team in it. */
  openConversation(account: string, identity: string): Promise<string>;
  /** Makes sure that the identity exists at Twilio, so that others can see whether it is online. */
  createUser(account: string, identity: string): Promise<void>;
  /** Tells whether one of these identities is connected. */
  isAnyOnline(account: string, identities: readonly string[]): Promise<boolean>;
}

export function createMessageService(options: ConversationsOptions): MessageService & TeamConversations {
  const { access, storage } = options;
  const conversations = createConversations(options);
  const { serviceOf, find, exclusively, add, giveToTeam } = conversations;

  /** The identity of a visitor is also the unique name of the conversation: Twilio refuses a second one. */
  async function createConversation(account: string, identity: string): Promise<string> {
    const service = await serviceOf(account);
    const created = await askUnless(409, service.conversations.create({ uniqueName: identity }));
    return created?.sid ?? (await ask(service.conversations(identity).fetch())).sid;
  }

  async function openConversation(account: string, identity: string): Promise<string> {
    return exclusively(account, identity, async () => {
      const known = await find(account, identity);
      // Closed, and nothing written since: it takes a message to open it again.
      if (known?.state === 'inactive') return known.sid;
      const sid = known?.sid ?? (await createConversation(account, identity));
      // Also for a known one: an earlier attempt may have ended between the conversation and its participants.
      await Promise.all([add(account, sid, identity), giveToTeam(account, sid)]);
      return sid;
    });
  }

  return {
    ...createTeamConversations(conversations, storage),

    async createToken(account, identity) {
      const { accountSid, serviceSid, apiKeySid, apiKeySecret, region } = (await access(account)).connection;
      // Signing takes the text for a private key first, which costs more than all the rest; a key it takes for what it is.
      const key = createSecretKey(apiKeySecret, 'utf8') as unknown as string;
      const token = new twilio.jwt.AccessToken(accountSid, apiKeySid, key, {
        identity,
        ttl: TOKEN_SECONDS,
        ...(region !== '' && { region }),
      });
      token.addGrant(new twilio.jwt.AccessToken.ChatGrant({ serviceSid }));
      return token.toJwt();
    },

    async findConversation(account, identity) {
      const known = await find(account, identity);
      if (known?.state === 'active' && (await storage.closed.find(account, known.sid)) !== null) {
        // Written in after it was closed. The visitor need not wait for that; an Inbox finds it too.
        await openConversation(account, identity).catch(() => undefined);
      }
      return known?.sid ?? null;
    },

    openConversation,

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
