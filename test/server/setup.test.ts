/** The account on the Setup page: what can be saved, what is shown, and who is refused. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import type { PublicSettings } from '../../src/shared/public-settings.js';
import type { ConnectAnswer, DigestAnswer, NewKeyAnswer, SetupAnswer } from '../../src/shared/setup.js';
import { createTestServer, digestOf, errorCodeOf, ORIGIN, type TestServer } from './harness.js';
import { openSetup, type Owner } from './setup-harness.js';

const EMAIL = 'jane@acme.com';
const DOCUMENTED_DIGEST = 'd78c55fe6579a12831b5e0cdc5765ff7d110fefb2e386a43067accb51ce242f2';

let server: TestServer;
let owner: Owner;
beforeEach(async () => ({ server, owner } = await openSetup()));
afterEach(() => server.backend.close());

const save = async (changes: object): Promise<Response> =>
  owner.ask('PUT', '/setup/account', { version: (await owner.account()).version, ...changes });

async function assertRefused(response: Response, status: number, code: string): Promise<void> {
  assert.equal(await errorCodeOf(response), code);
  assert.equal(response.status, status);
}

describe('the account', () => {
  test('is shown without its secrets', async () => {
    const response = await owner.ask('GET', '/setup/account');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const text = await response.text();
    assert.doesNotMatch(text, new RegExp(DEMO_ACCOUNT.secretKeys[0]));
    const account = JSON.parse(text) as SetupAnswer;
    assert.equal(account.account, DEMO_ACCOUNT.id);
    assert.deepEqual(
      account.secretKeys.map(({ end }) => end),
      ['fe2m'],
    );
    assert.equal(account.messageService.by, 'emulator');
    assert.deepEqual(
      account.team.map(({ id }) => id),
      [account.member],
    );
  });

  test('takes every kind of option, and every widget gets it', async () => {
    const config = {
      chat: { position: 'top-left', hidden: true, name: 'Acme', variables: { 'main-color': 'rebeccapurple' } },
      visitor: { askName: false },
      support: { email: 'help+chat@acme.com' },
      messages: { welcome: ['Hi', 'How are you?'], title: '' },
      meta: { site: 'shop' },
    };
    const response = await save({ config });
    assert.equal(response.status, 200);
    assert.deepEqual(((await response.json()) as SetupAnswer).config, config);
    const settings = (await (await server.send(`/${DEMO_ACCOUNT.id}/settings`)).json()) as PublicSettings;
    assert.deepEqual(settings.config, config);
  });

  test('takes nothing that is no documented option of the account', async () => {
    const wrong: unknown[] = [
      [],
      'text',
      { nothing: true },
      { id: 'x' },
      { user: { email: EMAIL } },
      { chat: [] },
      { chat: { hiden: true } },
      { chat: { hidden: 'true' } },
      { chat: { position: 'middle' } },
      { chat: { variables: { 'main-color': 'red; }' } } },
      { chat: { variables: { 'main-color': 'url(//evil.example)' } } },
      { chat: { variables: { colour: 'red' } } },
      { 'chat.hidden': 1 },
      { messages: { welcome: [1] } },
      { messages: { title: ['a'] } },
      { messages: { title: 'x'.repeat(4001) } },
      { meta: { nested: {} } },
      ...[
        'help',
        '@acme.com',
        'help@acme.com?bcc=eve@evil.example',
        'help@acme.com&bcc=eve@evil.example',
        'help@acme.com,eve@evil.example',
        'help@acme.com;eve@evil.example',
        'help@acme.com\r\nBcc: eve@evil.example',
        'help@acme.com%0aBcc:eve@evil.example',
        'Help <help@acme.com>',
        'javascript:alert(1)',
      ].map((email) => ({ support: { email } })),
      JSON.parse('{"__proto__": {"hidden": true}}'),
      JSON.parse('{"chat": {"constructor": {}}}'),
    ];
    for (const config of wrong) await assertRefused(await save({ config }), 400, 'bad-settings');
    assert.deepEqual((await owner.account()).config, {});
  });

  test('is saved over nobody’s changes', async () => {
    const { version } = await owner.account();
    const results = await Promise.all(
      ['one', 'two', 'three'].map((name) =>
        owner.ask('PUT', '/setup/account', { version, config: { chat: { name } } }),
      ),
    );
    assert.deepEqual(results.map(({ status }) => status).sort(), [200, 409, 409]);
    await assertRefused(await owner.ask('PUT', '/setup/account', { version, config: {} }), 409, 'stale-version');
    for (const wrong of [undefined, null, '1', 1.5, {}]) {
      await assertRefused(await owner.ask('PUT', '/setup/account', { version: wrong }), 400, 'bad-request');
    }
  });

  test('keeps to its allowed sites', async () => {
    const response = await save({
      allowedOrigins: ['https://acme.com', 'https://*.acme.dev:8443', 'https://acme.com'],
    });
    const { allowedOrigins } = (await response.json()) as SetupAnswer;
    assert.deepEqual(allowedOrigins, ['https://acme.com', 'https://*.acme.dev:8443']);
    const from = (Origin: string) => server.send(`/${DEMO_ACCOUNT.id}/settings`, { headers: { Origin } });
    assert.equal((await from('https://acme.com')).status, 200);
    assert.equal((await from('https://evil.example')).status, 403);
    for (const origin of [
      'acme.com',
      'https://acme.com/',
      'https://*',
      'https://a.*.com',
      'ftp://a.com',
      'https://not',
      'https://an.origin!',
      'https://*.com',
      'https://*.10.0.0.1',
      1,
      null,
      '',
    ]) {
      await assertRefused(await save({ allowedOrigins: [origin] }), 400, 'bad-origins');
    }
    for (const wrong of [[], 'https://acme.com', {}]) {
      await assertRefused(await save({ allowedOrigins: wrong }), 400, 'bad-origins');
    }
    const sites = Array.from({ length: 101 }, (_, index) => `https://${index}.acme.com`);
    await assertRefused(await save({ allowedOrigins: sites }), 400, 'too-many-origins');
    assert.equal((await save({ allowedOrigins: sites.slice(1) })).status, 200);
    for (const local of ['http://localhost:3000', 'http://127.0.0.1:8080', 'http://[::1]:8080']) {
      assert.equal((await save({ allowedOrigins: [local] })).status, 200, local);
    }
  });

  test('is seen on the sites that use it', async () => {
    await save({ allowedOrigins: ['https://acme.com', 'https://*.acme.dev'] });
    const ask = (path: string, headers: Record<string, string>) =>
      server.send(`/${DEMO_ACCOUNT.id}/${path}`, { headers });
    await ask('settings', { Origin: 'https://acme.com' });
    await ask('missive.js', { Referer: 'https://shop.acme.dev/' });
    await ask('missive.js', { Referer: 'https://evil.example/' });
    await ask('settings', { Origin: 'https://evil.example' });
    await ask('settings', { Origin: ORIGIN });
    for (const Referer of ['', 'null', 'about:blank', 'x'.repeat(5000)]) await ask('missive.js', { Referer });
    const { installations } = await owner.account();
    assert.deepEqual(installations.map(({ origin }) => origin).sort(), ['https://acme.com', 'https://shop.acme.dev']);
  });

  test('is seen on no more sites in a minute than are remembered, whatever is claimed', async (t) => {
    await save({ allowedOrigins: '*' });
    const see = t.mock.method(server.storage.installations, 'see');
    const ask = (site: number) =>
      server.send(`/${DEMO_ACCOUNT.id}/missive.js`, { headers: { Referer: `https://${String(site)}.example/` } });
    server.clock.now += 60_000;
    for (let site = 0; site < 60; site++) assert.equal((await ask(site)).status, 200);
    assert.equal(see.mock.callCount(), 50);
    server.clock.now += 60_000;
    await ask(60);
    assert.equal(see.mock.callCount(), 51);
  });

  test('is connected to Twilio, or told why not', async () => {
    const { messageService } = await owner.account();
    assert.equal(messageService.by, 'emulator');
    const { accountSid, authToken } = messageService as { accountSid: string; authToken: string };
    const connect = async (credentials: object) =>
      (await (
        await owner.ask('POST', '/setup/twilio', { accountSid, authToken, region: '', ...credentials })
      ).json()) as ConnectAnswer;
    const wrong = await connect({ authToken: 'f'.repeat(32) });
    assert.equal(wrong.isConnected, false);
    assert.match(wrong.steps.at(-1) ?? '', /do not belong together/);
    const right = await connect({});
    assert.equal(right.isConnected, true);
    assert.match(right.steps[0] ?? '', /Emulated account/);
    assert.equal((await server.openSession()).verification, 'unverified');
  });

  test('is online by its hours', async () => {
    const hours = [{ day: 5, from: '08:00', to: '24:00' }];
    const rule = { by: 'schedule', timeZone: 'Europe/Brussels', hours };
    const response = await save({ availability: { ...rule, more: 1 } });
    assert.deepEqual(((await response.json()) as SetupAnswer).availability, rule);
    const told = async () => {
      const settings = await server.send(`/${DEMO_ACCOUNT.id}/settings`);
      const { availability, isScheduled } = (await settings.json()) as PublicSettings;
      return { availability, isScheduled };
    };
    // A Friday, nine o'clock in Brussels.
    assert.deepEqual(await told(), { availability: 'online', isScheduled: true });
    server.clock.now -= 2 * 60 * 60 * 1000;
    assert.deepEqual(await told(), { availability: 'offline', isScheduled: true });

    for (const wrong of [
      {},
      { by: 'mood' },
      { ...rule, timeZone: 'Mars/Olympus' },
      { ...rule, hours: [{ day: 7, from: '08:00', to: '09:00' }] },
      { ...rule, hours: [{ day: 1, from: '09:00', to: '08:00' }] },
      { ...rule, hours: Array(51).fill(hours[0]) },
    ]) {
      await assertRefused(await save({ availability: wrong }), 400, 'bad-hours');
    }
  });
});

describe('the secret key', () => {
  test('is shown once, and two work while they are changed', async () => {
    const response = await owner.ask('POST', '/setup/keys', {});
    const { key } = (await response.json()) as NewKeyAnswer;
    assert.match(key, /^[\w-]{43}$/);
    assert.doesNotMatch(JSON.stringify(await owner.account()), new RegExp(key));
    await assertRefused(await owner.ask('POST', '/setup/keys', {}), 409, 'too-many-keys');
    const verify = async (by?: string) =>
      (await server.openSession({ user: { email: EMAIL, digest: digestOf(EMAIL, by) } })).verification;
    assert.equal(await verify(), 'verified');
    assert.equal(await verify(key), 'verified');

    const [former] = (await owner.account()).secretKeys;
    assert.equal((await owner.ask('DELETE', `/setup/keys/${former?.id}`)).status, 200);
    await assertRefused(await owner.ask('DELETE', `/setup/keys/${former?.id}`), 404, 'not-found');
    assert.equal(await verify(), 'cannot-verify');
    assert.equal(await verify(key), 'verified');
  });

  test('of another account cannot be retired', async () => {
    const [foreign] = await server.storage.accounts.secretKeys('00000000-0000-4000-8000-000000000001');
    await assertRefused(await owner.ask('DELETE', `/setup/keys/${foreign?.id}`), 404, 'not-found');
  });
});

describe('the test of a digest', () => {
  const judge = async (email: string, digest: string): Promise<DigestAnswer> =>
    (await (await owner.ask('POST', '/setup/digest', { email, digest })).json()) as DigestAnswer;

  test('knows the documented one, and the usual mistakes', async () => {
    const base64 = Buffer.from(DOCUMENTED_DIGEST, 'hex').toString('base64');
    const cases: [email: string, digest: string, verdict: string][] = [
      [EMAIL, DOCUMENTED_DIGEST, 'match'],
      [EMAIL, ` ${DOCUMENTED_DIGEST.toUpperCase()}\n`, 'match'],
      [EMAIL, base64, 'base64'],
      ['Jane@acme.com', DOCUMENTED_DIGEST, 'other-letter-case'],
      [` ${EMAIL} `, DOCUMENTED_DIGEST, 'surrounding-space'],
      [EMAIL, digestOf(DEMO_ACCOUNT.secretKeys[0], EMAIL), 'swapped'],
      [EMAIL, 'd78c', 'mismatch'],
      [EMAIL, '', 'mismatch'],
      ['', '', 'mismatch'],
    ];
    for (const [email, digest, verdict] of cases) assert.equal((await judge(email, digest)).verdict, verdict);
  });

  test('says when there is no key', async () => {
    const [key] = (await owner.account()).secretKeys;
    await owner.ask('DELETE', `/setup/keys/${key?.id}`);
    assert.deepEqual(await judge(EMAIL, DOCUMENTED_DIGEST), { verdict: 'no-key', key: null });
  });
});

describe('the preview', () => {
  test('is a page for the frame of Setup, for the signed-in', async () => {
    const response = await server.send('/setup/preview', { headers: owner.headers });
    assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
    assert.equal(response.headers.get('x-frame-options'), 'SAMEORIGIN');
    assert.match(await response.text(), new RegExp(`account="preview-${DEMO_ACCOUNT.id}" server="/setup"`));
    await assertRefused(await server.send('/setup/preview'), 401, 'not-signed-in');
    const setup = await server.send('/setup', { headers: owner.headers });
    assert.match(setup.headers.get('content-security-policy') ?? '', /frame-src 'self'; frame-ancestors 'none'/);
  });

  test('shows no saved option, and chats with the account', async () => {
    await save({ config: { chat: { name: 'Acme' } } });
    const path = `/setup/preview-${DEMO_ACCOUNT.id}`;
    const settings = (await (await server.send(`${path}/settings`)).json()) as PublicSettings;
    assert.deepEqual(settings.config, { chat: { name: 'Demo' } });
    const session = await owner.ask('POST', `${path}/session`, {});
    assert.equal(session.status, 307);
    assert.equal(session.headers.get('location'), `/${DEMO_ACCOUNT.id}/session`);
    await assertRefused(await server.send('/setup/preview-nobody/settings'), 404, 'unknown-account');
    const elsewhere = await owner.ask('POST', '/setup/preview-%2f%2fevil.example/session', {});
    await assertRefused(elsewhere, 404, 'unknown-account');
  });
});

test('what is saved stays with the account that it was saved in', async () => {
  await save({ config: { chat: { name: 'Acme' } } });
  const other = (await (await server.send('/00000000-0000-4000-8000-000000000002/settings')).json()) as PublicSettings;
  assert.deepEqual(other.config, {});
  const another = await createTestServer();
  assert.deepEqual((await another.storage.accounts.find(DEMO_ACCOUNT.id))?.config, {});
  await another.backend.close();
});
