/** conversations.twilio.com: what a service says about push notifications. */
import { configureNotifications } from '../operations/notifications.js';
import type { World } from '../operations/world.js';
import type { Router } from '../router.js';
import { NOTIFICATION_FIELDS, notificationsJson } from '../wire/notifications.js';
import { text } from './form.js';
import { requireService } from './services.js';

const NOTIFICATIONS = '/v1/Services/:service/Configuration/Notifications';

export function addNotificationRoutes(router: Router<World>): void {
  router
    .on('GET', NOTIFICATIONS, (world, _call, { service }) => ({
      status: 200,
      body: notificationsJson(world, requireService(world, service)),
    }))
    .on('POST', NOTIFICATIONS, (world, call, { service }) => {
      const row = requireService(world, service);
      const sent = NOTIFICATION_FIELDS.map((name) => [name, text(call, name)] as const);
      configureNotifications(world, row, Object.fromEntries(sent.filter(([, value]) => value !== undefined)));
      return { status: 200, body: notificationsJson(world, row) };
    });
}
