/**
 * An emulator as a test moves it from wherever the test runs: from the same process, or from inside a browser. So
 * everything is asynchronous, and what goes in and comes out is JSON.
 */
import type { FaultRule } from '../../../src/emulator/faults/fault.js';

/** What a test may choose about a token. */
export interface TokenChoice {
  /** In seconds. Default: an hour. Negative: expired already. */
  ttl?: number;
  secret?: string;
  accountSid?: string;
  serviceSid?: string;
}

/** A conversation of an emulator, as it begins. */
export interface NewConversation {
  uniqueName?: string;
  friendlyName?: string;
  attributes?: string;
  /** Identities of those who take part. */
  participants?: readonly string[];
}

export interface EmulatorHost {
  /** For the SDK's option `Twilsock`. */
  socketUri(): Promise<string>;
  token(identity: string, choice?: TokenChoice): Promise<string>;
  /** @returns Its sid. */
  createConversation(conversation: NewConversation): Promise<string>;
  removeConversation(sid: string): Promise<void>;
  addParticipant(sid: string, identity: string): Promise<void>;
  participants(sid: string): Promise<readonly string[]>;
  /** Writes one message after the other. Resolves when everything is stored. */
  write(sid: string, author: string, bodies: readonly string[]): Promise<void>;
  removeMessages(sid: string, indices: readonly number[]): Promise<void>;
  /** Texts of the stored messages, in order. */
  bodies(sid: string): Promise<readonly string[]>;
  user(identity: string): Promise<{ isOnline: boolean | null; friendlyName: string }>;
  /** Opens or closes a socket of the identity, without the SDK. */
  setOnline(identity: string, isOnline: boolean): Promise<void>;
  /** Gives all who come from now on the permissions of a visitor, and no others. */
  restrictRoles(): Promise<void>;
  addFault(rule: FaultRule): Promise<void>;
  jumpClock(ms: number): Promise<void>;
  dropConnections(identity: string): Promise<void>;
  silenceConnections(identity: string): Promise<void>;
  endSessions(code: number, identity: string): Promise<void>;
}
