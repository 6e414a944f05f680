/** Secrets that nobody else may hold, driven through every route: they come out of no answer, no log and no file at rest. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openFrontDoor, type FrontDoor } from '../../src/emulator/front-door/server.js';
import { createApp } from '../../src/server/app.js';
import { createBackend } from '../../src/server/backend.js';
import { openSqlite } from '../../src/server/database/sqlite.js';
import { createStorage } from '../../src/server/database/storage.js';
import { brotli, openFolder } from '../../src/server/node.js';
import { createSealer } from '../../src/server/sealing.js';
import type { NewKeyAnswer } from '../../src/shared/setup.js';
import type { SessionAnswer } from '../../src/shared/session.js';
import { withAuthToken } from '../support/node/own-auth-token.js';
import { createRandom, fuzz } from './fuzz-bodies.js';
import { CLOSED_ACCOUNT, digestOf, IDENTITY_KEY, ORIGIN, SIGN_IN_KEY } from './harness.js';
import { ROUTES } from './route-table.js';
import { cookieOf } from './setup-harness.js';

/** Compiled, this file lies in `build/test/server/`. */
const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const DIST = join(REPOSITORY, 'dist');

const MISSIVE_KEY = 'canary-missive-key-of-32-characters-or-more';
const AUTH_TOKEN = 'c0ffee0123456789c0ffee0123456789';
const PASSWORD = 'canary-password';
const WRONG_PASSWORD = 'canary-wrong-password';
const EMAIL = 'canary-visitor@acme.com';
const NAME = 'Canary Visitor';

const account = CLOSED_ACCOUNT.id;
/** What was answered to whoever must not hold a secret, with the headers. */
const answers: string[] = [];
const log: string[] = [];
/** No answer, log or database holds them. */
const secrets: Record<string, string> = {
  'the key that seals': MISSIVE_KEY,
  'the key of identities': IDENTITY_KEY,
  'the key of sign-in links': SIGN_IN_KEY,
  'a password': PASSWORD,
  'a wrong password': WRONG_PASSWORD,
  'a secret key': CLOSED_ACCOUNT.secretKeys[0],
  'a former secret key': CLOSED_ACCOUNT.secretKeys[1],
};
/** Given once to the one they belong to; no log or database holds them. */
const own: Record<string, string> = {};
/** The database may hold them, no log. */
const personal = {
  'an e-mail address': EMAIL,
  'a name': NAME,
  'a digest': digestOf(EMAIL, CLOSED_ACCOUNT.secretKeys[0]),
};

let door: FrontDoor;
let twilio: Awaited<ReturnType<typeof withAuthToken>>;
let folder: string;
let database: string;

