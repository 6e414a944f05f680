import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import { newSid } from '../ids.js';
import type { KeyRow, RoleRow, ServiceRow, WebhookSettings } from '../rows.js';
import { removeConversation } from './conversations.js';
import { DEFAULT_ROLES, type RoleTemplate } from './permissions.js';
import { publishReachability } from './presence.js';
import { saveKey, saveRole, saveService } from './save.js';
import { removeUser } from './users.js';
import { SYSTEM, type World } from './world.js';

export function createKey(world: World, friendlyName: string): KeyRow {
  const date = timestamp(world.clock);
  const key: KeyRow = {
    sid: newSid(world.ids, 'SK'),
    secret: world.ids.hex(32),
    friendlyName,
    dateCreated: date,
    dateUpdated: date,
  };
  world.account.keys.set(key.sid, key);
  saveKey(world, key);
  return key;
}

export function renameKey(world: World, key: KeyRow, friendlyName: string): void {
  key.friendlyName = friendlyName;
  key.dateUpdated = timestamp(world.clock);
  saveKey(world, key);
}

/** Tokens that the key has signed are refused from now on; open sockets stay. */
export function removeKey(world: World, key: KeyRow): void {
  world.account.keys.delete(key.sid);
  world.journal.remove('key', key.sid);
}

/** Makes a chat service with the roles that every service begins with. */
export function createService(world: World, friendlyName: string): ServiceRow {
  const date = timestamp(world.clock);
  const service: ServiceRow = {
    sid: newSid(world.ids, 'IS'),
    friendlyName,
    defaultChatServiceRoleSid: '',
    defaultConversationRoleSid: '',
    defaultConversationCreatorRoleSid: '',
    reachabilityEnabled: false,
    webhook: { preWebhookUrl: null, postWebhookUrl: null, filters: [], method: 'POST' },
    notifications: {},
    media: new Map(),
    roles: new Map(),
    users: new Map(),
    conversations: new Map(),
    conversationNames: new Map(),
    dateCreated: date,
    dateUpdated: date,
  };
  service.defaultChatServiceRoleSid = createRole(world, service, DEFAULT_ROLES.serviceUser).sid;
  service.defaultConversationRoleSid = createRole(world, service, DEFAULT_ROLES.channelUser).sid;
  service.defaultConversationCreatorRoleSid = createRole(world, service, DEFAULT_ROLES.channelAdmin).sid;
  world.account.services.set(service.sid, service);
  saveService(world, service);
  return service;
}

export function createRole(world: World, service: ServiceRow, template: RoleTemplate): RoleRow {
  const date = timestamp(world.clock);
  const role: RoleRow = { sid: newSid(world.ids, 'RL'), ...template, dateCreated: date, dateUpdated: date };
  service.roles.set(role.sid, role);
  saveRole(world, service, role);
  return role;
}

export function updateRole(world: World, service: ServiceRow, role: RoleRow, permissions: readonly string[]): void {
  role.permissions = permissions;
  role.dateUpdated = timestamp(world.clock);
  saveRole(world, service, role);
}

/** Removes a role that nobody has and that is no default. */
export function removeRole(world: World, service: ServiceRow, role: RoleRow): void {
  const isDefault = [
    service.defaultChatServiceRoleSid,
    service.defaultConversationRoleSid,
    service.defaultConversationCreatorRoleSid,
  ].includes(role.sid);
  const participants = [...service.conversations.values()].flatMap((found) => [...found.participants.values()]);
  const isUsed = [...service.users.values(), ...participants].some(({ roleSid }) => roleSid === role.sid);
  if (isDefault || isUsed) throw new TwilioError('bad-parameter', 'The role is in use.');
  service.roles.delete(role.sid);
  world.journal.remove('role', role.sid);
}

/** Removes a service with everything in it. */
export function removeService(world: World, service: ServiceRow): void {
  for (const conversation of service.conversations.values()) {
    removeConversation(world, SYSTEM, service, conversation);
  }
  for (const user of service.users.values()) removeUser(world, service, user);
  for (const sid of service.media.keys()) world.journal.remove('media', sid);
  for (const sid of service.roles.keys()) world.journal.remove('role', sid);
  world.account.services.delete(service.sid);
  world.journal.remove('service', service.sid);
}

/** What a service tells to whom; fields that are not named stay. */
export function configureWebhook(world: World, service: ServiceRow, change: Partial<WebhookSettings>): void {
  service.webhook = { ...service.webhook, ...change };
  service.dateUpdated = timestamp(world.clock);
  saveService(world, service);
}

/** What the configuration of a service may change. */
export interface ConfigurationChange {
  defaultChatServiceRoleSid?: string | undefined;
  defaultConversationRoleSid?: string | undefined;
  defaultConversationCreatorRoleSid?: string | undefined;
  reachabilityEnabled?: boolean | undefined;
}

export function configureService(world: World, service: ServiceRow, change: ConfigurationChange): void {
  const expectedTypes = {
    defaultChatServiceRoleSid: 'service',
    defaultConversationRoleSid: 'conversation',
    defaultConversationCreatorRoleSid: 'conversation',
  } as const;
  for (const field of Object.keys(expectedTypes) as (keyof typeof expectedTypes)[]) {
    const roleSid = change[field];
    if (roleSid === undefined) continue;
    if (service.roles.get(roleSid)?.type !== expectedTypes[field]) {
      throw new TwilioError('bad-parameter', `${field} names no role of the type "${expectedTypes[field]}".`);
    }
    service[field] = roleSid;
  }
  service.dateUpdated = timestamp(world.clock);
  saveService(world, service);
  if (change.reachabilityEnabled === undefined || change.reachabilityEnabled === service.reachabilityEnabled) return;
  service.reachabilityEnabled = change.reachabilityEnabled;
  for (const user of service.users.values()) publishReachability(world, service, user);
}
