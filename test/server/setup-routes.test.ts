/** Every route of Setup, team and sign-in against everybody who may not use it, and against any body. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { createSecret, hashSecret } from '../../src/server/secrets.js';
import { IDLE_MS, SIGN_IN_MS } from '../../src/server/sign-ins.js';
import { CLOSED_ACCOUNT, errorCodeOf, ORIGIN, type TestServer } from './harness.js';
import { openSetup, ownerOf, type Owner } from './setup-harness.js';

interface Route {
  method: string;
  path: string;
  /** A body of the documented form; none for routes that take none. */
  body?: Record<string, unknown>;
}

/** What only the signed-in may do. */
const SIGNED_IN: Route[] = [
  { method: 'GET', path: '/setup/account' },
  { method: 'PUT', path: '/setup/account', body: { version: 0, config: {}, allowedOrigins: '*' } },
  { method: 'POST', path: '/setup/keys', body: {} },
  { method: 'DELETE', path: '/setup/keys/unknown' },
  { method: 'POST', path: '/setup/digest', body: { email: 'jane@acme.com', digest: 'd78c' } },
  { method: 'POST', path: '/setup/twilio', body: { accountSid: '', authToken: '', region: '' } },
  { method: 'POST', path: '/setup/team', body: { name: 'Ada', email: 'ada@acme.com' } },
  { method: 'DELETE', path: '/setup/team/unknown' },
  { method: 'POST', path: '/setup/team/unknown/invitation', body: {} },
  { method: 'PUT', path: '/setup/password', body: { current: 'x', password: 'a new password' } },
  { method: 'GET', path: '/setup/sign-ins' },
  { method: 'DELETE', path: '/setup/sign-ins/unknown' },
  { method: 'GET', path: '/setup/preview' },
  { method: 'POST', path: '/inbox/session', body: {} },
  { method: 'POST', path: '/inbox/people', body: { identities: [] } },
];

/** What anybody may try. */
const OPEN: Route[] = [
  { method: 'POST', path: '/sign-in', body: { email: 'ada@acme.com', password: 'x', account: '' } },
  { method: 'POST', path: '/join', body: { invitation: 'x.y', password: 'a new password' } },
  { method: 'POST', path: '/sign-out', body: {} },
];

const isUnsafe = ({ method }: Route): boolean => method !== 'GET';
const takesBody = ({ body, path }: Route): boolean =>
  body !== undefined && !['/sign-out', '/inbox/session'].includes(path);

let server: TestServer;
let owner: Owner;
before(async () => ({ server, owner } = await openSetup()));
after(() => server.backend.close());

