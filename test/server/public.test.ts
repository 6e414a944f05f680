/** What everybody may fetch: settings, the script, chunks. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { AVAILABILITY_FRESH_MS } from '../../src/server/availability.js';
import { isAllowedOrigin } from '../../src/server/origins.js';
import { fillScript } from '../../src/server/script.js';
import type { PublicSettings } from '../../src/shared/public-settings.js';
import { CLOSED_ACCOUNT, createTestServer, errorCodeOf, ORIGIN, type TestServer } from './harness.js';

let server: TestServer;
beforeEach(async () => (server = await createTestServer()));
afterEach(() => server.backend.close());

const settingsOf = async (account: string): Promise<PublicSettings> =>
  (await (await server.send(`/${account}/settings`)).json()) as PublicSettings;

describe('settings', () => {
  test('say what the widget needs', async () => {
    const response = await server.send(`/${DEMO_ACCOUNT.id}/settings`);
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    assert.deepEqual(await response.json(), {
      account: DEMO_ACCOUNT.id,
      config: { chat: { name: 'Demo' } },
      availability: 'offline',
      twilio: { socket: 'ws://127.0.0.1:8080/twilio/v3/wsconnect' },
    });
  });

  test('are answered when the message service is away: nobody can be seen', async () => {
    const away = await createTestServer({ isAnyOnline: async () => Promise.reject(new Error('away')) });
    const response = await away.send(`/${DEMO_ACCOUNT.id}/settings`);
    assert.equal(((await response.json()) as PublicSettings).availability, 'offline');
    assert.equal(away.log[0]?.event, 'availability-unknown');
    await away.backend.close();
  });

  test('ask the message service once in a few seconds', async () => {
    await server.backend.close();
    let asked = 0;
    let isOnline = false;
    server = await createTestServer({
      isAnyOnline: async () => {
        asked += 1;
        return isOnline;
      },
    });
    await Promise.all([1, 2, 3].map(() => settingsOf(DEMO_ACCOUNT.id)));
    isOnline = true;
    assert.equal((await settingsOf(DEMO_ACCOUNT.id)).availability, 'offline');
    assert.equal(asked, 1);
    server.clock.now += AVAILABILITY_FRESH_MS;
    assert.equal((await settingsOf(DEMO_ACCOUNT.id)).availability, 'online');
    assert.equal(asked, 2);
  });
});

test('no public answer and no log holds a secret', async () => {
  const secrets = [
    ...[...DEMO_ACCOUNT.secretKeys, ...CLOSED_ACCOUNT.secretKeys, 'canary-sign-in-key', 'canary-identity-key'],
  ];
  const paths = ['/healthz', '/', '/inbox', '/setup', '/sign-in?key=x', '/nothing', '/package.json'];
  const answers = [];
  for (const { id } of [DEMO_ACCOUNT, CLOSED_ACCOUNT]) {
    await server.openSession({}, id);
    const resources = await server.storage.twilio.find(id);
    secrets.push(resources?.apiKeySecret ?? '');
    paths.push(`/${id}/settings`, `/${id}/missive.js`, `/bare/${id}`);
    answers.push(await server.post(`/${id}/session`, '{'), await server.startConversation('x', id));
  }
  for (const path of paths) answers.push(await server.send(path));
  const texts = await Promise.all(
    answers.map(async (answer) => JSON.stringify([...answer.headers]) + (await answer.text())),
  );
  const everything = texts.join('\n') + JSON.stringify(server.log);
  for (const secret of secrets) {
    assert.notEqual(secret, '');
    const bytes = Buffer.from(secret);
    for (const form of [secret, bytes.toString('base64'), bytes.toString('hex')]) {
      assert.ok(!everything.includes(form));
    }
  }
});

describe('missive.js', () => {
  test('carries the settings of its account', async () => {
    const response = await server.send(`/${DEMO_ACCOUNT.id}/missive.js`);
    assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    // And whose it is, for pages that keep the script under an address of their own.
    const expected = JSON.stringify({
      ...(await settingsOf(DEMO_ACCOUNT.id)),
      server: ORIGIN,
    });
    assert.equal(await response.text(), `/*! missive-chat */start(${expected});`);
  });

  test('is there for any id, even an empty one, and repeats none of them', async () => {
    for (const id of ['', 'x', '[MISSIVE-CHAT-ACCOUNT-ID]', '%3Cscript%3E', '%ff', "';alert(1)//".replace(/\//g, '')]) {
      const response = await server.send(`/${id}/missive.js`);
      assert.equal(response.status, 200, id);
      assert.equal(await response.text(), '/*! missive-chat */start(null);');
    }
  });

  test('keeps hostile settings inside their strings', async () => {
    const text = await (await server.send(`/${CLOSED_ACCOUNT.id}/missive.js`)).text();
    assert.doesNotMatch(text.slice('/*! missive-chat */'.length), /[<>&\u2028\u2029]/);
    const given = runInNewContext(text, {
      start: (settings: PublicSettings) => JSON.stringify(settings.config),
    }) as string;
    assert.deepEqual(JSON.parse(given), CLOSED_ACCOUNT.config);
  });

  test('is filled at one place, and reads nothing into a dollar sign', () => {
    const settings = { account: '$&$1$`', config: {}, availability: 'offline', twilio: {} } as const;
    const filled = fillScript('a(__MISSIVE_SETTINGS__);', settings);
    assert.equal(filled, `a(${JSON.stringify(settings).replace('&', '\\u0026')});`);
    assert.equal(fillScript('nothing to fill', settings), 'nothing to fill');
  });

  test('is sent again only when it has changed', async () => {
    const path = `/${DEMO_ACCOUNT.id}/missive.js`;
    const etag = (await server.send(path)).headers.get('etag') ?? '';
    assert.match(etag, /^"[\w-]{43}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await server.send(path, { headers: { 'If-None-Match': known } });
      assert.equal(response.status, 304);
      assert.equal(response.headers.get('etag'), etag);
      assert.equal(await response.text(), '');
    }
    assert.equal((await server.send(path, { headers: { 'If-None-Match': '"other"' } })).status, 200);
    assert.notEqual((await server.send(`/${CLOSED_ACCOUNT.id}/missive.js`)).headers.get('etag'), etag);
  });
});

