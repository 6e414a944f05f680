/** The real SDK in this engine, on an emulator: the same behaviours as on Node. */
import { SDK_CONTRACT } from '../support/contract/sdk-contract.js';
import { SdkWorld } from '../support/contract/sdk-world.js';
import { startEmulatorHost } from '../support/browser/emulator-host.js';

describe('the Twilio SDK on the emulator', () => {
  let host: Awaited<ReturnType<typeof startEmulatorHost>>;
  let world: SdkWorld;

  beforeEach(async () => {
    host = await startEmulatorHost();
    world = await SdkWorld.open(host);
  });
  afterEach(async () => {
    await world.close();
    await host.close();
  });

  for (const [name, behave] of Object.entries(SDK_CONTRACT)) it(name, () => behave(world));
});
