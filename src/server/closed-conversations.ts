/**
 * The conversations that the team has closed, for its list of them. Whether one is closed is Twilio's to say (it is
 * `inactive` there until somebody writes); here stands when that was and who did it, which Twilio does not know.
 */

/** A conversation that was closed. */
export interface ClosedConversation {
  readonly sid: string;
  /** Identity of the visitor. */
  readonly visitor: string;
  /** Twilio identity of the member who closed it; `null` when that is not known. */
  readonly closedBy: string | null;
  /** Milliseconds since the epoch. */
  readonly closedAt: number;
}

/** Where a page of the list begins: after this one. */
export type ClosedCursor = Pick<ClosedConversation, 'closedAt' | 'sid'>;

/** Where they are kept. Each call is atomic. */
export interface ClosedConversationStore {
  /** One that is there is written over. */
  add(account: string, conversation: ClosedConversation): Promise<void>;
  /** @returns Whether it was there. */
  remove(account: string, sid: string): Promise<boolean>;
  find(account: string, sid: string): Promise<ClosedConversation | null>;
  /** The last closed first. */
  list(account: string, limit: number, after?: ClosedCursor): Promise<readonly ClosedConversation[]>;
  /** Those of these sids that are there. */
  among(account: string, sids: readonly string[]): Promise<readonly string[]>;
}
