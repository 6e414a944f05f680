import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import type { Person, SessionAnswer } from '../../src/shared/session.js';
import { claimsOf, CLOSED_ACCOUNT, createTestServer, digestOf, errorCodeOf, type TestServer } from './harness.js';

const EMAIL = 'jane@acme.com';
const USERS: Readonly<Record<'none' | 'bad' | 'good', Person>> = {
  none: { email: EMAIL },
  bad: { email: EMAIL, digest: '0'.repeat(64) },
  good: { email: EMAIL, digest: digestOf(EMAIL) },
};
const KINDS = ['none', 'bad', 'good'] as const;
const VERIFICATION = { none: 'unverified', bad: 'cannot-verify', good: 'verified' };

let server: TestServer;
beforeEach(async () => (server = await createTestServer()));
afterEach(() => server.backend.close());

describe('a session', () => {
  test('of a new visitor is anonymous, complete and without a conversation', async () => {
    const session = await server.openSession();
    assert.match(session.identity, /^a_[\w-]{22}$/);
    assert.match(session.device, /^[\w-]{43}$/);
    assert.equal(session.verification, 'unverified');
    assert.equal(session.expiresInSeconds, 3600);
    assert.equal(session.conversation, null);
    assert.deepEqual(Object.keys(session).sort(), [
      'conversation',
      'device',
      'expiresInSeconds',
      'identity',
      'token',
      'verification',
    ]);
  });

  test('carries a token for its identity and chat alone', async () => {
    const { identity, token } = await server.openSession();
    const { exp, iat, nbf, grants } = claimsOf(token);
    assert.equal(exp - iat, 3600);
    // A beginning would lie in the future of a server whose clock is behind.
    assert.equal(nbf, undefined);
    assert.deepEqual(Object.keys(grants).sort(), ['chat', 'identity']);
    assert.equal(grants['identity'], identity);
    assert.deepEqual(Object.keys(grants['chat'] as object), ['service_sid']);
  });

  test('ignores an identity and a verification that the browser sends', async () => {
    const wish = { identity: 'v_0000000000000000000000', verification: 'verified', __proto__: { device: 'x' } };
    const response = await server.post(`/${DEMO_ACCOUNT.id}/session`, { ...wish, user: { ...wish, name: 'Jane' } });
    const session = (await response.json()) as { identity: string; verification: string };
    assert.equal(session.verification, 'unverified');
    assert.match(session.identity, /^a_/);
  });

  test('of a device that is not known begins anew', async () => {
    const session = await server.openSession({ device: 'unknown' });
    assert.notEqual(session.device, 'unknown');
  });
});

describe('two devices with the same e-mail', () => {
  const combinations = [
    ['none', 'none', 'two strangers'],
    ['none', 'bad', 'two strangers'],
    ['none', 'good', 'two strangers'],
    ['bad', 'none', 'two strangers'],
    ['bad', 'bad', 'two strangers'],
    ['bad', 'good', 'two strangers'],
    ['good', 'none', 'two strangers'],
    ['good', 'bad', 'two strangers'],
    ['good', 'good', 'one person'],
  ] as const;
  for (const [first, second, expected] of combinations) {
    test(`digests ${first} and ${second}: ${expected}`, async () => {
      const isShared = expected === 'one person';
      const one = await server.openSession({ user: USERS[first] });
      await server.startConversation(one.device);
      const two = await server.openSession({ user: USERS[second] });
      assert.equal(one.verification, VERIFICATION[first]);
      assert.equal(two.verification, VERIFICATION[second]);
      assert.equal(two.identity === one.identity, isShared);
      assert.equal(two.conversation !== null, isShared);
      assert.notEqual(two.device, one.device);
    });
  }
});

describe('an e-mail that somebody types', () => {
  test('gets the same answer whether or not it is that of somebody known', async () => {
    const known = await server.openSession({ user: { email: EMAIL, digest: digestOf(EMAIL) } });
    assert.equal((await server.startConversation(known.device)).status, 200);
    await server.openSession({ user: { email: EMAIL, name: 'Jane' } });

    const ask = async (email: string) => {
      const response = await server.post(`/${DEMO_ACCOUNT.id}/session`, { user: { email } });
      const { identity, device, token, ...rest } = (await response.json()) as SessionAnswer;
      const lengths = [identity, device, token].map((text) => text.length);
      return { status: response.status, headers: [...response.headers], lengths, kind: identity.slice(0, 2), ...rest };
    };
    const stranger = 'jill@acme.com';
    assert.deepEqual(await ask(EMAIL), await ask(stranger));
    assert.equal((await ask(EMAIL)).conversation, null);
  });

  test('and takes the same time', async () => {
    await server.openSession({ user: { email: EMAIL, digest: digestOf(EMAIL) } });
    const times: Record<string, number[]> = { [EMAIL]: [], 'jill@acme.com': [] };
    for (let round = 0; round < 60; round++) {
      for (const [email, taken] of Object.entries(times)) {
        const begun = performance.now();
        await server.openSession({ user: { email } });
        taken.push(performance.now() - begun);
      }
    }
    // The middle of many, because this machine does other things too.
    const [one = 0, other = 0] = Object.values(times).map((taken) => taken.sort((a, b) => a - b)[30] ?? 0);
    assert.ok(Math.abs(one - other) < 5, `${one.toFixed(1)} ms and ${other.toFixed(1)} ms`);
  });
});

