/** What a service says about push notifications. Kept for whoever asks; the emulator sends none. */
import { timestamp } from '../clock.js';
import type { ServiceRow } from '../rows.js';
import { saveService } from './save.js';
import type { World } from './world.js';

/** Fields that are not named stay. */
export function configureNotifications(world: World, service: ServiceRow, change: ServiceRow['notifications']): void {
  service.notifications = { ...service.notifications, ...change };
  service.dateUpdated = timestamp(world.clock);
  saveService(world, service);
}
