/**
 * What visitors and team have in common at Twilio: how a conversation is found, who may change it at a time, and how the
 * team comes into it. Called by the message service and by the team's conversations.
 */
import type { Twilio } from 'twilio';
import { PublicError } from './errors.js';
import type { Storage } from './storage.js';
import { askUnless } from './twilio-failures.js';
import type { TwilioAccess } from './twilio-access.js';

/** What is needed to get at conversations. */
export interface ConversationsOptions {
  readonly access: (account: string) => Promise<TwilioAccess>;
  readonly storage: Pick<Storage, 'team' | 'lock' | 'closed'>;
}

type Service = ReturnType<Twilio['conversations']['v1']['services']>;

/** A conversation as far as we ask. `inactive`: the team has closed it, and nobody has written since. */
export interface ConversationState {
  readonly sid: string;
  /** Identity of the visitor, under which it was made; `null` for one that was made by other means. */
  readonly visitor: string | null;
  readonly state: string;
}

export interface TwilioConversations {
  serviceOf(account: string): Promise<Service>;
  /** By sid or unique name; `null` when there is none. */
  find(account: string, name: string): Promise<ConversationState | null>;
  /** Runs while nobody else, in any copy, opens or closes the visitor's conversation. */
  exclusively<Result>(account: string, visitor: string, work: () => Promise<Result>): Promise<Result>;
  /** Adds somebody who may be there already. */
  add(account: string, sid: string, identity: string): Promise<void>;
  /** Gives an open conversation to the whole team, and takes it off the list of the closed ones. Within `exclusively`. */
  giveToTeam(account: string, sid: string): Promise<void>;
}

export function createConversations({ access, storage }: ConversationsOptions): TwilioConversations {
  const serviceOf = async (account: string) => {
    const { client, connection } = await access(account);
    return client.conversations.v1.services(connection.serviceSid);
  };

  async function add(account: string, sid: string, identity: string): Promise<void> {
    const service = await serviceOf(account);
    await askUnless(409, service.conversations(sid).participants.create({ identity }));
  }

  return {
    serviceOf,

    async find(account, name) {
      const service = await serviceOf(account);
      const found = await askUnless(404, service.conversations(name).fetch());
      // Without a unique name it is `null`, whatever the library says.
      return found && { sid: found.sid, visitor: found.uniqueName || null, state: found.state };
    },

    exclusively: (account, visitor, work) => storage.lock(`conversation/${account}/${visitor}`, work),

    add,

    async giveToTeam(account, sid) {
      const team = await storage.team.identities(account);
      await Promise.all(team.map((identity) => add(account, sid, identity).catch(ignoreRefusal)));
      await storage.closed.remove(account, sid);
    },
  };
}

/**
 * Twilio takes nobody into more than 1,000 conversations. That must not keep a visitor from writing; the Inbox says to
 * its member how many are missing.
 */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof PublicError && error.code === 'backend-failed')) throw error;
}
