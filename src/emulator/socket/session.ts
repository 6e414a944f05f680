/** What a socket may do once its token was accepted, and for how long. */
import type { Caller } from '../client/caller.js';
import type { Clock } from '../clock.js';
import { enter } from '../operations/presence.js';
import { ensureUser } from '../operations/users.js';
import { findService, type World } from '../operations/world.js';
import type { Subscriber } from '../sync/subscriptions.js';
import { readToken, type TokenClaims } from '../tokens.js';

/** How long before its end a token is said to be about to expire. In milliseconds. */
export const EXPIRY_WARNING_MS = 240_000;

export interface Session {
  readonly caller: Caller;
  /** Says that the socket is gone. */
  readonly leave: () => void;
}

/** Checks a token against the account as it is now. */
export function checkToken(world: World, token: unknown) {
  return readToken(token, {
    accountSid: world.account.sid,
    secretOf: (keySid) => world.account.keys.get(keySid)?.secret,
    hasService: (serviceSid) => findService(world, serviceSid) !== undefined,
    now: world.clock.now(),
    shortestLife: world.limits.shortestTokenSeconds,
    longestLife: world.limits.longestTokenSeconds,
  });
}

/** Lets the owner of a good token in. A user is made when they first come. */
export function openSession(
  world: World,
  claims: TokenClaims,
  subscriptions: Set<string>,
  notify: Subscriber['notify'],
): Session {
  const { identity, serviceSid } = claims;
  const service = findService(world, serviceSid);
  if (!service) throw new Error('A token was accepted for a service that does not exist.');
  const actor = { kind: 'user', identity } as const;
  const user = ensureUser(world, actor, service, identity);
  const subscriber = { serviceSid, identity, subscriptions, notify };
  const caller: Caller = { world, service, user, actor, subscriber };
  const leave = enter(world, service, user);
  return { caller, leave: () => world.journal.performUnasked(leave) };
}

/**
 * Watches the life of a token; the answer calls that off. A token whose life is shorter than the warning is never said to
 * be about to expire.
 */
export function watchExpiry(clock: Clock, expiresAt: number, warn: () => void, end: () => void): () => void {
  const life = expiresAt - clock.now();
  const cancelEnd = clock.after(life, end);
  const cancelWarning = life > EXPIRY_WARNING_MS ? clock.after(life - EXPIRY_WARNING_MS, warn) : () => undefined;
  return () => {
    cancelEnd();
    cancelWarning();
  };
}
