/**
 * The road to the other person, as the rest of the browser side sees it: plain records and a closed list of errors.
 * Knows nothing of Twilio's SDK; `twilio.ts` drives that, a fake one serves the tests. Called by the session and by
 * the inbox.
 */
import type { MessageAttributes } from '../shared/message-attributes.js';

/** A message as it is stored. */
export interface MessageRecord {
  sid: string;
  index: number;
  /** Twilio identity of the author. */
  author: string;
  body: string;
  /** What the author attached; anything, since a browser wrote it. */
  attributes: unknown;
  /** When the server stored it, in milliseconds since 1970. */
  at: number;
}

/** A conversation that one's own identity takes part in. */
export interface ConversationRecord {
  sid: string;
  /** Identity of the visitor, under which the server created it; `null` for a conversation made by other means. */
  visitor: string | null;
  /** Index of the newest message; -1 while there is none. */
  lastIndex: number;
  /** Index up to which one has read; -1 for nothing. */
  readIndex: number;
  /** When the newest message was stored, in milliseconds since 1970; left out where that is not known. */
  lastAt?: number;
}

/** What a transport tells without being asked. */
export type TransportEvent =
  | { type: 'line'; state: 'online' | 'reconnecting' }
  /** The line is down for good; `expired`: a new token may help. */
  | { type: 'lost'; reason: 'expired' | 'refused' }
  /** The token is about to expire: ask the companion for another one. */
  | { type: 'token-wanted' }
  /** A conversation is new here, or what its record says changed. */
  | { type: 'conversation'; conversation: ConversationRecord }
  | { type: 'conversation-left'; sid: string }
  /** A message came into a conversation that the team had closed: it is in use again. */
  | { type: 'reopened' }
  | { type: 'message'; conversation: string; message: MessageRecord }
  | { type: 'typing'; conversation: string; identity: string; isTyping: boolean };

/**
 * Why a call failed.
 * - `refused`: the server answered no; the same call would be refused again.
 * - `unclear`: no answer; it may or may not have been carried out.
 * - `unavailable`: it was surely not carried out, and may be tried again.
 */
export type TransportErrorCode = 'refused' | 'unclear' | 'unavailable';

export class TransportError extends Error {
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TransportError';
    this.code = code;
  }
}

/**
 * Why a call to a transport failed; `null` when something else than a transport did. Told by name: what is built as a
 * file of its own brings a class of its own, of which no error is an instance here.
 */
export function transportErrorCode(error: unknown): TransportErrorCode | null {
  if (!(error instanceof Error) || error.name !== 'TransportError') return null;
  return (error as Error & { code: TransportErrorCode }).code;
}

/** Which page of messages to read. Indexes are inclusive. */
export type PageRequest = { limit: number } & ({ newest: true } | { before: number } | { from: number });

export interface Page {
  /** In the order of their indexes. */
  messages: MessageRecord[];
  hasEarlier: boolean;
}

/** A connected transport. Every call rejects with a `TransportError`. */
export interface Transport {
  /** The conversations that one takes part in now. */
  conversations(): Promise<ConversationRecord[]>;
  /** Waits until the conversation is known here; a new one takes a moment to arrive. */
  conversation(sid: string): Promise<ConversationRecord>;
  messages(conversation: string, request: PageRequest): Promise<Page>;
  /** @returns The index of the stored message. */
  send(conversation: string, body: string, attributes: MessageAttributes): Promise<number>;
  /** Moves the mark up to which one has read. Never backwards. */
  markRead(conversation: string, index: number): Promise<void>;
  /** Tells the others that one is writing. May be called on every keystroke. */
  notifyTyping(conversation: string): void;
  /**
   * Tells now, and at every change, whether an identity has a connection.
   *
   * @returns A function that stops it.
   */
  watchPresence(identity: string, tell: (isOnline: boolean) => void): () => void;
  /** Identities of all who take part in a conversation. */
  participants(conversation: string): Promise<string[]>;
  renewToken(token: string): Promise<void>;
  /** Ends the connection for good. */
  close(): void;
}

export interface TransportOptions {
  token: string;
  region?: string;
  /** WebSocket address in place of Twilio's own. */
  socket?: string;
  /** Told of everything that happens from the call on. */
  tell: (event: TransportEvent) => void;
}

/**
 * Connects. One attempt as a whole: when any part of the start-up fails it cleans up and rejects with a
 * `TransportError` (`refused` when the token was).
 */
export type Connect = (options: TransportOptions) => Promise<Transport>;
