/** conversations.twilio.com: users. */
import { createUser, removeUser, requireUser, updateUser } from '../operations/users.js';
import type { World } from '../operations/world.js';
import type { Call, Router } from '../router.js';
import { userJson } from '../wire/rest.js';
import { actorOf, requiredText, text } from './form.js';
import { pageAnswer } from './paging.js';
import { requireService } from './services.js';

export function addUserRoutes(router: Router<World>): void {
  router
    .on('GET', '/v1/Services/:service/Users', (world, call, { service }) => {
      const row = requireService(world, service);
      return pageAnswer(call, 'users', row.users.values(), (user) => userJson(world, row, user, false));
    })
    .on('POST', '/v1/Services/:service/Users', (world, call, { service }) => {
      const row = requireService(world, service);
      const user = createUser(world, actorOf(call), row, requiredText(call, 'Identity'), userChange(call));
      return { status: 201, body: userJson(world, row, user, false) };
    })
    .on('GET', '/v1/Services/:service/Users/:user', (world, _call, { service, user }) => {
      const row = requireService(world, service);
      return { status: 200, body: userJson(world, row, requireUser(row, user), true) };
    })
    .on('POST', '/v1/Services/:service/Users/:user', (world, call, { service, user }) => {
      const row = requireService(world, service);
      const userRow = requireUser(row, user);
      updateUser(world, actorOf(call), row, userRow, userChange(call));
      return { status: 200, body: userJson(world, row, userRow, true) };
    })
    .on('DELETE', '/v1/Services/:service/Users/:user', (world, _call, { service, user }) => {
      const row = requireService(world, service);
      removeUser(world, row, requireUser(row, user));
      return { status: 204 };
    });
}

function userChange(call: Call) {
  return {
    friendlyName: text(call, 'FriendlyName'),
    attributes: text(call, 'Attributes'),
    roleSid: text(call, 'RoleSid'),
  };
}
