/** One conversation of the Inbox: its messages in a store like the widget's, and its own outbox for the replies. */
import type { Clock } from '../session/clock.js';
import type { Line } from '../session/line.js';
import { createOutbox, type Outbox } from '../session/outbox.js';
import { authorOf, type Author } from '../shared/identity.js';
import type { MessageData } from '../shared/message-attributes.js';
import { countUnread } from '../state/select.js';
import type { ChatState, StoredMessage } from '../state/state.js';
import { createStore, type Store } from '../state/store.js';

export interface Thread {
  readonly sid: string;
  /** Identity of the visitor. */
  readonly visitor: string;
  readonly store: Store;
  readonly outbox: Outbox;
  /** The team is not in it; it is read through the companion. */
  isClosed: boolean;
  /** When its newest message was written, as far as that is known without reading it. In milliseconds since 1970. */
  lastAt: number;
}

export function createThread(sid: string, visitor: string, identity: string, line: Line, clock: Clock): Thread {
  const store = createStore();
  store.report({ type: 'session-started', identity, conversation: sid });
  const outbox = createOutbox({
    store,
    line,
    clock,
    ensureConversation: () => Promise.resolve(sid),
    // A reply is in one tab's memory only.
    exclusively: (deliver) => deliver({ hasWaited: false, isOver: () => false }),
  });
  return { sid, visitor, store, outbox, isClosed: false, lastAt: 0 };
}

/** Kind of the author of a message; what this product did not hand out counts as the team's: an integration writes so. */
export function kindOf({ author }: StoredMessage): Author {
  return authorOf(author) ?? 'team';
}

const unreadOf = new WeakMap<ChatState, number>();

/** Number of visitors' messages that wait: neither read here, nor answered by whoever of the team. */
export function unreadByTeam(state: ChatState): number {
  let unread = unreadOf.get(state);
  if (unread === undefined) {
    const answered = state.messages.findLast((message) => kindOf(message) === 'team')?.index ?? -1;
    const readIndex = Math.max(state.readIndex, answered);
    unread = countUnread({ ...state, readIndex }, (message) => kindOf(message) !== 'team');
    unreadOf.set(state, unread);
  }
  return unread;
}

/** Data that came with the visitor's last message. */
export function lastData({ messages }: ChatState): MessageData {
  return messages.findLast((message) => kindOf(message) !== 'team')?.data ?? {};
}

/** When the last message was written; 0 for a conversation without any. In milliseconds since 1970. */
export function lastActivity({ store: { state }, lastAt }: Thread): number {
  return Math.max(lastAt, state.outbox.at(-1)?.at ?? 0, state.messages.at(-1)?.at ?? 0);
}
