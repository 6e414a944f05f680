/** conversations.twilio.com: chat services, their configuration, their roles. */
import { TwilioError } from '../errors.js';
import {
  configureService,
  createRole,
  createService,
  removeRole,
  removeService,
  updateRole,
} from '../operations/services.js';
import { findService, type World } from '../operations/world.js';
import type { Router } from '../router.js';
import type { ServiceRow } from '../rows.js';
import { configurationJson, roleJson, serviceJson } from '../wire/rest.js';
import { flag, list, requiredText, text, word } from './form.js';
import { pageAnswer } from './paging.js';

/** The service that a path names. */
export function requireService(world: World, sid: string): ServiceRow {
  const service = findService(world, sid);
  if (!service) throw new TwilioError('not-found');
  return service;
}

export function addServiceRoutes(router: Router<World>): void {
  router
    .on('GET', '/v1/Services', (world, call) =>
      pageAnswer(call, 'services', world.account.services.values(), (service) => serviceJson(world, service)),
    )
    .on('POST', '/v1/Services', (world, call) => {
      const service = createService(world, requiredText(call, 'FriendlyName'));
      return { status: 201, body: serviceJson(world, service) };
    })
    .on('GET', '/v1/Services/:service', (world, _call, { service }) => ({
      status: 200,
      body: serviceJson(world, requireService(world, service)),
    }))
    .on('DELETE', '/v1/Services/:service', (world, _call, { service }) => {
      removeService(world, requireService(world, service));
      return { status: 204 };
    })
    .on('GET', '/v1/Services/:service/Configuration', (world, _call, { service }) => ({
      status: 200,
      body: configurationJson(requireService(world, service)),
    }))
    .on('POST', '/v1/Services/:service/Configuration', (world, call, { service }) => {
      const row = requireService(world, service);
      configureService(world, row, {
        defaultChatServiceRoleSid: text(call, 'DefaultChatServiceRoleSid'),
        defaultConversationRoleSid: text(call, 'DefaultConversationRoleSid'),
        defaultConversationCreatorRoleSid: text(call, 'DefaultConversationCreatorRoleSid'),
        reachabilityEnabled: flag(call, 'ReachabilityEnabled'),
      });
      return { status: 200, body: configurationJson(row) };
    });
}

export function addRoleRoutes(router: Router<World>): void {
  router
    .on('GET', '/v1/Services/:service/Roles', (world, call, { service }) => {
      const row = requireService(world, service);
      return pageAnswer(call, 'roles', row.roles.values(), (role) => roleJson(world, row, role));
    })
    .on('POST', '/v1/Services/:service/Roles', (world, call, { service }) => {
      const row = requireService(world, service);
      const type = word(call, 'Type', ['conversation', 'service']);
      if (!type) throw new TwilioError('bad-parameter', 'Type is missing.');
      const role = createRole(world, row, {
        friendlyName: requiredText(call, 'FriendlyName'),
        type,
        permissions: list(call, 'Permission') ?? [],
      });
      return { status: 201, body: roleJson(world, row, role) };
    })
    .on('GET', '/v1/Services/:service/Roles/:role', (world, _call, { service, role }) => {
      const row = requireService(world, service);
      return { status: 200, body: roleJson(world, row, requireRole(row, role)) };
    })
    .on('POST', '/v1/Services/:service/Roles/:role', (world, call, { service, role }) => {
      const row = requireService(world, service);
      const roleRow = requireRole(row, role);
      updateRole(world, row, roleRow, list(call, 'Permission') ?? []);
      return { status: 200, body: roleJson(world, row, roleRow) };
    })
    .on('DELETE', '/v1/Services/:service/Roles/:role', (world, _call, { service, role }) => {
      const row = requireService(world, service);
      removeRole(world, row, requireRole(row, role));
      return { status: 204 };
    });
}

function requireRole(service: ServiceRow, sid: string) {
  const role = service.roles.get(sid);
  if (!role) throw new TwilioError('not-found');
  return role;
}
