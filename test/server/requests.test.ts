/** What no route may answer with a 5xx, whatever it is sent. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { PublicError } from '../../src/server/errors.js';
import { createTestServer, errorCodeOf, type TestServer } from './harness.js';

const SESSION = `/${DEMO_ACCOUNT.id}/session`;
const UNKNOWN = '11111111-2222-4333-8444-555555555555';

let server: TestServer;
before(async () => (server = await createTestServer()));
after(() => server.backend.close());

async function assertRefused(response: Response, status: number, code: string): Promise<void> {
  assert.equal(response.status, status);
  assert.equal(await errorCodeOf(response), code);
}

describe('the body of a session request', () => {
  test('must be JSON, and say so', async () => {
    for (const body of ['', '{', 'null x', '\u0000', "{'user': 1}", '{"user": {"email": "']) {
      await assertRefused(await server.post(SESSION, body), 400, 'bad-json');
    }
    for (const type of ['', 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      await assertRefused(await server.post(SESSION, {}, { 'Content-Type': type }), 415, 'not-json');
    }
    const withCharset = await server.post(SESSION, {}, { 'Content-Type': 'application/JSON; charset=utf-8' });
    assert.equal(withCharset.status, 200);
  });

  test('must be UTF-8', async () => {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: Buffer.from([0x22, 0xff, 0x22]),
    };
    await assertRefused(await server.send(SESSION, init), 400, 'bad-json');
  });

  test('may have 16 KiB, whatever its headers say', async () => {
    const fitting = JSON.stringify({ user: { name: 'x'.repeat(16 * 1024 - 20) } });
    assert.equal((await server.post(SESSION, fitting)).status, 200);
    await assertRefused(await server.post(SESSION, { user: { name: 'x'.repeat(16 * 1024) } }), 413, 'too-large');
    const headers = { 'Content-Type': 'application/json' };
    const body = new Blob([' '.repeat(40 * 1024)]).stream();
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    await assertRefused(await server.send(SESSION, init), 413, 'too-large');
  });

  test('may be nested, but not without end', async () => {
    const nested = (depth: number) => `{"user": {"more": ${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    assert.equal((await server.post(SESSION, nested(14))).status, 200);
    await assertRefused(await server.post(SESSION, nested(15)), 400, 'bad-request');
    await assertRefused(await server.post(SESSION, nested(7000)), 400, 'bad-request');
  });

  test('must have the documented types; nothing is converted', async () => {
    const wrong = [42, true, [], ['jane@acme.com'], { length: 64 }, { 0: 'a' }];
    for (const body of [null, 'text', 42, [], [{ user: {} }]]) {
      await assertRefused(await server.post(SESSION, JSON.stringify(body)), 400, 'bad-request');
    }
    for (const value of wrong) {
      for (const field of ['email', 'name', 'avatarUrl', 'digest']) {
        await assertRefused(await server.post(SESSION, { user: { [field]: value } }), 400, 'bad-request');
      }
      await assertRefused(await server.post(SESSION, { device: value }), 400, 'bad-request');
    }
    for (const user of ['jane', 42, []]) {
      await assertRefused(await server.post(SESSION, { user }), 400, 'bad-request');
    }
    const nothing = { user: { email: null, name: null, avatarUrl: null, digest: null }, device: null };
    assert.equal((await server.post(SESSION, nothing)).status, 200);
    assert.equal((await server.post(SESSION, { user: null })).status, 200);
  });

  test('must not hold an e-mail that could be taken for another', async () => {
    for (const email of ['"a\\ud800@x.com"', '"a\\udc00@x.com"', JSON.stringify(`${'x'.repeat(250)}@x.com`)]) {
      await assertRefused(await server.post(SESSION, `{"user": {"email": ${email}}}`), 400, 'bad-email');
    }
  });

  test('keeps a name readable and an avatar showable', async () => {
    const name = `"\\ud83d${'x'.repeat(1000)}"`;
    const body = `{"user": {"name": ${name}, "avatarUrl": "javascript:alert(1)"}}`;
    const { identity } = (await (await server.post(SESSION, body)).json()) as { identity: string };
    const visitor = (await server.storage.visitors.findVisitors(DEMO_ACCOUNT.id, [identity])).get(identity);
    assert.ok(visitor);
    assert.equal(visitor.name, `\ufffd${'x'.repeat(255)}`);
    assert.equal(visitor.avatarUrl, '');
  });
});

describe('an address', () => {
  test('of an unknown account answers 404 in our own words', async () => {
    for (const id of [UNKNOWN, 'x', '%00', '%ff', '..%2f', DEMO_ACCOUNT.id.toUpperCase()]) {
      await assertRefused(await server.send(`/${id}/settings`), 404, 'unknown-account');
      await assertRefused(await server.post(`/${id}/session`, {}), 404, 'unknown-account');
      await assertRefused(await server.startConversation('x', id), 404, 'unknown-account');
    }
  });

  test('that does not exist answers 404 in our own words', async () => {
    for (const path of ['/nothing', `/${DEMO_ACCOUNT.id}`, `/${DEMO_ACCOUNT.id}/nothing`, '/%', '/a/b/c/missive.js']) {
      await assertRefused(await server.send(path), 404, 'not-found');
    }
  });
});

describe('a failure', () => {
  test('of the message service is told as such', async () => {
    for (const [code, status] of [
      ['backend-failed', 502],
      ['backend-unavailable', 503],
    ] as const) {
      const failing = await createTestServer({
        createToken: async () => Promise.reject(new PublicError(code, new Error('canary'))),
        isAnyOnline: async () => Promise.reject(new PublicError(code)),
      });
      const response = await failing.post(SESSION, {});
      assert.doesNotMatch(await response.clone().text(), /canary/);
      await assertRefused(response, status, code);
      assert.equal(failing.log.length, 1);
      await failing.backend.close();
    }
  });

  test('of our own is told without its cause, and may be read by the site', async () => {
    const failing = await createTestServer({ createToken: async () => Promise.reject(new TypeError('canary')) });
    const response = await failing.post(SESSION, { user: { email: 'jane@acme.com' } }, { Origin: 'https://acme.com' });
    assert.equal(response.headers.get('access-control-allow-origin'), 'https://acme.com');
    assert.doesNotMatch(await response.clone().text(), /canary/);
    await assertRefused(response, 500, 'internal');
    assert.equal(failing.log[0]?.['route'], '/:account/session');
    assert.doesNotMatch(JSON.stringify(failing.log), /jane/);
    await failing.backend.close();
  });
});
