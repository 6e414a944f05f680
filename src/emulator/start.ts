/** Puts a world together: its account, what was stored of it, and whoever is told of its changes. */
import { allOffline } from './operations/presence.js';
import type { World } from './operations/world.js';
import { seedAccount } from './seed.js';
import type { Connections } from './socket/connections.js';
import { Journal } from './storage/journal.js';
import { restoreWorld } from './storage/restore.js';
import type { RowStorage, StoredRow } from './storage/storage.js';
import { SyncObjects } from './sync/objects.js';
import type { Webhooks } from './webhooks/webhooks.js';

/** What stays the same when an emulator is reset. */
export type WorldSettings = Pick<
  World,
  'clock' | 'ids' | 'faults' | 'hooks' | 'limits' | 'mediaUrl' | 'hasSessionCache' | 'linkSecret'
>;

/** @param rows - What the storage holds already. */
export function createWorld(
  settings: WorldSettings,
  storage: RowStorage | null,
  connections: Pick<Connections, 'publish' | 'notifyTyping'>,
  webhooks: Pick<Webhooks, 'prepare'>,
  rows: readonly StoredRow[],
): World {
  const journal = new Journal(storage);
  const world: World = {
    ...settings,
    account: seedAccount(settings.clock),
    sync: new SyncObjects(settings.clock, settings.ids, journal, (object, event) =>
      connections.publish(world, object, event),
    ),
    journal,
    announce: (announcement) => journal.afterwards(webhooks.prepare(announcement)),
    notifyTyping: (notice) => connections.notifyTyping(notice),
    actions: new Map(),
    presence: new Map(),
    mutations: new Map(),
  };
  restoreWorld(world, rows);
  journal.perform(() => allOffline(world));
  return world;
}