const send = ({ method, path, body }: Route, headers: Record<string, string>): Promise<Response> =>
  server.send(path, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

async function assertRefused(response: Response, status: number, code: string): Promise<void> {
  assert.equal(await errorCodeOf(response), code);
  assert.equal(response.status, status);
  assert.equal(response.headers.get('set-cookie'), null);
}

for (const route of SIGNED_IN) {
  describe(`${route.method} ${route.path}`, () => {
    test('refuses a forged sign-in', async () => {
      for (const Cookie of [
        '',
        'missive-8080=',
        `missive-8080=${createSecret()}`,
        `__Host-missive=${createSecret()}`,
      ]) {
        await assertRefused(await send(route, { Origin: ORIGIN, Cookie }), 401, 'not-signed-in');
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
        await assertRefused(
          await send(route, { Origin: ORIGIN, Cookie: `missive-8080=${secret}` }),
          401,
          'not-signed-in',
        );
      }
    });
  });
}

describe('every route that changes something', () => {
  const routes = [...SIGNED_IN, ...OPEN].filter(isUnsafe);

  test('refuses other sites, and requests that do not say where they come from', async () => {
    const origins = [
      undefined,
      'null',
      'https://evil.example',
      'http://127.0.0.1:8081',
      'http://localhost:8080',
      `${ORIGIN}.evil`,
    ];
    for (const route of routes) {
      for (const Origin of origins) {
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

  test('refuses a body that is too large, no JSON, or not called JSON', async () => {
    for (const { method, path } of routes.filter(takesBody)) {
      const ask = (body: string, type = 'application/json') =>
        server.send(path, { method, headers: { ...owner.headers, 'Content-Type': type }, body });
      await assertRefused(await ask(JSON.stringify({ more: 'x'.repeat(300_000) })), 413, 'too-large');
      await assertRefused(await ask('{}', 'text/plain'), 415, 'not-json');
      await assertRefused(await ask('{'), 400, 'bad-json');
      for (const body of ['null', '[]', '"text"', '1']) await assertRefused(await ask(body), 400, 'bad-request');
    }
  });
});

test('nobody of another account sees or changes this one', async () => {
  const secret = createSecret();
  const now = server.clock.now;
  const member = await server.storage.team.add(CLOSED_ACCOUNT.id, { name: 'Eve', email: 'eve@acme.com' });
  assert.ok(member);
  const signIn = { account: CLOSED_ACCOUNT.id, member: member.id, expiresAt: now + SIGN_IN_MS, usedAt: now };
  await server.storage.signIns.add(hashSecret(secret), signIn);
  const stranger = ownerOf(server, { Cookie: `missive-8080=${secret}`, Origin: ORIGIN });
  const mine = await owner.account();
  assert.equal((await stranger.account()).account, CLOSED_ACCOUNT.id);
  const [key] = mine.secretKeys;
  const signIns = (await (await owner.ask('GET', '/setup/sign-ins')).json()) as { signIns: { id: string }[] };
  for (const [method, path] of [
    ['DELETE', `/setup/keys/${key?.id}`],
    ['DELETE', `/setup/team/${mine.member}`],
    ['POST', `/setup/team/${mine.member}/invitation`],
    ['DELETE', `/setup/sign-ins/${signIns.signIns[0]?.id}`],
  ] as const) {
    await assertRefused(await stranger.ask(method, path, {}), 404, 'not-found');
  }
  const changed = await stranger.ask('PUT', '/setup/account', {
    version: (await stranger.account()).version,
    config: {},
  });
  assert.equal(changed.status, 200);
  assert.deepEqual(await owner.account(), mine);
});

test('2,000 bodies of any kind are answered without a failure of ours', async () => {
  const random = createRandom(20_26);
  const routes = [...SIGNED_IN, ...OPEN].filter(takesBody);
  for (let i = 0; i < 2000; i++) {
    const route = routes[i % routes.length]!;
    const headers = { ...owner.headers, 'Content-Type': 'application/json' };
    const body = JSON.stringify(mutate(route.body!, random));
    const response = await server.send(route.path, { method: route.method, headers, body });
    assert.ok(response.status < 500, `${route.path} answered ${response.status} to ${body.slice(0, 200)}`);
    if (response.status >= 400) assert.match(await errorCodeOf(response), /^[a-z-]+$/);
  }
  assert.deepEqual(
    server.log.filter(({ event }) => event === 'request-failed'),
    [],
  );
});

/** A repeatable series of numbers from 0 to below 1 (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ODD: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '💬'.repeat(40),
  'x'.repeat(5000),
  '../..',
  "' OR 1=1 --",
  '<script>',
  'constructor',
  [],
  [[]],
  [null],
  {},
  { length: 1 },
  { by: 'schedule' },
  { by: 'schedule', timeZone: 'UTC', hours: [{ day: 1, from: '09:00', to: '10:00' }] },
  { chat: { variables: { 'main-color': '}' } } },
  { messages: { welcome: ['a', 1] } },
  JSON.parse('{"__proto__": {"version": 1}}'),
];

/** The body with one of its fields made odd, taken away or added. */
function mutate(body: Record<string, unknown>, random: () => number): unknown {
  const pick = <Entry>(list: readonly Entry[]): Entry => list[Math.floor(random() * list.length)]!;
  const odd = (depth: number): unknown =>
    depth > 0 && random() < 0.3 ? { [String(pick(ODD))]: odd(depth - 1), [pick(FIELDS)]: odd(depth - 1) } : pick(ODD);
  return { ...body, [pick([...Object.keys(body), ...FIELDS])]: odd(4) };
}

const FIELDS = [
  'version',
  'config',
  'availability',
  'allowedOrigins',
  'email',
  'name',
  'password',
  'invitation',
  'chat',
];
