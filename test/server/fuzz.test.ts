/**
 * Bodies of any kind to every route that reads one: 2,000, the same each time. `LONG=1` sends 100,000 of a new series, and
 * `SEED` names the series.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { ERRORS, type ErrorBody } from '../../src/shared/errors.js';
import { createRandom, fuzz } from './fuzz-bodies.js';
import { CLOSED_ACCOUNT, ORIGIN } from './harness.js';
import { BODY_ROUTES } from './route-table.js';
import { openSetup } from './setup-harness.js';

/** The documented refusals. */
const STATUSES = new Map<string, number>(Object.entries(ERRORS).map(([code, { status }]) => [code, status]));

const isLong = process.env['LONG'] === '1';
const count = isLong ? 100_000 : 2000;
const seed = Number(process.env['SEED'] ?? (isLong ? Date.now() % 2 ** 31 : 2026));

test(`${count} bodies of any kind are answered with a documented refusal or done (seed ${seed})`, async (t) => {
  const { server, owner } = await openSetup();
  t.after(() => server.backend.close());
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
});
