/** Texts that get damaged on their way, as names of visitors: from the request to what the Inbox is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { FRAGILE } from '../e2e/hostile-texts.js';
import { createTestServer } from './harness.js';

/** Longest name, in UTF-16 units. */
const LENGTH = 256;

test('a name is kept as it was given, but for halves of characters and what is beyond its length', async () => {
  const server = await createTestServer();
  const names = new Map<string, string>();
  for (const text of FRAGILE) {
    // More than this no widget sends.
    const name = text.slice(0, 2048);
    const { identity } = await server.openSession({ user: { email: '', name } });
    names.set(identity, name.slice(0, LENGTH).replace(/\p{Surrogate}/gu, '\ufffd'));
  }
  const visitors = await server.storage.visitors.findVisitors(DEMO_ACCOUNT.id, [...names.keys()]);
  const kept = [...names.keys()].map((identity) => visitors.get(identity)?.name);
  assert.deepEqual(kept, [...names.values()]);
  await server.backend.close();
});
