/**
 * The transport over Twilio Conversations, and the only importer of its SDK; loaded through `import()`. Knows what the
 * SDK does wrong and works round it; does not know who chats or why. Called by the session and the inbox.
 */
import { Client, type Conversation, type Message, type Participant, type User } from '@twilio/conversations';
import type { MessageAttributes } from '../shared/message-attributes.js';
import {
  TransportError,
  type Connect,
  type ConversationRecord,
  type MessageRecord,
  type Page,
  type PageRequest,
  type Transport,
  type TransportEvent,
} from './transport.js';

/**
 * The SDK's own reconnection waits up to two minutes between attempts. Honoured at the top level of the options
 * although it is not typed there. It spreads as much what a service asks for that has too much to do, so by a fifth; and
 * no two attempts are less than 250 ms apart.
 */
const RETRY_POLICY = { min: 320, max: 1000, randomness: 0.2 };

/** How long a start-up may take, in milliseconds; on a lost first frame the SDK itself would wait for 33 s. */
const START_LIMIT = 20_000;

export const connect: Connect = async (options) => {
  const client = new Client(options.token, {
    logLevel: 'silent',
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.socket === undefined ? {} : { Twilsock: { uri: options.socket } }),
    ...{ retryPolicy: RETRY_POLICY },
  });
  // Listening before the start-up ends: what happens in between is told as well.
  listen(client, options.tell);
  try {
    await started(client);
    return createTransport(client, options.tell);
  } catch (error) {
    shutDown(client);
    throw error;
  }
};

/**
 * Resolves when the client can really be used: `initialized` alone also fires on a client whose first list of
 * conversations was cut off, and such a client never recovers. `initFailed`, on the other hand, does not always mean
 * failure: only a refusal does.
 */
async function started(client: Client): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => {
      reject(new TransportError('unavailable', 'The message service does not answer.'));
    }, START_LIMIT);
    client.onWithReplay('initialized', () => {
      clearTimeout(limit);
      resolve();
    });
    client.onWithReplay('connectionStateChanged', (state) => {
      if (state !== 'denied') return;
      clearTimeout(limit);
      reject(new TransportError('refused', 'The message service refused the token.'));
    });
  });
  try {
    await client.getSubscribedConversations();
  } catch (cause) {
    throw new TransportError('unavailable', 'The list of conversations was cut off.', { cause });
  }
}

function listen(client: Client, tell: (event: TransportEvent) => void): void {
  let isOnline = false;
  client.on('connectionStateChanged', (state) => {
    // Any state but these is a way between them; one of them is not in the documented list.
    if (state === 'connected') tell({ type: 'line', state: 'online' });
    else if (state === 'denied') tell({ type: 'lost', reason: 'refused' });
    else if (state === 'disconnected') tell({ type: 'lost', reason: 'expired' });
    else if (isOnline) tell({ type: 'line', state: 'reconnecting' });
    isOnline = state === 'connected';
  });
  client.on('tokenAboutToExpire', () => {
    tell({ type: 'token-wanted' });
  });
  // Also of a token that is refused because its time is up. The client takes three seconds more to be disconnected.
  client.on('tokenExpired', () => {
    tell({ type: 'lost', reason: 'expired' });
  });
  const tellConversation = (conversation: Conversation): void => {
    tell({ type: 'conversation', conversation: toConversation(conversation) });
  };
  client.on('conversationJoined', tellConversation);
  client.on('conversationUpdated', ({ conversation, updateReasons }) => {
    tellConversation(conversation);
    if (updateReasons.includes('state') && conversation.state?.current === 'active') tell({ type: 'reopened' });
  });
  client.on('conversationLeft', ({ sid }) => {
    tell({ type: 'conversation-left', sid });
  });
  client.on('messageAdded', (message) => {
    tell({ type: 'message', conversation: message.conversation.sid, message: toMessage(message) });
  });
  const tellTyping = ({ conversation, identity }: Participant, isTyping: boolean): void => {
    if (identity !== null) tell({ type: 'typing', conversation: conversation.sid, identity, isTyping });
  };
  client.on('typingStarted', (participant) => {
    tellTyping(participant, true);
  });
  client.on('typingEnded', (participant) => {
    tellTyping(participant, false);
  });
}

