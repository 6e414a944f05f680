import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import { newSid } from '../ids.js';
import type { KeyRow, RoleRow, ServiceRow } from '../rows.js';
import { DEFAULT_ROLES, type RoleTemplate } from './permissions.js';
import { publishReachability } from './presence.js';
import type { World } from './world.js';

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
  return key;
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
  return service;
}

export function createRole(world: World, service: ServiceRow, template: RoleTemplate): RoleRow {
  const date = timestamp(world.clock);
  const role: RoleRow = { sid: newSid(world.ids, 'RL'), ...template, dateCreated: date, dateUpdated: date };
  service.roles.set(role.sid, role);
  return role;
}

export function updateRole(world: World, role: RoleRow, permissions: readonly string[]): void {
  role.permissions = permissions;
  role.dateUpdated = timestamp(world.clock);
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
  if (change.reachabilityEnabled === undefined || change.reachabilityEnabled === service.reachabilityEnabled) return;
  service.reachabilityEnabled = change.reachabilityEnabled;
  for (const user of service.users.values()) publishReachability(world, service, user);
}