describe('chunks', () => {
  test('are for every site, for ever', async () => {
    const response = await server.send('/assets/window-abc123.js');
    assert.equal(await response.text(), 'export const window = 1;');
    assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
  });

  test('lead to nothing else', async () => {
    for (const name of [
      '../missive.js',
      '%2e%2e/missive.js',
      '..%2fmissive.js',
      '..%5cmissive.js',
      '.hidden',
      '%00',
      '/etc',
    ]) {
      const response = await server.send(`/assets/${name}`);
      assert.ok(response.status === 404 || (await response.text()).startsWith('/*! missive-chat */'), name);
    }
    assert.equal(await errorCodeOf(await server.send('/demo/..%2fpackage.json')), 'not-found');
  });

  test('come with the element as a module', async () => {
    const response = await server.send('/missive-chat.js');
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const known = { headers: { 'If-None-Match': response.headers.get('etag') ?? '' } };
    assert.equal((await server.send('/missive-chat.js', known)).status, 304);
  });
});

describe('other sites', () => {
  const ask = (account: string, origin: string, init: RequestInit = {}) =>
    server.send(`/${account}/settings`, { ...init, headers: { Origin: origin } });

  test('are let in by name, without credentials', async () => {
    for (const origin of ['https://acme.com', 'https://shop.acme.dev:8443', ORIGIN]) {
      const response = await ask(CLOSED_ACCOUNT.id, origin);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('access-control-allow-origin'), origin);
      assert.equal(response.headers.get('vary'), 'Origin');
      assert.equal(response.headers.get('access-control-allow-credentials'), null);
    }
    assert.equal((await server.send(`/${CLOSED_ACCOUNT.id}/settings`)).headers.get('vary'), 'Origin');
  });

  test('are kept out in every disguise', async () => {
    for (const origin of [
      'null',
      '*',
      'http://acme.com',
      'https://acme.com:8443',
      'https://acme.com.',
      'https://acme.com/',
      'https://ACME.com',
      'https://acme.com.evil.example',
      'https://evil-acme.com',
      'https://a.acme.com',
      'https://acme.dev:8443',
      'https://a.b.acme.dev:8443',
      'https://.acme.dev:8443',
      'https://evil.example?.acme.dev:8443',
      'https://shop.acme.dev',
      '',
      'acme.com',
      '//acme.com',
      'https:acme.com',
      'https:/acme.com',
      'https:\\\\acme.com',
      'https://acme.com:443',
      'https://acme.com:0443',
      'https://acme.com:80',
      'https://acme.com:',
      'https://acme.com#',
      'https://acme.com?',
      'https://acme.com/https://acme.com',
      'https://user@acme.com',
      'https://acme.com@evil.example',
      'https://acme.com%2eevil.example',
      'https://acme.com%00.evil.example',
      'https://acme.com.evil',
      'https://acme.comevil.example',
      'https://acme.co',
      'https://cme.com',
      'https://www.acme.com',
      'https://acme.com, https://evil.example',
      'https://evil.example, https://acme.com',
      'https://acme.com https://evil.example',
      'https://xn--acme-xoa.com',
      'https://acme.com\t',
      'wss://acme.com',
      'ftp://acme.com',
      'file://acme.com',
      'blob:https://acme.com',
      'view-source:https://acme.com',
      'chrome-extension://acme.com',
      'https://127.0.0.1:8080',
      'http://127.0.0.1:8081',
      'http://localhost:8080',
      'https://*.acme.dev:8443',
      'https://-.acme.dev:8443@evil.example',
      'https://shop.acme.dev:8443.evil.example',
      'https://shop.acme.dev:84430',
      'https://shop_.acme.dev:8443',
      'https://evil.example/.acme.dev:8443',
      'https://evil.example#.acme.dev:8443',
      'https://evil.example\\.acme.dev:8443',
      'http://shop.acme.dev:8443',
    ]) {
      // What a header cannot carry as it is, such as space around it, never arrives.
      if (new Headers({ Origin: origin }).get('Origin') !== origin) {
        assert.ok(!isAllowedOrigin(origin, CLOSED_ACCOUNT.allowedOrigins), origin);
        continue;
      }
      const response = await ask(CLOSED_ACCOUNT.id, origin);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      assert.equal(response.status, 403, origin);
      assert.equal(await errorCodeOf(response), 'forbidden-origin');
      assert.ok(!isAllowedOrigin(origin, CLOSED_ACCOUNT.allowedOrigins));
    }
  });

  test('may all use the demo account, and learn that an account does not exist', async () => {
    for (const account of [DEMO_ACCOUNT.id, 'unknown']) {
      const response = await ask(account, 'https://anywhere.example');
      assert.equal(response.headers.get('access-control-allow-origin'), 'https://anywhere.example');
    }
  });

  test('may ask first', async () => {
    const preflight = await ask(CLOSED_ACCOUNT.id, 'https://acme.com', { method: 'OPTIONS' });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), 'https://acme.com');
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'Authorization, Content-Type');
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /POST/);
    assert.equal((await ask(CLOSED_ACCOUNT.id, 'https://evil.example', { method: 'OPTIONS' })).status, 403);
  });
});
