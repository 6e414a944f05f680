/**
 * The conversations of the team. Its members take part in the open ones only, because Twilio takes nobody into more than
 * 1,000; a closed one is `inactive` at Twilio, which makes it active again with the next message. So what is open is always
 * Twilio's to say, in one write with the message, and whoever looks brings the team after it: nothing is lost with a copy of
 * the server that dies half-way (docs/decisions/005-closed-conversations.md).
 */
import { authorOf } from '../shared/identity.js';
import type { InboxMessage } from '../shared/inbox.js';
import { PublicError } from './errors.js';
import type { Storage } from './storage.js';
import type { ConversationState, TwilioConversations } from './twilio-conversations.js';
import { ask, askUnless } from './twilio-failures.js';

/** Twilio's longest page. */
const PAGE = 100;
/** Messages of one page of a closed conversation. */
const MESSAGE_PAGE = 50;
/** Conversations that a member is added to in one go. */
const BATCH = 50;
/** Requests to Twilio at a time: well below what makes it answer 429. */
const AT_ONCE = 4;

/** How far a member takes part in what is open. */
export interface Attendance {
  /** Open conversations in all. */
  readonly open: number;
  /** Those that the member has still to be added to. */
  readonly missing: number;
  /** Those that Twilio did not add the member to. */
  readonly refused: number;
}

