/** The contract of transports, kept in this engine by the file that visitors download. */
import type { Connect } from '../../src/transport/transport.js';
import { createEmulatedWorld } from '../support/contract/emulated-world.js';
import { TRANSPORT_CONTRACT } from '../support/contract/transport-contract.js';
import { startEmulatorHost } from '../support/browser/emulator-host.js';
import { findAsset } from '../support/browser/assets.js';

describe('the transport over Twilio’s SDK and the emulator', () => {
  let connect: Connect;
  let host: Awaited<ReturnType<typeof startEmulatorHost>>;

  before(async () => {
    ({ connect } = (await import(await findAsset('twilio'))) as { connect: Connect });
  });
  beforeEach(async () => {
    host = await startEmulatorHost();
  });
  afterEach(() => host.close());

  for (const [name, behave] of Object.entries(TRANSPORT_CONTRACT)) {
    it(name, async () => behave(await createEmulatedWorld(host, connect)));
  }
});
