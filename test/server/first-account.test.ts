/** The account that a server begins with: what it may on the emulator, and what not at Twilio. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { prepareFirstAccount } from '../../src/server/commands/first-account.js';
import { openMemoryStorage } from '../../src/server/database/memory.js';
import type { Storage } from '../../src/server/storage.js';

const TWILIO = { TWILIO_ACCOUNT_SID: 'AC0', TWILIO_AUTH_TOKEN: 'token' };
const [PUBLISHED] = DEMO_ACCOUNT.secretKeys;

let storage: Storage;
beforeEach(async () => (storage = await openMemoryStorage([])));
afterEach(() => storage.close());

const start = (twilio: object, secretKey: string | null = null) => prepareFirstAccount(storage, { twilio, secretKey });

/** The secret keys, and whether visitors are counted. */
async function stateOf(id: string): Promise<[keys: string[], isLimited: boolean | undefined]> {
  const keys = await storage.accounts.secretKeys(id);
  return [keys.map(({ value }) => value), (await storage.accounts.find(id))?.isLimited];
}

describe('the first account', () => {
  test('is the demo account while there is none: with the documented key, without limits', async () => {
    assert.equal(await start({}), DEMO_ACCOUNT.id);
    assert.deepEqual(await stateOf(DEMO_ACCOUNT.id), [[PUBLISHED], false]);
    await start({}, PUBLISHED);
    assert.deepEqual(await stateOf(DEMO_ACCOUNT.id), [[PUBLISHED], false]);
  });

  test('is whichever was added first', async () => {
    await storage.accounts.add({ id: 'first', secretKeys: ['its own'] });
    assert.equal(await start({}), 'first');
    assert.deepEqual(await stateOf('first'), [['its own'], true]);
    assert.equal(await storage.accounts.find(DEMO_ACCOUNT.id), null);
  });

  test('has limits and no published key at Twilio, also when it was tried on the emulator before', async () => {
    await start(TWILIO);
    assert.deepEqual(await stateOf(DEMO_ACCOUNT.id), [[], true]);
    storage = await openMemoryStorage([DEMO_ACCOUNT]);
    await start(TWILIO, 'a key of its own');
    assert.deepEqual(await stateOf(DEMO_ACCOUNT.id), [['a key of its own'], true]);
  });

  test('has the key of the configuration in place of the published one, once', async () => {
    for (let times = 0; times < 2; times++) await start({}, 'a key of its own');
    assert.deepEqual(await stateOf(DEMO_ACCOUNT.id), [['a key of its own'], false]);
  });

  test('gets neither the published key for its own nor a third one', async () => {
    await assert.rejects(start(TWILIO, PUBLISHED), /SECRET_KEY is that of the documentation/);
    assert.deepEqual(await stateOf(DEMO_ACCOUNT.id), [[], true]);
    for (const key of ['one', 'two']) await start(TWILIO, key);
    await assert.rejects(start(TWILIO, 'three'), /a third key/);
    assert.deepEqual(await stateOf(DEMO_ACCOUNT.id), [['one', 'two'], true]);
  });
});
