/**
 * What every operation works on. The operations are the only place with rules and the only place that changes rows; each
 * change is projected at once onto the Sync objects that the SDK watches.
 */
import type { Clock } from '../clock.js';
import type { FaultBook } from '../faults/faults.js';
import type { Ids } from '../ids.js';
import type { Limits } from '../limits.js';
import type { AccountRow, ConversationRow, ServiceRow, UserRow } from '../rows.js';
import type { Journal } from '../storage/journal.js';
import type { SyncObjects } from '../sync/objects.js';
import type { Hooks } from '../webhooks/hooks.js';
import type { Announcement } from './announce.js';

/** Something that is not stored but passed on to whoever is connected. */
export interface TypingNotice {
  readonly serviceSid: string;
  readonly recipients: ReadonlySet<string>;
  readonly body: object;
}

export interface World {
  readonly account: AccountRow;
  readonly sync: SyncObjects;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly limits: Limits;
  /** Where every change is recorded; work that changes rows runs in its `perform`. */
  readonly journal: Journal;
  /** Tells the webhooks. */
  readonly announce: (announcement: Announcement) => void;
  /** Asks the webhooks before something happens. */
  readonly hooks: Pick<Hooks, 'ask' | 'deliberate'>;
  /** Where files are uploaded and fetched: an absolute address without a slash at its end. */
  readonly mediaUrl: () => string;
  /** Signs links to files. */
  readonly linkSecret: string;
  readonly faults: FaultBook;
  /** Whether the SDK is allowed to keep conversations in the browser's `sessionStorage`. */
  readonly hasSessionCache: boolean;
  /** Commands of users in the present second, by service and identity. */
  readonly actions: Map<string, { readonly second: number; readonly count: number }>;
  readonly notifyTyping: (notice: TypingNotice) => void;
  /** Open sockets by service and identity. */
  readonly presence: Map<string, number>;
  /** Mutation id → resource that it made, to recognise a repeat. */
  readonly mutations: Map<string, string>;
}

/** On whose behalf an operation runs: the account itself (REST), or one of its users. */
export type Actor =
  { readonly kind: 'system'; readonly tellsWebhooks: boolean } | { readonly kind: 'user'; readonly identity: string };

/** The account; webhooks hear nothing of what it does. */
export const SYSTEM: Actor = { kind: 'system', tellsWebhooks: false };

/** How the name of the actor stands in `createdBy`, `author` and `lastUpdatedBy`. */
export function actorName(actor: Actor): string {
  return actor.kind === 'system' ? 'system' : actor.identity;
}

/** Unique names of the Sync objects of a conversation. */
export function conversationObjects({ sid }: Pick<ConversationRow, 'sid'>) {
  return { document: `${sid}.channel`, messages: `${sid}.messages`, roster: `${sid}.roster` };
}

/** Unique names of the Sync objects of a user. */
export function userObjects({ sid }: Pick<UserRow, 'sid'>) {
  return { info: `${sid}.info`, conversations: `${sid}.myConversations` };
}

/** The services of the account that a token or an address may name. */
export function findService(world: World, sid: string): ServiceRow | undefined {
  return world.account.services.get(sid);
}
