/**
 * What is true of one chat right now, as one frozen, serialisable object. Knows the shape only: `reduce.ts` says how
 * it changes, `select.ts` what follows from it. Whoever shows or drives a chat, widget or inbox, reads it.
 */
import type { MessageData } from '../shared/message-attributes.js';
import type { Availability } from '../shared/public-settings.js';

/** Why there is no connection. `unreachable`: it goes on being tried; `refused`: that would change nothing. */
export type FailureReason = 'unreachable' | 'refused';

/** Where the line to Twilio stands. */
export type Connection =
  | { readonly phase: 'idle' | 'connecting' | 'online' | 'reconnecting' }
  | { readonly phase: 'failed'; readonly reason: FailureReason };

/** How much of the conversation is known; `partial`: there are messages before the first of them. */
export type History = 'unknown' | 'partial' | 'whole';

/** What is known of the visitor. */
export type Visitor =
  | { readonly phase: 'unknown' | 'asking' }
  | { readonly phase: 'skipped' }
  /** `thanked`: the visitor filled in the form in this view, so the thanks stand in the chat. */
  | { readonly phase: 'identified'; readonly name: string; readonly email: string; readonly thanked: boolean };

/** A message that is stored: it has a sid and an index, and nothing about it changes any more. */
export interface StoredMessage {
  readonly sid: string;
  /** Position in the conversation; the order of messages is the order of indexes. */
  readonly index: number;
  /** Twilio identity of the author. */
  readonly author: string;
  readonly body: string;
  /** When the server stored it, in milliseconds since 1970. */
  readonly at: number;
  /** Id that the sender gave it before it was sent; `null` when it was written by other means. */
  readonly cid: string | null;
  readonly data: MessageData;
}

/** A message that was written here and is not known to be stored yet. */
export interface OutgoingMessage {
  readonly cid: string;
  readonly body: string;
  readonly at: number;
  readonly data: MessageData;
  /** `sent`: the server has it, its own event has not arrived yet. */
  readonly phase: 'sending' | 'sent' | 'failed';
  /** Index up to which everything was known when it was written: it can be stored only after that. */
  readonly after: number;
  /** Place among the stored messages, once it has one. */
  readonly index?: number;
}

export interface ChatState {
  readonly opened: boolean;
  readonly availability: Availability | 'unknown';
  readonly connection: Connection;
  readonly visitor: Visitor;
  /** Own Twilio identity, once the server gave one. */
  readonly identity: string | null;
  /** Sid of the conversation; `null` until there is one. */
  readonly conversation: string | null;
  /** Stored messages by index, each once. */
  readonly messages: readonly StoredMessage[];
  readonly history: History;
  /** Index up to which nothing is missing among `messages`; -1 at the start. A live message may be ahead of it. */
  readonly completeTo: number;
  /** Whether the conversation was started in this view, rather than found. */
  readonly isStartedHere: boolean;
  /** Written here and not yet among `messages`, in the order written. */
  readonly outbox: readonly OutgoingMessage[];
  /** Index up to which the messages were read; -1 for none. */
  readonly readIndex: number;
  /** Whether somebody of the team is writing. */
  readonly isTeamTyping: boolean;
  /** What stands in the composer. */
  readonly draft: string;
}

export const INITIAL_STATE: ChatState = Object.freeze<ChatState>({
  opened: false,
  availability: 'unknown',
  connection: { phase: 'idle' },
  visitor: { phase: 'unknown' },
  identity: null,
  conversation: null,
  messages: [],
  history: 'unknown',
  completeTo: -1,
  isStartedHere: false,
  outbox: [],
  readIndex: -1,
  isTeamTyping: false,
  draft: '',
});
