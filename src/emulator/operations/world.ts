/**
 * What every operation works on. The operations are the only place with rules and the only place that changes rows; each
 * change is projected at once onto the Sync objects that the SDK watches.
 */
import type { Clock } from '../clock.js';
import type { Ids } from '../ids.js';
import type { AccountRow, ConversationRow, ServiceRow, UserRow } from '../rows.js';
import type { SyncObjects } from '../sync/objects.js';

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
  readonly notifyTyping: (notice: TypingNotice) => void;
  /** Open sockets by service and identity. */
  readonly presence: Map<string, number>;
  /** Mutation id → resource that it made, to recognise a repeat. */
  readonly mutations: Map<string, string>;
}

/** On whose behalf an operation runs: the account itself (REST), or one of its users. */
export type Actor = { readonly kind: 'system' } | { readonly kind: 'user'; readonly identity: string };

export const SYSTEM: Actor = { kind: 'system' };

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