/** How the one who closes knows the conversation. */
export interface Closing {
  /** Twilio identity of the member. */
  readonly by: string;
  /** Index of the newest message that they have seen; -1 for none. */
  readonly seenIndex: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A page of a conversation, in the order of the messages. */
export interface MessagePage {
  readonly visitor: string;
  readonly isOpen: boolean;
  readonly messages: readonly InboxMessage[];
  /** Names the page before this one; `null` when there is none. */
  readonly earlier: string | null;
}

/** Every method may fail with `backend-failed` or `backend-unavailable`. */
export interface TeamConversations {
  /**
   * Adds a member to the open conversations, some at a time, and takes them out of closed ones. Can be repeated, by several
   * at once too; whoever finds a conversation that opened by itself brings the whole team.
   */
  attend(account: string, identity: string, now: number): Promise<Attendance>;
  /**
   * Closes a conversation: the team leaves, the visitor stays.
   *
   * @throws PublicError `not-found`; `conversation-moved` when there are newer messages, also one that came meanwhile.
   */
  closeConversation(account: string, sid: string, closing: Closing): Promise<void>;
  /** Opens a closed conversation for the whole team. @throws PublicError `not-found` */
  reopenConversation(account: string, sid: string): Promise<void>;
  /**
   * Reads messages, open or closed.
   *
   * @param page As an earlier page named it. Default: the newest.
   * @throws PublicError `not-found`, and `bad-request` when no page has that name
   */
  readConversation(account: string, sid: string, page?: string): Promise<MessagePage>;
  /** Takes a former member out of all conversations: a token that is still valid opens nothing any more. */
  dismiss(account: string, identity: string): Promise<void>;
}

export function createTeamConversations(
  { serviceOf, find, exclusively, add, giveToTeam }: TwilioConversations,
  { closed }: Pick<Storage, 'closed'>,
): TeamConversations {
  /** Runs with the conversation as it is once nobody else opens or closes it. */
  async function change<Result>(
    account: string,
    sid: string,
    work: (conversation: ConversationState) => Promise<Result>,
  ): Promise<Result> {
    const known = await find(account, sid);
    if (known === null) throw new PublicError('not-found');
    return exclusively(account, known.visitor ?? sid, async () => {
      const conversation = await find(account, sid);
      if (conversation === null) throw new PublicError('not-found');
      return work(conversation);
    });
  }

  async function leave(account: string, sid: string, identity: string): Promise<void> {
    const service = await serviceOf(account);
    await askUnless(404, service.users(identity).userConversations(sid).remove());
  }

  async function conversationsOf(account: string, identity: string) {
    const service = await serviceOf(account);
    return (await askUnless(404, service.users(identity).userConversations.list({ pageSize: PAGE }))) ?? [];
  }

  async function newestIndex(account: string, sid: string): Promise<number> {
    const service = await serviceOf(account);
    const { instances } = await ask(service.conversations(sid).messages.page({ order: 'desc', pageSize: 1 }));
    return instances[0]?.index ?? -1;
  }

  async function setState(account: string, sid: string, state: 'active' | 'inactive'): Promise<void> {
    const service = await serviceOf(account);
    await ask(service.conversations(sid).update({ state }));
  }

  return {
    async attend(account, identity, now) {
      const service = await serviceOf(account);
      const [active, own] = await Promise.all([
        ask(service.conversations.list({ state: 'active', pageSize: PAGE })),
        conversationsOf(account, identity),
      ]);
      const open = active.filter(({ uniqueName }) => isVisitor(uniqueName));
      const attended = new Set(own.map(({ conversationSid }) => conversationSid));
      // The liveliest first: these are wanted first, and there may be more than Twilio allows.
      const missing = open
        .filter(({ sid }) => !attended.has(sid))
        .sort((one, other) => other.dateUpdated.getTime() - one.dateUpdated.getTime());
      const past = own.filter(
        ({ conversationState, uniqueName }) => conversationState === 'inactive' && isVisitor(uniqueName),
      );
      const reopened = await closed.among(
        account,
        open.map(({ sid }) => sid),
      );

      let joined = 0;
      let refused = 0;
      const join = (sid: string) => async () => {
        try {
          await change(account, sid, async ({ state }) => {
            if (state === 'active') await add(account, sid, identity);
          });
          joined++;
        } catch (error) {
          if (!(error instanceof PublicError) || error.code === 'backend-unavailable') throw error;
          refused++;
        }
      };
      const welcomeBack = (sid: string) => () =>
        change(account, sid, async ({ state }) => {
          if (state === 'active') await giveToTeam(account, sid);
        });
      const part = (sid: string, visitor: string) => () =>
        change(account, sid, async ({ state }) => {
          if (state !== 'inactive') return;
          // Whoever closed it did not get so far as to note it.
          if ((await closed.find(account, sid)) === null)
            await closed.add(account, { sid, visitor, closedBy: null, closedAt: now });
          await leave(account, sid, identity);
        });
      await runAll([
        ...reopened.map(welcomeBack),
        ...past.map(({ conversationSid, uniqueName }) => part(conversationSid, uniqueName)),
        ...missing.slice(0, BATCH).map(({ sid }) => join(sid)),
      ]);
      return { open: open.length, missing: missing.length - joined - refused, refused };
    },

    closeConversation: (account, sid, { by, seenIndex, at }) =>
      change(account, sid, async ({ visitor, state }) => {
        if (visitor === null || !isVisitor(visitor)) throw new PublicError('not-found');
        if (state !== 'active') return;
        // From here on the next message makes it active again: what came before is seen now, what comes later below.
        await setState(account, sid, 'inactive');
        await closed.add(account, { sid, visitor, closedBy: by, closedAt: at });
        if ((await newestIndex(account, sid)) > seenIndex) {
          await setState(account, sid, 'active');
          await closed.remove(account, sid);
          throw new PublicError('conversation-moved');
        }
        const service = await serviceOf(account);
        const participants = await ask(service.conversations(sid).participants.list({ pageSize: PAGE }));
        const team = participants.filter(({ identity }) => authorOf((identity as string | null) ?? '') === 'team');
        await runAll(
          team.map(
            ({ identity }) =>
              () =>
                leave(account, sid, identity),
          ),
        );
        if ((await find(account, sid))?.state === 'active') {
          await giveToTeam(account, sid);
          throw new PublicError('conversation-moved');
        }
      }),

    reopenConversation: (account, sid) =>
      change(account, sid, async ({ state }) => {
        if (state !== 'active') await setState(account, sid, 'active');
        await giveToTeam(account, sid);
      }),

    async readConversation(account, sid, page) {
      const service = await serviceOf(account);
      const options = {
        order: 'desc',
        pageSize: MESSAGE_PAGE,
        ...(page !== undefined && { pageToken: page }),
      } as const;
      const conversation = await find(account, sid);
      const visitor = conversation?.visitor ?? null;
      if (conversation === null || visitor === null || !isVisitor(visitor)) throw new PublicError('not-found');
      // Only the name of the page is the client's own.
      const found = await askUnless(400, service.conversations(sid).messages.page(options));
      if (found === null) throw new PublicError('bad-request');
      const messages = found.instances.map(({ sid: messageSid, index, author, body, attributes, dateCreated }) => ({
        sid: messageSid,
        index,
        author,
        // The library says that there always is one; a message that is a file has none.
        body: (body as string | null) ?? '',
        attributes: readJson(attributes),
        at: dateCreated.getTime(),
      }));
      const next = found.nextPageUrl;
      return {
        visitor,
        isOpen: conversation.state === 'active',
        messages: messages.reverse(),
        earlier: next ? new URL(next).searchParams.get('PageToken') : null,
      };
    },

    async dismiss(account, identity) {
      const own = await conversationsOf(account, identity);
      await runAll(
        own.map(
          ({ conversationSid }) =>
            () =>
              leave(account, conversationSid, identity),
        ),
      );
    },
  };
}

function isVisitor(uniqueName: string | null): boolean {
  const author = authorOf(uniqueName ?? '');
  return author !== null && author !== 'team';
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Runs everything, some at a time; the first failure ends it. */
async function runAll(works: readonly (() => Promise<unknown>)[]): Promise<void> {
  const waiting = [...works];
  const runNext = async (): Promise<void> => {
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
      await work().catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runNext));
}