function createTransport(client: Client, tell: (event: TransportEvent) => void): Transport {
  const call = createCall(tell);
  /** How far one has read, by conversation, as far as it was said here. */
  const marks = new Map<string, number>();
  const find = (sid: string): Promise<Conversation> => call(() => client.getConversationBySid(sid));

  return {
    conversations: () =>
      call(async () => {
        const records: ConversationRecord[] = [];
        let page = await client.getSubscribedConversations();
        for (;;) {
          records.push(...page.items.map(toConversation));
          if (!page.hasNextPage) return records;
          page = await page.nextPage();
        }
      }),
    conversation: async (sid) => toConversation(await find(sid)),
    messages: async (sid, request) => {
      const conversation = await find(sid);
      return call(() => readPage(conversation, request));
    },
    send: async (sid, body, attributes: MessageAttributes) => {
      const conversation = await find(sid);
      return call(() => conversation.sendMessage(body, { ...attributes }));
    },
    markRead: async (sid, index) => {
      const conversation = await find(sid);
      // The SDK compares with a mark that moves only when the server's event comes: a second call would go back.
      if (index <= (marks.get(sid) ?? -1)) return;
      await call(() => conversation.advanceLastReadMessageIndex(index));
      marks.set(sid, Math.max(index, marks.get(sid) ?? -1));
    },
    notifyTyping: (sid) => {
      // Nobody waits for it, and a lost one is of no consequence.
      find(sid)
        .then((conversation) => conversation.typing())
        .catch(() => undefined);
    },
    watchPresence: (identity, tell) => watchPresence(client, identity, tell),
    participants: async (sid) => {
      const conversation = await find(sid);
      const participants = await call(() => conversation.getParticipants());
      return participants.flatMap(({ identity }) => identity ?? []);
    },
    renewToken: async (token) => {
      await call(() => client.updateToken(token));
    },
    close: () => {
      shutDown(client);
    },
  };
}

async function readPage(conversation: Conversation, request: PageRequest): Promise<Page> {
  // Backwards without an anchor starts at the newest; an anchor is inclusive.
  const page =
    'from' in request
      ? await conversation.getMessages(request.limit, request.from, 'forward')
      : await conversation.getMessages(request.limit, 'before' in request ? request.before : undefined);
  return { messages: page.items.map(toMessage), hasEarlier: page.hasPrevPage };
}

function watchPresence(client: Client, identity: string, tell: (isOnline: boolean) => void): () => void {
  let watched: User | null = null;
  let isStopped = false;
  const report = (): void => {
    if (watched !== null) tell(watched.isOnline ?? false);
  };
  client
    .getUser(identity)
    .then((user) => {
      if (isStopped) return;
      watched = user;
      user.on('updated', report);
      report();
    })
    // Presence is a hint; without it the availability that came with the settings stays.
    .catch(() => undefined);
  return () => {
    isStopped = true;
    watched?.off('updated', report);
  };
}

function toConversation(conversation: Conversation): ConversationRecord {
  return {
    sid: conversation.sid,
    visitor: conversation.uniqueName,
    lastIndex: conversation.lastMessage?.index ?? -1,
    readIndex: conversation.lastReadMessageIndex ?? -1,
    ...(conversation.lastMessage?.dateCreated && { lastAt: conversation.lastMessage.dateCreated.getTime() }),
  };
}

function toMessage(message: Message): MessageRecord {
  return {
    sid: message.sid,
    index: message.index,
    author: message.author ?? '',
    // Nothing but a text may get to the templates.
    body: typeof message.body === 'string' ? message.body : '',
    attributes: message.attributes,
    at: message.dateCreated?.getTime() ?? 0,
  };
}

type Call = <Result>(run: () => Promise<Result>) => Promise<Result>;

/**
 * Errors of the SDK can be told apart only by a numeric `status`: with one, the server answered. Without, or with the 0
 * of a line that broke, the outcome is unknown, whatever the text says.
 */
function createCall(tell: (event: TransportEvent) => void): Call {
  return async (run) => {
    try {
      return await run();
    } catch (cause) {
      const status = (cause as { status?: unknown } | null)?.status;
      if (typeof status !== 'number' || status === 0 || status >= 500) {
        throw new TransportError('unclear', 'The message service did not answer.', { cause });
      }
      if (status === 429) throw new TransportError('unavailable', 'The message service is busy.', { cause });
      if (status === 401) {
        // The token, not the call, was refused: another token will do.
        tell({ type: 'lost', reason: 'expired' });
        throw new TransportError('unavailable', 'The token is not valid any more.', { cause });
      }
      throw new TransportError('refused', `The message service refused the call (${String(status)}).`, { cause });
    }
  };
}

/** Ends a client. Its shutdown rejects, or never settles, when the start-up was not over; neither is of interest. */
function shutDown(client: Client): void {
  client.removeAllListeners();
  client.shutdown().catch(() => undefined);
}
