/** Who is online: whoever has an open, authenticated socket, and for a moment longer. */
import type { ServiceRow, UserRow } from '../rows.js';
import { reachabilityItem } from '../wire/sync.js';
import { saveUser } from './save.js';
import { userObjects, type World } from './world.js';

/** How long a user without a socket still counts as online, so that a reconnect goes unnoticed. In milliseconds. */
export const OFFLINE_GRACE_MS = 2000;

/** A socket of the user was opened. The answer is to be called once, when that socket has closed. */
export function enter(world: World, service: ServiceRow, user: UserRow): () => void {
  const place = `${service.sid}/${user.identity}`;
  world.presence.set(place, (world.presence.get(place) ?? 0) + 1);
  setOnline(world, service, user, true);
  return () => {
    world.presence.set(place, (world.presence.get(place) ?? 1) - 1);
    world.clock.after(OFFLINE_GRACE_MS, () => {
      if (world.presence.get(place) !== 0) return;
      world.journal.performUnasked(() => setOnline(world, service, user, false));
    });
  };
}

/** After a start nobody is connected, whatever was true when the process before this one ended. */
export function allOffline(world: World): void {
  for (const service of world.account.services.values()) {
    for (const user of service.users.values()) if (user.isOnline === true) setOnline(world, service, user, false);
  }
}

/** Tells whoever watches the user, when the service shares reachability. */
export function publishReachability(world: World, service: ServiceRow, user: UserRow): void {
  const isShared = service.reachabilityEnabled && user.isOnline === true;
  world.sync.putItem(userObjects(user).info, 'reachability', reachabilityItem(isShared));
}

function setOnline(world: World, service: ServiceRow, user: UserRow, isOnline: boolean): void {
  const isRemoved = service.users.get(user.identity) !== user;
  if (isRemoved || user.isOnline === isOnline) return;
  user.isOnline = isOnline;
  saveUser(world, service, user);
  if (service.reachabilityEnabled) publishReachability(world, service, user);
}
