/**
 * Bodies of any kind to every route that reads one, on both databases: 2,000, the same each time. `LONG=1` sends 100,000 of a
 * new series, and `SEED` names the series. What one database takes, the other may not.
 */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { openMemoryStorage } from '../../src/server/database/memory.js';
import { openPostgres } from '../../src/server/database/postgres.js';
import { createStorage } from '../../src/server/database/storage.js';
import { createSealer } from '../../src/server/sealing.js';
import type { Storage } from '../../src/server/storage.js';
import { ERRORS, type ErrorBody } from '../../src/shared/errors.js';
import { startPostgres, type TestPostgres } from '../support/node/postgres.js';
import { createRandom, fuzz } from './fuzz-bodies.js';
import { CLOSED_ACCOUNT, ORIGIN } from './harness.js';
import { BODY_ROUTES } from './route-table.js';
import { openSetup } from './setup-harness.js';

/** The documented refusals. */
const STATUSES = new Map<string, number>(Object.entries(ERRORS).map(([code, { status }]) => [code, status]));

const isLong = process.env['LONG'] === '1';
const count = isLong ? 100_000 : 2000;
const seed = Number(process.env['SEED'] ?? (isLong ? Date.now() % 2 ** 31 : 2026));

let postgres: TestPostgres;
before(async () => (postgres = await startPostgres()));
after(() => postgres.stop());

const series = `${count} bodies of any kind are answered with a documented refusal or done (seed ${seed})`;

test(`${series} on SQLite`, async (t) => sendBodies(t, await openMemoryStorage([])));

test(`${series} on PostgreSQL`, async (t) => sendBodies(t, await openOnPostgres('bodies')));

test('what PostgreSQL keeps in no column is refused before it is asked', async (t) => {
  const storage = await openOnPostgres('columns');
  const { server, owner } = await openSetup(storage);
  t.after(() => Promise.all([server.backend.close(), storage.close()]));
  const claims = JSON.stringify([DEMO_ACCOUNT.id, '\0', Number.MAX_SAFE_INTEGER]);
  for (const [method, path, body] of [
    ['POST', `/${DEMO_ACCOUNT.id}/session`, { user: { name: 'Jane\0' } }],
    ['POST', '/sign-in', { email: '\0', password: 'x' }],
    ['POST', '/join/check', { invitation: `${Buffer.from(claims).toString('base64url')}.x` }],
    ['POST', '/inbox/people', { identities: ['\0'] }],
    ['PUT', '/setup/account', { version: 2 ** 31 }],
    ['PUT', '/setup/account', { version: 1, config: { meta: { '\0': '' } } }],
    ['DELETE', '/setup/keys/%00'],
    ['DELETE', '/setup/team/%00'],
    ['POST', '/setup/team/%00/invitation', {}],
  ] as const) {
    const { status } = await owner.ask(method, path, body);
    assert.ok(status >= 400 && status < 500, `${status} ${method} ${path} ${JSON.stringify(body)}`);
  }
});

async function openOnPostgres(name: string): Promise<Storage> {
  const database = openPostgres(await postgres.createDatabase(name), (error) => assert.fail(error));
  return createStorage(database, createSealer(['k'.repeat(32)]), Date.now);
}

async function sendBodies(t: TestContext, storage: Storage): Promise<void> {
  const { server, owner } = await openSetup(storage);
  t.after(() => Promise.all([server.backend.close(), storage.close()]));
  const random = createRandom(seed);
  const seen = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const route = BODY_ROUTES[index % BODY_ROUTES.length]!;
    const { body, headers } = fuzz(route.body!, random);
    // The demo account has no limits, so that the bodies are looked at.
    const path = route.path.replace(CLOSED_ACCOUNT.id, DEMO_ACCOUNT.id);
    const usual = { 'Content-Type': 'application/json', Origin: ORIGIN, Cookie: owner.headers.Cookie };
    const response = await server.send(path, { method: route.method, headers: { ...usual, ...headers }, body });
    const told = `Body ${index} of seed ${seed}: ${route.method} ${path} ${Buffer.from(body).toString().slice(0, 200)}`;
    const code: string = response.status === 200 ? 'done' : ((await response.json()) as ErrorBody).error.code;
    seen.set(code, (seen.get(code) ?? 0) + 1);
    if (code === 'done') continue;
    assert.equal(STATUSES.get(code), response.status, told);
    assert.ok(response.status < 500, `${response.status} ${told}`);
  }
  assert.deepEqual(
    server.log.filter(({ event }) => event === 'request-failed'),
    [],
  );
  // Otherwise the bodies have stopped reaching what they are for.
  for (const code of ['done', 'bad-json', 'bad-request', 'bad-email', 'bad-settings']) {
    assert.ok(seen.has(code), `no body came to ${code}`);
  }
}
