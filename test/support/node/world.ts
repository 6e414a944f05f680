/** The emulator's world by itself, for tests of its rules: nobody is connected and no hook is called. */
import { FaultBook } from '../../../src/emulator/faults/faults.js';
import { randomIds } from '../../../src/emulator/ids.js';
import { LENIENT_LIMITS } from '../../../src/emulator/limits.js';
import type { World } from '../../../src/emulator/operations/world.js';
import { createWorld } from '../../../src/emulator/start.js';
import type { SyncEvent, SyncObject } from '../../../src/emulator/sync/objects.js';
import { WebhookCaller } from '../../../src/emulator/webhooks/caller.js';
import { Hooks } from '../../../src/emulator/webhooks/hooks.js';
import { TestClock } from './test-clock.js';

export function createTestWorld(
  clock = new TestClock(0),
  publish: (world: World, object: SyncObject, event: SyncEvent) => void = () => undefined,
): World {
  const settings = {
    clock,
    ids: randomIds,
    faults: new FaultBook(),
    hooks: new Hooks(new WebhookCaller('', {}), clock),
    limits: LENIENT_LIMITS,
    mediaUrl: () => 'http://media.invalid',
    hasSessionCache: false,
    linkSecret: 'secret of this test',
  };
  const nobody = { publish, notifyTyping: () => undefined };
  return createWorld(settings, null, nobody, { prepare: () => () => undefined }, []);
}
