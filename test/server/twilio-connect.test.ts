/** What an owner does on the Setup page, against the emulator over the same REST calls. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import twilio from 'twilio';
import { createEmulator, type Emulator } from '../../src/emulator/index.js';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { createBackend, type Backend } from '../../src/server/backend.js';
import { openMemoryStorage } from '../../src/server/database/memory.js';
import type { Storage } from '../../src/server/storage.js';
import { connectTwilio } from '../../src/server/twilio-connect.js';
import { createTwilioAccess, type TwilioLogin } from '../../src/server/twilio-access.js';
import { createMessageService } from '../../src/server/twilio-backend.js';
import { FetchRequestClient } from '../../src/server/twilio-requests.js';
import { helperLibrary } from '../support/node/emulator.js';

const ACCOUNT = DEMO_ACCOUNT.id;

let emulator: Emulator;
let storage: Storage;
let backend: Backend;

beforeEach(async () => {
  emulator = createEmulator();
  storage = await openMemoryStorage([DEMO_ACCOUNT]);
  backend = createBackend({}, storage, emulator);
});
afterEach(async () => {
  await backend.close();
  await storage.close();
});

const connect = (replace: { authToken?: string; accountSid?: string; region?: string } = {}) =>
  backend.connect(ACCOUNT, { accountSid: emulator.accountSid, authToken: emulator.authToken, region: '', ...replace });

describe('connecting to Twilio', () => {
  test('makes what is needed and says so', async () => {
    const { isConnected, steps } = await connect();
    assert.ok(isConnected);
    const connection = await storage.twilio.find(ACCOUNT);
    assert.ok(connection);
    assert.match(steps[0] ?? '', /knows the account “Emulated account”/);
    assert.match(steps[1] ?? '', new RegExp(`^Made the Conversations service .* \\(${connection.serviceSid}\\)`));
    assert.match(steps[3] ?? '', new RegExp(`\\(${connection.apiKeySid}\\)`));
    assert.match(steps.at(-1) ?? '', /^Connected\. The Auth Token was not kept/);
    assert.ok(!steps.join().includes(connection.apiKeySecret) && !steps.join().includes(emulator.authToken));
  });

  test('replaces all three default roles by ours', async () => {
    await connect();
    const { serviceSid = '' } = (await storage.twilio.find(ACCOUNT)) ?? {};
    const service = helperLibrary(emulator).conversations.v1.services(serviceSid);
    const configuration = await service.configuration().fetch();
    const permissionsOf = async (sid: string) => (await service.roles(sid).fetch()).permissions;
    assert.deepEqual(await permissionsOf(configuration.defaultChatServiceRoleSid), ['editOwnUserInfo']);
    const ofConversation = ['sendMessage', 'editNotificationLevel'];
    assert.deepEqual(await permissionsOf(configuration.defaultConversationRoleSid), ofConversation);
    assert.deepEqual(await permissionsOf(configuration.defaultConversationCreatorRoleSid), ofConversation);
  });

  test('finds at the second time what it made at the first', async () => {
    await connect();
    const before = await storage.twilio.find(ACCOUNT);
    const { steps } = await connect();
    const after = await storage.twilio.find(ACCOUNT);
    assert.match(steps[1] ?? '', /^Found the Conversations service/);
    assert.equal(after?.serviceSid, before?.serviceSid);
  });

  test('works without the Auth Token afterwards', async () => {
    await connect();
    const logins: string[] = [];
    const openClient = ({ accountSid, username, password }: TwilioLogin) => {
      logins.push(username);
      const httpClient = new FetchRequestClient((request) => emulator.fetch(request));
      return twilio(username, password, { env: {}, accountSid, httpClient });
    };
    // A server whose own credentials are another account's: it has nothing but what was stored.
    const client = twilio('AC0', 'wrong', { env: {} });
    const house = { accountSid: 'AC0', region: '', client, openClient, owns: () => false };
    const service = createMessageService({ access: createTwilioAccess(house, storage), storage });
    const visitor = 'a_0000000000000000000000';
    assert.equal(await service.findConversation(ACCOUNT, visitor), null);
    const sid = await service.openConversation(ACCOUNT, visitor);
    assert.equal(await service.findConversation(ACCOUNT, visitor), sid);
    assert.deepEqual(logins, [(await storage.twilio.find(ACCOUNT))?.apiKeySid]);
  });

  test('ends what only the emulator allows: the published key, and no limits', async () => {
    const httpClient = new FetchRequestClient((request) => emulator.fetch(request));
    const openClient = ({ username, password }: TwilioLogin) =>
      twilio(username, password, { env: {}, accountSid: emulator.accountSid, httpClient });
    // The house's own emulator is another account.
    const client = twilio('AC0', 'wrong', { env: {} });
    const house = { accountSid: 'AC0', region: '', client, openClient, owns: () => false };
    const { accountSid, authToken } = emulator;
    const { isConnected, steps } = await connectTwilio(house, storage, ACCOUNT, { accountSid, authToken, region: '' });
    assert.ok(isConnected);
    assert.match(steps.at(-3) ?? '', /^Removed the secret key of the documentation/);
    assert.match(steps.at(-2) ?? '', /^Switched on the limits/);
    assert.deepEqual(await storage.accounts.secretKeys(ACCOUNT), []);
    assert.equal((await storage.accounts.find(ACCOUNT))?.isLimited, true);
  });

  test('leaves the trial as it is while the emulator carries the messages', async () => {
    await connect();
    assert.equal((await storage.accounts.secretKeys(ACCOUNT)).length, 1);
    assert.equal((await storage.accounts.find(ACCOUNT))?.isLimited, false);
  });

  test('says what is wrong with what was typed, without asking Twilio', async () => {
    for (const [wrong, words] of [
      [{ accountSid: 'SK00000000000000000000000000000001' }, /^The Account SID begins with AC/],
      [{ authToken: 'short' }, /^The Auth Token has 32 characters/],
      [{ region: 'Ireland' }, /^A region is two letters and a digit/],
    ] as const) {
      const { isConnected, steps } = await connect(wrong);
      assert.equal(isConnected, false);
      assert.equal(steps.length, 1);
      assert.match(steps[0] ?? '', words);
    }
  });

  test('says when the token is not that of the account, and leaves everything as it was', async () => {
    await connect();
    const before = await storage.twilio.find(ACCOUNT);
    const { isConnected, steps } = await connect({ authToken: 'f'.repeat(32) });
    assert.equal(isConnected, false);
    assert.match(steps.at(-1) ?? '', /do not belong together/);
    assert.deepEqual(await storage.twilio.find(ACCOUNT), before);
  });

  test('says when Twilio is overloaded, refuses or fails', async () => {
    for (const [status, words] of [
      [403, /may not do this/],
      [429, /Try again in a minute/],
      [500, /status 500/],
    ] as const) {
      emulator.faults.add({ at: 'rest', path: '/Services', fault: { kind: 'status', status }, times: 1 });
      const { isConnected, steps } = await connect();
      assert.equal(isConnected, false);
      assert.match(steps.at(-1) ?? '', words);
      emulator.faults.clear();
    }
  });
});
