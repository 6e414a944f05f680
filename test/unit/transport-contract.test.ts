/** The fake transport keeps the contract of transports in every engine, so tests that stand on it stand on firm ground. */
import { createFakeWorld } from '../support/contract/fake-world.js';
import { TRANSPORT_CONTRACT } from '../support/contract/transport-contract.js';

describe('the fake transport', () => {
  for (const [name, behave] of Object.entries(TRANSPORT_CONTRACT)) it(name, () => behave(createFakeWorld()));
});
