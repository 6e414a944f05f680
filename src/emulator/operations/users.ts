import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import { newSid } from '../ids.js';
import type { ServiceRow, UserRow } from '../rows.js';
import { reachabilityItem, valueItem } from '../wire/sync.js';
import { announceUser, describeUser } from './announce.js';
import { askBefore } from './ask.js';
import { checkAttributes } from './attributes.js';
import { requirePermission } from './permissions.js';
import { saveUser } from './save.js';
import { conversationObjects, userObjects, type Actor, type World } from './world.js';

/** What an edit may change of a user. */
export interface UserChange {
  friendlyName?: string | undefined;
  attributes?: string | undefined;
  roleSid?: string | undefined;
}

export function createUser(
  world: World,
  actor: Actor,
  service: ServiceRow,
  identity: string,
  change: UserChange = {},
): UserRow {
  if (identity === '') throw new TwilioError('bad-parameter', 'Identity is missing.');
  if (service.users.has(identity)) throw new TwilioError('user-exists');
  checkAttributes(world, change.attributes);
  const date = timestamp(world.clock);
  const user: UserRow = {
    sid: newSid(world.ids, 'US'),
    identity,
    friendlyName: change.friendlyName ?? null,
    attributes: change.attributes ?? '{}',
    roleSid: knownRole(service, change.roleSid) ?? service.defaultChatServiceRoleSid,
    isOnline: null,
    conversationSids: new Set(),
    dateCreated: date,
    dateUpdated: date,
  };
  service.users.set(identity, user);
  const names = userObjects(user);
  world.sync.create('map', service.sid, names.info, { kind: 'service' });
  world.sync.create('map', service.sid, names.conversations, { kind: 'user', identity });
  world.sync.putItem(names.info, 'friendlyName', valueItem(user.friendlyName));
  world.sync.putItem(names.info, 'attributes', valueItem(user.attributes));
  world.sync.putItem(names.info, 'reachability', reachabilityItem(false));
  saveUser(world, service, user);
  announceUser(world, actor, service, user, 'onUserAdded');
  return user;
}

/** The user of that identity; made now if this is the first that is heard of it. */
export function ensureUser(world: World, actor: Actor, service: ServiceRow, identity: string): UserRow {
  return service.users.get(identity) ?? createUser(world, actor, service, identity);
}

/** Finds a user by identity or sid. */
export function requireUser(service: ServiceRow, identityOrSid: string): UserRow {
  const user = service.users.get(identityOrSid) ?? [...service.users.values()].find(({ sid }) => sid === identityOrSid);
  if (!user) throw new TwilioError('user-not-found');
  return user;
}

export function updateUser(world: World, actor: Actor, service: ServiceRow, user: UserRow, asked: UserChange): void {
  const isOwn = actor.kind === 'user' && actor.identity === user.identity;
  requirePermission(actor, service, null, 'editAnyUserInfo', ...(isOwn ? ['editOwnUserInfo'] : []));
  checkAttributes(world, asked.attributes);
  const wanted = askBefore(world, actor, service, 'onUserUpdate', {
    ...describeUser(user),
    FriendlyName: asked.friendlyName ?? user.friendlyName,
    Attributes: asked.attributes ?? user.attributes,
    RoleSid: asked.roleSid ?? user.roleSid,
  });
  const change = {
    friendlyName: wanted['friendly_name'] ?? asked.friendlyName,
    attributes: wanted['attributes'] ?? asked.attributes,
    roleSid: wanted['role_sid'] ?? asked.roleSid,
  };
  checkAttributes(world, change.attributes);
  user.roleSid = knownRole(service, change.roleSid) ?? user.roleSid;
  user.dateUpdated = timestamp(world.clock);
  const names = userObjects(user);
  if (change.friendlyName !== undefined) {
    user.friendlyName = change.friendlyName;
    world.sync.putItem(names.info, 'friendlyName', valueItem(change.friendlyName));
  }
  if (change.attributes !== undefined) {
    user.attributes = change.attributes;
    world.sync.putItem(names.info, 'attributes', valueItem(change.attributes));
  }
  saveUser(world, service, user);
  announceUser(world, actor, service, user, 'onUserUpdated');
}

/** Removes a user and, with them, their places in conversations. */
export function removeUser(world: World, service: ServiceRow, user: UserRow): void {
  for (const sid of user.conversationSids) {
    const conversation = service.conversations.get(sid);
    const participant = conversation?.participants.get(user.identity);
    if (!conversation || !participant) continue;
    conversation.participants.delete(user.identity);
    world.journal.remove('participant', participant.sid);
    world.sync.removeItem(conversationObjects(conversation).roster, participant.sid);
  }
  for (const name of Object.values(userObjects(user))) world.sync.remove(name);
  service.users.delete(user.identity);
  world.journal.remove('user', user.sid);
}

function knownRole(service: ServiceRow, roleSid: string | undefined): string | undefined {
  if (roleSid !== undefined && !service.roles.has(roleSid))
    throw new TwilioError('bad-parameter', 'There is no such role.');
  return roleSid;
}
