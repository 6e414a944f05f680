/** Signing in, and what the signed-in may do. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { createApp } from '../../src/server/app.js';
import { IDLE_MS, SIGN_IN_MS } from '../../src/server/sign-ins.js';
import type { InboxPeopleAnswer, InboxSessionAnswer } from '../../src/shared/inbox.js';
import {
  CLOSED_ACCOUNT,
  createTestCompanion,
  createTestServer,
  errorCodeOf,
  ORIGIN,
  SIGN_IN_KEY,
  type TestServer,
} from './harness.js';

let server: TestServer;
beforeEach(async () => (server = await createTestServer()));
afterEach(() => server.backend.close());

const LINK = `/sign-in?key=${SIGN_IN_KEY}&to=/inbox`;

describe('a sign-in link', () => {
  test('signs in and leads to its page', async () => {
    const response = await server.send(LINK);
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('location'), '/inbox');
    const cookie = response.headers.get('set-cookie') ?? '';
    assert.match(cookie, /^missive-8080=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    assert.doesNotMatch(cookie, new RegExp(SIGN_IN_KEY));
  });

  test('is not valid with another secret, target or way here', async () => {
    const refusals = [
      server.send('/sign-in'),
      server.send(`/sign-in?key=&to=/inbox`),
      server.send(`/sign-in?key=${SIGN_IN_KEY}x&to=/inbox`),
      server.send(LINK, {}, '192.0.2.1'),
      server.send(LINK, {}, '::ffff:192.0.2.1'),
      server.send(LINK, {}, ''),
      ...['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'x-forwarded-proto', 'X-Forwarded'].map((header) =>
        server.send(LINK, { headers: { [header]: 'for=127.0.0.1' } }),
      ),
      ...['', '/', '/inbox/', '//evil.example', '/\\evil.example', 'https://evil.example', '/inbox/../x'].map(
        (target) => server.send(`/sign-in?key=${SIGN_IN_KEY}&to=${encodeURIComponent(target)}`),
      ),
    ];
    for (const response of await Promise.all(refusals)) {
      assert.equal(response.status, 403);
      assert.equal(response.headers.get('set-cookie'), null);
      assert.equal(await errorCodeOf(response), 'bad-sign-in');
    }
  });

  test('works over IPv6 too', async () => {
    for (const address of ['::1', '::ffff:127.0.0.1']) {
      assert.equal((await server.send(LINK, {}, address)).status, 303);
    }
  });

  test('ends after a day, used or not, and earlier when it is not used', async () => {
    const headers = await server.signIn();
    const unused = await server.signIn();
    const use = async (by: { Cookie: string }) => (await server.send('/inbox', { headers: by })).status;
    const begin = server.clock.now;
    server.clock.now = begin + IDLE_MS - 1;
    assert.equal(await use(headers), 200);
    server.clock.now = begin + IDLE_MS;
    assert.equal(await use(unused), 401);
    for (const times of [2, 3]) {
      server.clock.now = begin + times * (IDLE_MS - 1);
      assert.equal(await use(headers), 200);
    }
    server.clock.now = begin + SIGN_IN_MS - 1;
    assert.equal(await use(headers), 200);
    server.clock.now += 1;
    assert.equal(await use(headers), 401);
  });
});

describe('the pages of the team', () => {
  test('are for the signed-in', async () => {
    for (const Cookie of ['', 'missive-8080=', 'missive-8080=unknown']) {
      const response = await server.send('/inbox', { headers: { Cookie } });
      assert.equal(response.status, 401);
      assert.match(await response.text(), /Sign in/);
    }
    const headers = await server.signIn();
    for (const path of ['/inbox', '/inbox/']) {
      assert.match(await (await server.send(path, { headers })).text(), /Inbox/);
    }
    assert.equal((await server.send('/inbox/inbox.js', { headers })).status, 404);
  });

  test('say so when they are not built', async () => {
    const { companion } = await createTestCompanion();
    const app = createApp({ ...companion, files: { read: async () => null } });
    const signIn = await app.request(`${ORIGIN}/sign-in?key=${SIGN_IN_KEY}&to=/setup`, {}, { remoteAddress: '::1' });
    const Cookie = signIn.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    for (const [headers, status, words] of [
      [{ Cookie }, 404, /not been built/],
      [{}, 401, /Open the sign-in link that the server printed/],
    ] as const) {
      const response = await app.request(`${ORIGIN}/setup`, { headers }, {});
      assert.equal(response.status, status);
      assert.match(await response.text(), words);
    }
    await companion.backend.close();
  });

  test('let nothing run or be framed but what is named', async () => {
    for (const headers of [{}, await server.signIn()]) {
      for (const path of ['/inbox', '/setup']) {
        const response = await server.send(path, { headers });
        const policy = response.headers.get('content-security-policy') ?? '';
        assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'; /);
        // Who is not signed in gets the sign-in, which talks to nobody else.
        assert.match(
          policy,
          'Cookie' in headers ? /connect-src 'self' ws:\/\/127\.0\.0\.1:8080;/ : /connect-src 'self';/,
        );
        assert.match(policy, /frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for/);
        assert.equal(response.headers.get('x-frame-options'), 'DENY');
        assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
        assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      }
    }
  });
});

describe('the public pages', () => {
  test('are the demo and its parts', async () => {
    assert.match(await (await server.send('/')).text(), /Demo/);
    assert.match(await (await server.send('/demo/')).text(), /Demo/);
    assert.match(await (await server.send('/demo/legacy/')).text(), /Legacy/);
    assert.equal((await server.send('/demo/nothing.html')).status, 404);
  });

  test('hold the bare snippet of any account, and nothing that the address could add', async () => {
    const text = await (await server.send(`/bare/${DEMO_ACCOUNT.id}`)).text();
    assert.match(text, new RegExp(`s\\.src = '/${DEMO_ACCOUNT.id}/missive\\.js'`));
    const hostile = await (await server.send(`/bare/${encodeURIComponent(`'</script><b>"`)}`)).text();
    assert.match(hostile, /s\.src = '\/%27%3C%2Fscript%3E%3Cb%3E%22\/missive\.js'/);
  });
});

describe('the routes of the Inbox', () => {
  const routes = ['/inbox/session', '/inbox/people'];

  test('are for the signed-in', async () => {
    for (const path of routes) {
      const response = await server.post(path, { identities: [] }, { Origin: ORIGIN });
      assert.equal(response.status, 401);
      assert.equal(await errorCodeOf(response), 'not-signed-in');
    }
  });

  test('take nothing from another site', async () => {
    const { Cookie } = await server.signIn();
    for (const path of routes) {
      for (const origin of [
        undefined,
        'null',
        'https://evil.example',
        'http://127.0.0.1:8081',
        'http://localhost:8080',
      ]) {
        const headers: Record<string, string> = origin === undefined ? { Cookie } : { Cookie, Origin: origin };
        const response = await server.post(path, { identities: [] }, headers);
        assert.equal(response.status, 403);
        assert.equal(await errorCodeOf(response), 'forbidden-origin');
      }
    }
  });

  test('give the member one identity', async () => {
    const headers = await server.signIn();
    const answers = await Promise.all(
      [1, 2].map(async () => (await (await server.post('/inbox/session', '', headers)).json()) as InboxSessionAnswer),
    );
    const [session, again] = answers;
    assert.equal(session?.account, DEMO_ACCOUNT.id);
    assert.match(session.identity, /^t_[\w-]{22}$/);
    assert.equal(session.expiresInSeconds, 3600);
    assert.deepEqual(session.twilio, { socket: 'ws://127.0.0.1:8080/twilio/v3/wsconnect' });
    assert.equal(again?.identity, session.identity);
  });

  test('say who the visitors of the account are, and of no other', async () => {
    const headers = await server.signIn();
    const { identity } = await server.openSession({ user: { name: 'Jane', email: 'jane@acme.com' } });
    const stranger = await server.openSession({ user: { name: 'John' } }, CLOSED_ACCOUNT.id);
    const identities = [identity, stranger.identity, 'unknown', '__proto__'];
    const { people } = (await (
      await server.post('/inbox/people', { identities }, headers)
    ).json()) as InboxPeopleAnswer;
    assert.deepEqual(people, {
      [identity]: { name: 'Jane', email: 'jane@acme.com', avatarUrl: '', verification: 'unverified' },
    });
  });

  test('check what they are asked', async () => {
    const headers = await server.signIn();
    for (const body of [{}, [], { identities: 'a' }, { identities: [1] }, { identities: Array(101).fill('a') }]) {
      assert.equal((await server.post('/inbox/people', body, headers)).status, 400);
    }
  });
});
