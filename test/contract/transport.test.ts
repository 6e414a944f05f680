/** One contract, kept by the fake transport of the tests and by the real one over Twilio's SDK. */
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
});
