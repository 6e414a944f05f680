/**
 * The contract of transports against Twilio itself: what fails here and not on the emulator is where the emulator has
 * drifted from the service. Makes services of its own and removes them. Runs when TWILIO_ACCOUNT_SID and
 * TWILIO_AUTH_TOKEN are in the environment.
 */
import { afterEach, beforeEach, describe, it } from 'node:test';
import twilio from 'twilio';
import { NEEDS_FAULTS, TRANSPORT_CONTRACT } from '../support/contract/transport-contract.js';
import { startTwilioWorld } from '../support/node/contract-world.js';

const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = process.env;

const cannot = () => {
  throw new Error('Nothing goes wrong to order here.');
};

describe('the transport over Twilio’s SDK and Twilio itself', () => {
  if (!accountSid || !authToken) {
    it('keeps the contract', { skip: 'TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN name no account to compare with' });
    return;
  }
  let world: Awaited<ReturnType<typeof startTwilioWorld>>;
  beforeEach(async () => {
    world = await startTwilioWorld(twilio(accountSid, authToken), accountSid);
  });
  afterEach(() => world.close());

  for (const [name, behave] of Object.entries(TRANSPORT_CONTRACT)) {
    if (NEEDS_FAULTS.test(name)) continue;
    it(name, () => behave({ ...world, failNextSend: cannot, expire: cannot }));
  }
});
