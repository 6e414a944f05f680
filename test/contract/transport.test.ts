/** One contract, kept by the fake transport of the tests and by the real one over Twilio's SDK. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { connect } from '../../src/transport/twilio.js';
import { createEmulatedWorld } from '../support/contract/emulated-world.js';
import { createFakeWorld } from '../support/contract/fake-world.js';
import { TRANSPORT_CONTRACT } from '../support/contract/transport-contract.js';
import { startEmulatorHost } from '../support/node/emulator-host.js';

describe('the fake transport', () => {
  for (const [name, behave] of Object.entries(TRANSPORT_CONTRACT)) it(name, () => behave(createFakeWorld()));
});

describe('the transport over Twilio’s SDK and the emulator', () => {
  let host: Awaited<ReturnType<typeof startEmulatorHost>>;
  beforeEach(async () => {
    host = await startEmulatorHost();
  });
  afterEach(() => host.close());

  for (const [name, behave] of Object.entries(TRANSPORT_CONTRACT)) {
    it(name, async () => behave(await createEmulatedWorld(host, connect)));
  }

  it('stays away for about as long as the service asks', async (test) => {
    const { endpoint, token } = await createEmulatedWorld(host, connect);
    const reconnectMs = 3000;
    await host.addFault({ at: 'init', times: 1, fault: { kind: 'status', status: 429, reconnectMs } });
    // The SDK draws from both sides of what it was asked for; this is the shortest.
    test.mock.method(Math, 'random', () => 0);
    const from = performance.now();
    const transport = await connect({ token: token(), ...endpoint, tell: () => undefined });
    assert.ok(performance.now() - from >= reconnectMs * 0.8);
    transport.close();
  });
});
