/** Everything that can happen to a chat. Facts are reported by the session; nobody else changes the state. */
import type { MessageData } from '../shared/message-attributes.js';
import type { Availability } from '../shared/public-settings.js';
import type { Connection, History, OutgoingMessage, StoredMessage } from './state.js';

export type Fact =
  | { type: 'opened' }
  | { type: 'closed' }
  | { type: 'availability-told'; availability: Availability }
  | { type: 'connection-changed'; connection: Connection }
  /** There is something to ask before the visitor can write. */
  | { type: 'visitor-asked' }
  /** `byForm`: the visitor filled in the form; otherwise the site or an earlier visit said who it is. */
  | { type: 'visitor-identified'; name: string; email: string; byForm: boolean }
  | { type: 'visitor-skipped' }
  | { type: 'session-started'; identity: string; conversation: string | null }
  | { type: 'conversation-started'; sid: string }
  /** A page of history or a live message; both may bring what is known already. */
  | { type: 'messages-received'; messages: readonly StoredMessage[]; history?: History }
  /** Everything up to an index was read from the server. */
  | { type: 'caught-up'; index: number }
  | { type: 'message-written'; cid: string; body: string; at: number; data: MessageData }
  /** The conversation was started by an earlier page view, which saw nothing delivered in it. */
  | { type: 'start-restored' }
  /** All that an earlier page view, or another tab, has written and not yet seen stored. */
  | { type: 'outbox-restored'; outbox: readonly OutgoingMessage[] }
  | { type: 'message-sent'; cid: string; index: number }
  | { type: 'message-failed'; cid: string }
  | { type: 'message-retried'; cid: string }
  | { type: 'read-up-to'; index: number }
  | { type: 'team-typing'; isTyping: boolean }
  | { type: 'draft-changed'; draft: string };
