/** Every route of the companion against everybody who may not use it, and against what it does not take. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { createSecret, hashSecret } from '../../src/server/secrets.js';
import { IDLE_MS, SIGN_IN_MS } from '../../src/server/sign-ins.js';
import { CLOSED_ACCOUNT, errorCodeOf, ORIGIN, type TestServer } from './harness.js';
import type { ConversationAnswer } from '../../src/shared/session.js';
import type { SignInsAnswer } from '../../src/shared/setup.js';
import { BODY_ROUTES, ROUTES, type Guard, type Route } from './route-table.js';
import { openSetup, ownerOf, type Owner } from './setup-harness.js';

/** What the app registers for many routes at once: `nosniff`, compression, the script; checks of Inbox and Setup. */
const MIDDLEWARE = ['/*', '/*', '/*', '/inbox/*', '/setup/*', '/setup/*'];
const UNKNOWN = '11111111-2222-4333-8444-555555555555';
const FOREIGN_ORIGINS = [
  'null',
  'https://evil.example',
  'http://127.0.0.1:8081',
  'http://localhost:8080',
  `${ORIGIN}.evil`,
];

const routesOf = (...guards: Guard[]): Route[] => ROUTES.filter(({ guard }) => guards.includes(guard));
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

let server: TestServer;
let owner: Owner;
before(async () => ({ server, owner } = await openSetup()));
after(() => server.backend.close());

const send = ({ method, path, body }: Route, headers: Record<string, string>): Promise<Response> =>
  server.send(path, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body !== null && { body: JSON.stringify(body) }),
  });

async function assertRefused(response: Response, status: number, code: string): Promise<void> {
  assert.equal(await errorCodeOf(response), code);
  assert.equal(response.status, status);
  assert.equal(response.headers.get('set-cookie'), null);
}

test('every route that the app has is in the table, and no other', () => {
  const registered = server.app.routes.filter(({ method }) => method !== 'ALL');
  const known = ROUTES.filter(({ pattern }) => !pattern.endsWith('*'));
  const lines = (routes: readonly { method: string; path: string }[]) =>
    routes.map(({ method, path }) => `${method} ${path}`).sort();
  assert.deepEqual(lines(registered), lines(known.map(({ method, pattern }) => ({ method, path: pattern }))));
  const patterns = new Set(ROUTES.map(({ pattern }) => pattern));
  const others = server.app.routes.filter(
    ({ method, path }) => method === 'ALL' && (path === '/*' || !patterns.has(path)),
  );
  assert.deepEqual(others.map(({ path }) => path).sort(), MIDDLEWARE);
});

for (const route of routesOf('member', 'member-page')) {
  describe(nameOf(route), () => {
    const assertSignedOut = async (Cookie: string): Promise<void> => {
      const response = await send(route, { Origin: ORIGIN, Cookie });
      if (route.guard === 'member') return assertRefused(response, 401, 'not-signed-in');
      assert.equal(response.status, 401);
      assert.match(await response.text(), /sign-in/);
    };

    test('refuses a forged sign-in', async () => {
      for (const Cookie of [
        '',
        'missive-8080=',
        `missive-8080=${createSecret()}`,
        `missive-8080=${owner.headers.Cookie.slice('missive-8080='.length, -1)}`,
        `__Host-missive=${createSecret()}`,
      ]) {
        await assertSignedOut(Cookie);
      }
    });

    test('refuses an expired sign-in', async () => {
      const now = server.clock.now;
      for (const ends of [
        { expiresAt: now, usedAt: now },
        { expiresAt: now + SIGN_IN_MS, usedAt: now - IDLE_MS },
      ]) {
        const secret = createSecret();
        await server.storage.signIns.add(hashSecret(secret), { account: DEMO_ACCOUNT.id, member: 'demo', ...ends });
        await assertSignedOut(`missive-8080=${secret}`);
      }
    });
  });
}

for (const route of routesOf('site', 'device')) {
  describe(nameOf(route), () => {
    test('refuses sites that the account does not allow', async () => {
      for (const Origin of FOREIGN_ORIGINS) {
        const response = await send(route, { Origin });
        assert.equal(response.headers.get('access-control-allow-origin'), null);
        assert.equal(response.headers.get('vary'), 'Origin');
        await assertRefused(response, 403, 'forbidden-origin');
      }
    });

    test('refuses an account that does not exist', async () => {
      const path = route.path.replace(CLOSED_ACCOUNT.id, UNKNOWN);
      await assertRefused(await send({ ...route, path }, {}), 404, 'unknown-account');
    });
  });
}

test('a device is known by its secret, to its own account alone', async () => {
  const { device } = await server.openSession({}, CLOSED_ACCOUNT.id);
  const elsewhere = await server.openSession();
  for (const route of routesOf('device')) {
    for (const secret of ['', 'x', device.slice(1), device.toLowerCase(), elsewhere.device]) {
      await assertRefused(await send(route, { Authorization: `Bearer ${secret}` }), 401, 'bad-device');
    }
    assert.equal((await send(route, { Authorization: `Bearer ${device}` })).status, 200);
  }
});

