/** A copy of the server's message service: a lock of its own, the storage of all, an emulator behind it. */
import twilio from 'twilio';
import type { Emulator } from '../../src/emulator/index.js';
import { createProcessLock } from '../../src/server/lock.js';
import type { Storage } from '../../src/server/storage.js';
import { createTwilioAccess } from '../../src/server/twilio-access.js';
import { createMessageService } from '../../src/server/twilio-backend.js';
import { FetchRequestClient } from '../../src/server/twilio-requests.js';

/** @param fetch What carries its requests to Twilio. Default: the emulator. */
export function openCopy(
  emulator: Emulator,
  storage: Storage,
  fetch: (request: Request) => Promise<Response> = (request) => emulator.fetch(request),
  lock = createProcessLock(),
) {
  const httpClient = new FetchRequestClient(fetch);
  const { accountSid, authToken } = emulator;
  const openClient = ({ username, password }: { username: string; password: string }) =>
    twilio(username, password, { env: {}, accountSid, httpClient });
  const client = openClient({ username: accountSid, password: authToken });
  const house = { accountSid, region: '', client, openClient, owns: () => true };
  const own = { ...storage, lock };
  return createMessageService({ access: createTwilioAccess(house, own), storage: own });
}
