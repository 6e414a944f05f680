import { TwilioError } from '../errors.js';
import type { World } from './world.js';

/** Counts a command of a user. @throws TwilioError when there were too many within this second. */
export function countAction(world: World, serviceSid: string, identity: string): void {
  if (world.limits.actionsPerSecond === Infinity) return;
  const second = Math.floor(world.clock.now() / 1000);
  const key = `${serviceSid}/${identity}`;
  const known = world.actions.get(key);
  const count = known?.second === second ? known.count + 1 : 1;
  world.actions.set(key, { second, count });
  if (count > world.limits.actionsPerSecond) throw new TwilioError('too-many-requests');
}