describe('every route of our own pages that changes something', () => {
  const routes = routesOf('member', 'own-page').filter(({ method }) => method !== 'GET');

  test('refuses other sites, and requests that do not say where they come from', async () => {
    for (const route of routes) {
      for (const Origin of [undefined, ...FOREIGN_ORIGINS]) {
        const headers = { Cookie: owner.headers.Cookie, ...(Origin !== undefined && { Origin }) };
        await assertRefused(await send(route, headers), 403, 'forbidden-origin');
      }
    }
  });

  test('refuses the form of another site', async () => {
    for (const { path } of routes.filter(({ method }) => method === 'POST')) {
      const headers = {
        Cookie: owner.headers.Cookie,
        Origin: 'https://evil.example',
        'Content-Type': 'application/x-www-form-urlencoded',
      };
      await assertRefused(await server.send(path, { method: 'POST', headers, body: 'a=b' }), 403, 'forbidden-origin');
    }
  });
});

test('every route refuses the methods that it does not take', async () => {
  for (const { path, pattern } of ROUTES.filter(({ guard }) => guard !== 'emulator')) {
    const taken = ROUTES.filter((route) => route.pattern === pattern).map(({ method }) => method);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !taken.some((my) => my === one))) {
      const response = await server.send(path, { method, headers: { Origin: ORIGIN } });
      assert.match(response.headers.get('allow') ?? '', new RegExp(taken.join('.*')), `${method} ${path}`);
      await assertRefused(response, 405, 'bad-method');
    }
  }
});

for (const route of BODY_ROUTES) {
  test(`${nameOf(route)} refuses a body that is too large, no JSON, not called JSON, or no object`, async () => {
    const ask = (body: string, type = 'application/json') =>
      server.send(route.path, { method: route.method, headers: { ...owner.headers, 'Content-Type': type }, body });
    await assertRefused(await ask(JSON.stringify({ more: 'x'.repeat(300_000) })), 413, 'too-large');
    await assertRefused(await ask('{}', 'text/plain'), 415, 'not-json');
    await assertRefused(await ask('{'), 400, 'bad-json');
    for (const body of ['null', '[]', '"text"', '1']) await assertRefused(await ask(body), 400, 'bad-request');
  });
}

test('no route fails over a body that it does not expect', async () => {
  for (const { path, method } of ROUTES.filter((route) => route.method !== 'GET' && route.body === null)) {
    for (const body of ['{', '[]', '\ud800', 'x'.repeat(300_000)]) {
      const headers = { ...owner.headers, 'Content-Type': 'application/json' };
      // Signing out would end what the other tests use.
      if (path === '/sign-out') headers.Cookie = '';
      const { status } = await server.send(path, { method, headers, body });
      assert.ok(status < 500, `${method} ${path} answered ${status}`);
    }
  }
});

test('nobody of another account sees or changes this one', async () => {
  const secret = createSecret();
  const now = server.clock.now;
  const member = await server.storage.team.add(CLOSED_ACCOUNT.id, { name: 'Eve', email: 'eve@acme.com' });
  assert.ok(member);
  const signIn = { account: CLOSED_ACCOUNT.id, member: member.id, expiresAt: now + SIGN_IN_MS, usedAt: now };
  await server.storage.signIns.add(hashSecret(secret), signIn);
  const stranger = ownerOf(server, { Cookie: `missive-8080=${secret}`, Origin: ORIGIN });
  await owner.invite('Bob', 'bob@acme.com');
  const mine = await owner.account();
  const bob = mine.team.find(({ name }) => name === 'Bob');
  assert.equal((await stranger.account()).account, CLOSED_ACCOUNT.id);
  const { signIns } = (await (await owner.ask('GET', '/setup/sign-ins')).json()) as SignInsAnswer;
  const { device } = await server.openSession();
  const { sid } = (await (await server.startConversation(device)).json()) as ConversationAnswer;
  /** What is this account's, for every parameter of a route. */
  const own: Readonly<Record<string, string | undefined>> = {
    key: mine.secretKeys[0]?.id,
    member: bob?.id,
    id: signIns[0]?.id,
    sid,
  };
  for (const { method, pattern, body } of routesOf('member').filter((route) => route.pattern.includes(':'))) {
    const path = pattern.replace(
      /:(\w+)/,
      (_, name: string) => own[name] ?? assert.fail(`Nothing to put for :${name}`),
    );
    await assertRefused(
      await stranger.ask(method, path, method === 'GET' ? undefined : (body ?? {})),
      404,
      'not-found',
    );
  }
  const changed = await stranger.ask('PUT', '/setup/account', {
    version: (await stranger.account()).version,
    config: {},
  });
  assert.equal(changed.status, 200);
  assert.deepEqual(await owner.account(), mine);
});
