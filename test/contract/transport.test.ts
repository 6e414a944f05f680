/** One contract, kept by the fake transport of the tests and by the real one over Twilio's SDK. */
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createFakeWorld } from '../support/contract/fake-world.js';
import { TRANSPORT_CONTRACT } from '../support/contract/transport-contract.js';
import { startEmulatedWorld } from '../support/node/contract-world.js';

describe('the fake transport', () => {
  for (const [name, behave] of Object.entries(TRANSPORT_CONTRACT)) it(name, () => behave(createFakeWorld()));
});

describe('the transport over Twilio’s SDK and the emulator', () => {
  let world: Awaited<ReturnType<typeof startEmulatedWorld>>;
  beforeEach(async () => {
    world = await startEmulatedWorld();
  });
  afterEach(() => world.close());

  for (const [name, behave] of Object.entries(TRANSPORT_CONTRACT)) it(name, () => behave(world));
});
