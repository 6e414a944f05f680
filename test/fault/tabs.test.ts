/** Tabs of one visitor, in small: what single seeds of the simulation have found, each as a scenario of its own. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemory } from '../../src/session/memory.js';
import type { Line } from '../../src/session/line.js';
import { createOutbox } from '../../src/session/outbox.js';
import { shareOutbox } from '../../src/session/shared-outbox.js';
import { createStore, type Store } from '../../src/state/store.js';
import { Device } from './simulation/device.js';
import { Time } from './simulation/time.js';

const MESSAGE = { cid: 'm1', body: 'x'.repeat(100), data: {} };

describe('tabs of one visitor', () => {
  it('do not call a message failed that another has delivered meanwhile', () => {
    const device = new Device(new Time());
    const [one, other, third] = [openTab(device), openTab(device), openTab(device)];
    one.store.report({ type: 'message-written', at: 1, ...MESSAGE });
    other.shared.adopt();
    // The device has no room for the word that it failed here, so that the first tab tries it and succeeds.
    device.fill();
    other.store.report({ type: 'message-failed', cid: 'm1' });
    one.store.report({
      type: 'messages-received',
      messages: [{ ...MESSAGE, sid: 'IM1', index: 0, author: 'v', at: 2 }],
    });
    device.isFull = false;

    assert.deepEqual(
      other.shared.adopt().map(({ cid }) => cid),
      ['m1'],
    );
    assert.deepEqual(phases(other.store), ['sending']);
    other.store.report({ type: 'message-written', at: 3, ...MESSAGE, cid: 'm2' });
    third.shared.adopt();
    assert.deepEqual(phases(third.store), ['sending', 'sending']);
  });

  it('do not say later that a message failed, when another may have tried it again', () => {
    const device = new Device(new Time());
    const [one, other, third] = [openTab(device), openTab(device), openTab(device)];
    one.store.report({ type: 'message-written', at: 1, ...MESSAGE });
    for (const { shared } of [other, third]) shared.adopt();
    device.fill();
    other.store.report({ type: 'message-failed', cid: 'm1' });
    device.isFull = false;

    // The first tab is sending it now.
    other.store.report({ type: 'message-written', at: 2, ...MESSAGE, cid: 'm2' });
    third.shared.adopt();
    assert.deepEqual(phases(third.store), ['sending', 'sending']);

    one.store.report({
      type: 'messages-received',
      messages: [{ ...MESSAGE, sid: 'IM1', index: 0, author: 'v', at: 3 }],
    });
    other.store.report({ type: 'message-written', at: 4, ...MESSAGE, cid: 'm3' });
    const next = openTab(device);
    next.shared.adopt();
    assert.deepEqual(phases(next.store), ['sending', 'sending']);
    other.shared.adopt();
    assert.deepEqual(phases(other.store), ['sending', 'sending', 'sending']);
  });

  it('keep for the next page a message that failed before there was room for it', () => {
    const device = new Device(new Time());
    const one = openTab(device);
    device.fill();
    one.store.report({ type: 'message-written', at: 1, ...MESSAGE });
    one.store.report({ type: 'message-failed', cid: 'm1' });
    device.isFull = false;
    one.store.report({ type: 'message-written', at: 2, ...MESSAGE, cid: 'm2' });
    const next = openTab(device);
    next.shared.adopt();
    assert.deepEqual(phases(next.store), ['failed', 'sending']);
  });

  it('look at their lines while another delivers', async () => {
    const time = new Time();
    let checks = 0;
    let endTurn = (): void => undefined;
    const line = { check: () => (checks += 1), ensure: () => new Promise(() => undefined) } as unknown as Line;
    const store = createStore();
    const outbox = createOutbox({
      store,
      line,
      clock: { now: () => time.now, after: (delay, call) => time.after(delay, call) },
      ensureConversation: () => Promise.resolve('CH1'),
      exclusively: () => new Promise((resolve) => (endTurn = resolve)),
    });
    store.report({ type: 'session-started', identity: 'v', conversation: 'CH1' });
    store.report({ type: 'message-written', at: 1, ...MESSAGE });
    outbox.deliver();
    await time.run(3999);
    assert.equal(checks, 0);
    await time.run(8000);
    assert.equal(checks, 2);

    store.report({ type: 'messages-received', messages: [{ ...MESSAGE, sid: 'IM1', index: 0, author: 'v', at: 2 }] });
    endTurn();
    await time.run(60_000);
    assert.equal(checks, 2);
  });
});

function openTab(device: Device) {
  const storage = device.storageOf({ isAlive: true, isFrozen: false });
  const memory = createMemory(
    () => storage,
    'account',
    '',
    () => 0,
  );
  memory.keep({ hasConversation: true });
  const store = createStore();
  const shared = shareOutbox(store, memory);
  store.report({ type: 'session-started', identity: 'v', conversation: 'CH1' });
  return { store, shared };
}

function phases(store: Store): string[] {
  return store.state.outbox.map(({ phase }) => phase);
}