/** The forms in which a text can hide in another one. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Within other bytes base64 looks different, by where it begins: what does not depend on its neighbours is looked for.
  const shifted = [0, 1, 2].map((skipped) => {
    const whole = bytes.subarray(skipped, bytes.length - ((bytes.length - skipped) % 3));
    return whole.toString('base64');
  });
  const urls = shifted.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const percents = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    percents,
    bytes.toString('hex'),
  ].concat([...shifted, ...urls]);
}

function assertHoldsNone(text: string, values: Readonly<Record<string, string>>): void {
  const folded = text.toLowerCase();
  for (const [what, value] of Object.entries(values)) {
    assert.ok(value.length >= 8, `${what} is too short to be looked for`);
    for (const form of formsOf(value)) assert.ok(!folded.includes(form.toLowerCase()), `${what} came out as ${form}`);
  }
}

before(async () => {
  door = await openFrontDoor();
  folder = await mkdtemp(join(tmpdir(), 'missive-canary-'));
  const storage = await createStorage(await openSqlite(join(folder, 'chat.db')), createSealer([MISSIVE_KEY]), Date.now);
  await storage.accounts.add(CLOSED_ACCOUNT);
  // As an operator gives them: the Auth Token is a secret then, though an emulator stands behind the address.
  twilio = await withAuthToken(door, AUTH_TOKEN);
  const { TWILIO_ACCOUNT_SID: accountSid } = door.credentials;
  secrets['the Auth Token'] = AUTH_TOKEN;
  const credentials = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: AUTH_TOKEN, TWILIO_URL: twilio.origin };
  const backend = createBackend(credentials, storage);
  const app = createApp({
    storage,
    backend,
    files: openFolder(REPOSITORY),
    compress: brotli,
    identityKey: IDENTITY_KEY,
    signInKey: SIGN_IN_KEY,
    teamAccount: account,
    now: Date.now,
    log: (entry) => log.push(JSON.stringify(entry)),
  });
  let Cookie = '';
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const usual = { Origin: ORIGIN, Cookie, 'Content-Type': 'application/json' };
    const text = body === undefined ? null : JSON.stringify(body);
    const init = { method, headers: { ...usual, ...headers }, body: text };
    return app.request(ORIGIN + path, init, { remoteAddress: '127.0.0.1' });
  };
  const keep = async (response: Response): Promise<string> => {
    // The cookie of the sign-in is what its owner is given.
    const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
    const text = await response.clone().text();
    answers.push(JSON.stringify(headers) + text);
    return text;
  };

  // A life: a sign-in by link, a member with a password, a key, Twilio connected, a visitor who is verified.
  const signedIn = await ask('GET', `/sign-in?key=${SIGN_IN_KEY}&to=/setup`);
  Cookie = cookieOf(signedIn);
  own['a sign-in'] = Cookie.split('=')[1] ?? '';
  const invited = (await (await ask('POST', '/setup/team', { name: 'Ada', email: 'ada@acme.com' })).json()) as {
    path: string;
  };
  own['an invitation'] = invited.path.split('.')[1] ?? '';
  await keep(
    await ask('POST', '/join', { invitation: invited.path.slice('/join#'.length), password: PASSWORD }, { Cookie: '' }),
  );
  await keep(await ask('POST', '/sign-in', { email: 'ada@acme.com', password: PASSWORD }, { Cookie: '' }));
  await keep(await ask('POST', '/sign-in', { email: 'ada@acme.com', password: WRONG_PASSWORD }, { Cookie: '' }));
  await keep(await ask('POST', '/setup/twilio', { accountSid, authToken: AUTH_TOKEN, region: '' }));
  secrets['the secret of the API key'] = (await storage.twilio.find(account))?.apiKeySecret ?? '';
  const user = { email: EMAIL, name: NAME, digest: personal['a digest'] };
  const session = (await (await ask('POST', `/${account}/session`, { user })).json()) as SessionAnswer;
  assert.equal(session.verification, 'verified', log.join('\n'));
  own['a device'] = session.device;
  own['an access token'] = session.token.split('.')[2] ?? '';
  const bearer = { Authorization: `Bearer ${session.device}` };
  await keep(await ask('POST', `/${account}/conversation`, {}, bearer));
  const [key] = await storage.accounts.secretKeys(account);
  await keep(await ask('DELETE', `/setup/keys/${key?.id}`));
  const made = (await (await ask('POST', '/setup/keys', {})).json()) as NewKeyAnswer;
  secrets['a new secret key'] = made.key;

  // Every route: signed in and out, from another site, with the documented body and with odd ones.
  const random = createRandom(2026);
  for (const { method, path, body } of ROUTES) {
    if (path === '/sign-out') continue;
    // What these answer belongs to who asked; a visitor who gives nothing gets nothing that was there before.
    for (const headers of [{}, { Cookie: '' }, { Origin: 'https://evil.example' }, { Authorization: 'Bearer x' }]) {
      await keep(await ask(method, path, body ?? undefined, headers));
      if (body === null) continue;
      const odd = fuzz({ ...body, password: WRONG_PASSWORD, digest: personal['a digest'], email: EMAIL }, random);
      const usual = { Origin: ORIGIN, Cookie, 'Content-Type': 'application/json' };
      const init = { method, headers: { ...usual, ...headers, ...odd.headers }, body: odd.body };
      await keep(await app.request(ORIGIN + path, init, { remoteAddress: '127.0.0.2' }));
    }
  }
  // Twilio fails, and the server says why in its log.
  door.emulator.faults.add({ at: 'rest', fault: { kind: 'status', status: 500 } });
  await keep(await ask('POST', `/${account}/conversation`, {}, bearer));
  await keep(await ask('POST', '/inbox/session', {}));
  await keep(await ask('POST', '/setup/twilio', { accountSid, authToken: AUTH_TOKEN, region: '' }));
  await keep(await ask('POST', '/sign-out'));
  await backend.close();
  await storage.close();
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')));
  database = files.join('\n');
});

after(async () => {
  await twilio.close();
  await door.close();
  await rm(folder, { recursive: true });
});

describe('a secret', () => {
  test('is found where it is, whatever its form', () => {
    for (const form of [...formsOf(MISSIVE_KEY), Buffer.from(`ab${MISSIVE_KEY}c`).toString('base64')]) {
      assert.throws(() => assertHoldsNone(`{"x":"${form}"}`, { 'the key': MISSIVE_KEY }));
    }
  });

  test('is in no answer', () => {
    assert.ok(answers.length > 200);
    assertHoldsNone(answers.join('\n'), secrets);
  });

  test('is in no line of the log, nor are tokens, digests, names and addresses', () => {
    assert.ok(
      log.some((line) => line.includes('request-failed')),
      'nothing was logged',
    );
    assertHoldsNone(log.join('\n'), { ...secrets, ...own, ...personal });
  });

  test('is in no file of the database, which holds what it may', () => {
    assert.ok(database.includes(EMAIL) && database.includes(account));
    assertHoldsNone(database, { ...secrets, ...own, 'a digest': personal['a digest'] });
  });

  test('is in no file that is built', async () => {
    const built = (await readdir(DIST, { recursive: true })).filter((name) => /\.(js|map|html|css|json)$/.test(name));
    assert.ok(built.length > 10, 'nothing is built');
    for (const name of built) assertHoldsNone(await readFile(join(DIST, name), 'utf8'), secrets);
  });
});