describe('a device that comes back', () => {
  for (const first of KINDS) {
    for (const second of KINDS) {
      const isSame = first === second;
      test(`digest ${first}, then ${second}: ${isSame ? 'the same' : 'another'} identity`, async () => {
        const before = await server.openSession({ user: USERS[first] });
        await server.startConversation(before.device);
        const after = await server.openSession({ user: USERS[second], device: before.device });
        assert.equal(after.identity === before.identity, isSame);
        assert.equal(after.device === before.device, isSame);
        assert.equal(after.conversation !== null, isSame);
      });
    }
  }

  test('is another visitor with another wrong digest', async () => {
    const before = await server.openSession({ user: USERS.bad });
    const user = { email: EMAIL, digest: '1'.repeat(64) };
    const after = await server.openSession({ user, device: before.device });
    assert.notEqual(after.identity, before.identity);
  });

  test('is another visitor with another e-mail than it was issued for', async () => {
    for (const kind of KINDS) {
      const before = await server.openSession({ user: USERS[kind] });
      const digest = kind === 'good' ? digestOf('john@acme.com') : (USERS[kind].digest ?? '');
      const after = await server.openSession({ user: { email: 'john@acme.com', digest }, device: before.device });
      assert.equal(after.verification, before.verification);
      assert.notEqual(after.identity, before.identity);
    }
  });

  test('leaves an anonymous chat where it is when its visitor is verified, and finds it again', async () => {
    const anonymous = await server.openSession();
    await server.startConversation(anonymous.device);
    const { conversation } = await server.openSession({ device: anonymous.device });
    const verified = await server.openSession({ user: USERS.good, device: anonymous.device });
    assert.notEqual(verified.identity, anonymous.identity);
    assert.equal(verified.conversation, null);
    const again = await server.openSession({ device: anonymous.device });
    assert.deepEqual([again.identity, again.conversation], [anonymous.identity, conversation]);
  });

  test('stays the same visitor when an e-mail is typed, and when none is given again', async () => {
    const { identity, device } = await server.openSession();
    assert.equal((await server.openSession({ user: { email: EMAIL, name: 'Jane' }, device })).identity, identity);
    assert.equal((await server.openSession({ device })).identity, identity);
    const people = await server.storage.visitors.findVisitors(DEMO_ACCOUNT.id, [identity]);
    assert.deepEqual(people.get(identity), {
      verification: 'unverified',
      name: 'Jane',
      email: EMAIL,
      avatarUrl: '',
    });
  });

  test('means nothing to another account', async () => {
    const { identity, device } = await server.openSession();
    const elsewhere = await server.openSession({ device }, CLOSED_ACCOUNT.id);
    assert.notEqual(elsewhere.identity, identity);
    assert.notEqual(elsewhere.device, device);
    const response = await server.startConversation(device, CLOSED_ACCOUNT.id);
    assert.equal(response.status, 401);
  });
});

describe('a conversation', () => {
  test('is one, however many ask for it at once', async () => {
    const { device } = await server.openSession();
    const answers = await Promise.all(Array.from({ length: 50 }, () => server.startConversation(device)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const sids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { sid: string }).sid));
    assert.equal(new Set(sids).size, 1);
    assert.match(sids[0] ?? '', /^CH[0-9a-f]{32}$/);
    assert.equal((await server.openSession({ device })).conversation, sids[0]);
  });

  test('follows a verified visitor to a device that knows nothing', async () => {
    const { device } = await server.openSession({ user: USERS.good });
    const { sid } = (await (await server.startConversation(device)).json()) as { sid: string };
    assert.equal((await server.openSession({ user: USERS.good })).conversation, sid);
  });

  test('is refused without the secret of a device', async () => {
    const { device } = await server.openSession();
    const path = `/${DEMO_ACCOUNT.id}/conversation`;
    for (const authorization of [undefined, '', 'Bearer', 'Bearer unknown', `Basic ${device}`, device]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };
      const response = await server.send(path, { method: 'POST', headers });
      assert.equal(response.status, 401);
      assert.equal(await errorCodeOf(response), 'bad-device');
    }
  });
});
