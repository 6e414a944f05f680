import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { enter, OFFLINE_GRACE_MS } from '../../src/emulator/operations/presence.js';
import { configureService, createService } from '../../src/emulator/operations/services.js';
import { createUser } from '../../src/emulator/operations/users.js';
import { SYSTEM, userObjects } from '../../src/emulator/operations/world.js';
import { TestClock } from '../support/node/test-clock.js';
import { createTestWorld } from '../support/node/world.js';

function setUp(reachabilityEnabled: boolean) {
  const clock = new TestClock(0);
  const world = createTestWorld(clock);
  const service = createService(world, 'Test');
  configureService(world, service, { reachabilityEnabled });
  const user = createUser(world, SYSTEM, service, 'bob');
  const shared = () => world.sync.find('map', userObjects(user).info)?.items.get('reachability')?.data;
  return { clock, world, service, user, shared };
}

const ONLINE = { online: true, notifiable: false };
const OFFLINE = { online: false, notifiable: false };

describe('presence', () => {
  it('lasts while any socket is open, and a moment longer', () => {
    const { clock, world, service, user, shared } = setUp(true);
    assert.equal(user.isOnline, null);
    const leaveFirst = enter(world, service, user);
    const leaveSecond = enter(world, service, user);
    assert.deepEqual(shared(), ONLINE);
    leaveFirst();
    clock.advance(OFFLINE_GRACE_MS);
    assert.deepEqual(shared(), ONLINE);
    leaveSecond();
    clock.advance(OFFLINE_GRACE_MS - 1);
    assert.deepEqual(shared(), ONLINE);
    clock.advance(1);
    assert.deepEqual(shared(), OFFLINE);
    assert.equal(user.isOnline, false);
  });

  it('does not flicker when a socket is replaced', () => {
    const { clock, world, service, user, shared } = setUp(true);
    const leave = enter(world, service, user);
    leave();
    enter(world, service, user);
    clock.advance(OFFLINE_GRACE_MS);
    assert.deepEqual(shared(), ONLINE);
  });

  it('is not shared by a service that does not share reachability, until it does', () => {
    const { world, service, user, shared } = setUp(false);
    enter(world, service, user);
    assert.deepEqual(shared(), OFFLINE);
    configureService(world, service, { reachabilityEnabled: true });
    assert.deepEqual(shared(), ONLINE);
  });
});
