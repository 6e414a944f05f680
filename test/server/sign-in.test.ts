/** Passwords: invitations, signing in and out, guessing, and what ends with what. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { INVITATION_MS } from '../../src/server/invitations.js';
import { hashPassword, isPassword } from '../../src/server/passwords.js';
import type { SignInsAnswer } from '../../src/shared/setup.js';
import type { SignInChoice } from '../../src/shared/sign-in.js';
import { CLOSED_ACCOUNT, errorCodeOf, ORIGIN, type TestServer } from './harness.js';
import { cookieOf, join, openSetup, ownerOf, PASSWORD, type Owner } from './setup-harness.js';

const EMAIL = 'Ada@acme.com';

let server: TestServer;
let owner: Owner;
beforeEach(async () => ({ server, owner } = await openSetup()));
afterEach(() => server.backend.close());

const signIn = (body: object, headers: Record<string, string> = { Origin: ORIGIN }): Promise<Response> =>
  server.post('/sign-in', { email: EMAIL, password: PASSWORD, ...body }, headers);

async function assertRefused(response: Response, status: number, code: string): Promise<void> {
  assert.equal(await errorCodeOf(response), code);
  assert.equal(response.status, status);
  assert.equal(response.headers.get('set-cookie'), null);
}

describe('a password', () => {
  test('is kept as a salted scrypt hash, and told by it', async () => {
    const [one, other] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    assert.match(one, /^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    assert.notEqual(one, other);
    assert.equal(await isPassword(PASSWORD, one), true);
    assert.equal(await isPassword(`${PASSWORD} `, one), false);
    assert.equal(await isPassword(PASSWORD, null), false);
  });

  test('is the same however its letters are composed', async () => {
    assert.equal(await isPassword('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait')), true);
  });
});

describe('an invitation', () => {
  test('lets its member choose a password, once', async () => {
    const invitation = await owner.invite('Ada', EMAIL);
    const ada = await join(server, invitation);
    const { member, team } = await ada.account();
    assert.deepEqual(
      team.find(({ id }) => id === member),
      { id: member, name: 'Ada', email: EMAIL, hasPassword: true },
    );
    const again = () => server.post('/join', { invitation, password: 'another password' }, { Origin: ORIGIN });
    await assertRefused(await again(), 403, 'bad-invitation');
    assert.equal((await signIn({})).status, 200);
  });

  test('taken up twice at once works once', async () => {
    const invitation = await owner.invite('Ada', EMAIL);
    const both = await Promise.all(
      ['first password', 'second password'].map((password) =>
        server.post('/join', { invitation, password }, { Origin: ORIGIN }),
      ),
    );
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 403]);
  });

  test('ends after three days, with its member, and when it is tampered with', async () => {
    const invitation = await owner.invite('Ada', EMAIL);
    const [claims = '', signature = ''] = invitation.split('.');
    const raised = Buffer.from(JSON.stringify([CLOSED_ACCOUNT.id, 'demo', 9e15])).toString('base64url');
    for (const forged of [
      '',
      '.',
      'x.y',
      claims,
      `${claims}.`,
      `${raised}.${signature}`,
      `${invitation}x`,
      '\ud800.x',
    ]) {
      const response = await server.post('/join', { invitation: forged, password: PASSWORD }, { Origin: ORIGIN });
      await assertRefused(response, 403, 'bad-invitation');
    }
    server.clock.now += INVITATION_MS;
    const late = await server.post('/join', { invitation, password: PASSWORD }, { Origin: ORIGIN });
    await assertRefused(late, 403, 'bad-invitation');

    owner = ownerOf(server, await server.signIn());
    const second = await owner.invite('Bob', 'bob@acme.com');
    const bob = (await owner.account()).team.find(({ name }) => name === 'Bob');
    assert.equal((await owner.ask('DELETE', `/setup/team/${bob?.id}`)).status, 200);
    const gone = await server.post('/join', { invitation: second, password: PASSWORD }, { Origin: ORIGIN });
    await assertRefused(gone, 403, 'bad-invitation');
  });

  test('takes a password whose letters are composed of two, and so does signing in', async () => {
    const password = 'e\u0301'.repeat(150);
    await join(server, await owner.invite('Ada', EMAIL), password);
    assert.equal((await signIn({ password })).status, 200);
  });

  test('takes no password that is too easy to guess', async () => {
    const invitation = await owner.invite('Ada', EMAIL);
    for (const password of ['', 'short', 'x'.repeat(201)]) {
      const response = await server.post('/join', { invitation, password }, { Origin: ORIGIN });
      await assertRefused(response, 400, 'weak-password');
    }
    assert.equal((await join(server, invitation)).headers.Cookie === '', false);
  });
});

describe('signing in', () => {
  beforeEach(async () => {
    await join(server, await owner.invite('Ada', EMAIL));
  });

  test('gives a new secret each time, and ends what the browser held', async () => {
    const first = cookieOf(await signIn({ email: ` ${EMAIL.toUpperCase()}` }));
    const planted = await signIn({}, { Origin: ORIGIN, Cookie: first });
    const second = cookieOf(planted);
    assert.notEqual(first, second);
    assert.equal((await server.send('/inbox', { headers: { Cookie: first } })).status, 401);
    assert.equal((await server.send('/inbox', { headers: { Cookie: second } })).status, 200);
  });

  test('takes a cookie of the host alone on HTTPS', async () => {
    const origin = 'https://chat.acme.com';
    const headers = { 'Content-Type': 'application/json', Origin: origin };
    const body = JSON.stringify({ email: EMAIL, password: PASSWORD });
    const response = await server.app.request(`${origin}/sign-in`, { method: 'POST', headers, body }, {});
    assert.match(
      response.headers.get('set-cookie') ?? '',
      /^__Host-missive=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test('is refused alike for a wrong password and an unknown e-mail', async () => {
    await assertRefused(await signIn({ password: 'wrong password' }), 401, 'bad-credentials');
    await assertRefused(await signIn({ email: 'nobody@acme.com' }), 401, 'bad-credentials');
    await assertRefused(await signIn({ account: CLOSED_ACCOUNT.id }), 401, 'bad-credentials');
    for (const wrong of [{ email: 1 }, { password: null }, { account: [] }]) {
      await assertRefused(await signIn(wrong), 400, 'bad-request');
    }
  });

  test('stops after five tries in a quarter of an hour, however many at once', async () => {
    const tries = await Promise.all(Array.from({ length: 7 }, () => signIn({ password: 'wrong password' })));
    assert.deepEqual(tries.map(({ status }) => status).sort(), [401, 401, 401, 401, 401, 429, 429]);
    const refused = await signIn({});
    assert.match(refused.headers.get('retry-after') ?? '', /^(900|8\d\d)$/);
    await assertRefused(refused, 429, 'too-many-requests');
    // Somebody else at the same place still can, and so can everybody later.
    assert.equal((await signIn({ email: 'bob@acme.com' })).status, 401);
    server.clock.now += 15 * 60 * 1000;
    assert.equal((await signIn({})).status, 200);
  });

  test('counts the tries of a network of IPv6 together', async () => {
    const guess = (index: number) =>
      server.send(
        '/sign-in',
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Origin: ORIGIN },
          body: JSON.stringify({ email: EMAIL, password: 'wrong password' }),
        },
        `2001:db8:1:2::${index}`,
      );
    const tries = await Promise.all([1, 2, 3, 4, 5, 6].map(guess));
    assert.deepEqual(tries.map(({ status }) => status).sort(), [401, 401, 401, 401, 401, 429]);
  });

  test('asks which account, when the password opens several', async () => {
    const passwordHash = await hashPassword(PASSWORD);
    await server.storage.team.add(CLOSED_ACCOUNT.id, { name: 'Ada', email: EMAIL, passwordHash });
    const { accounts } = (await (await signIn({})).json()) as SignInChoice;
    assert.deepEqual(accounts.map(({ id }) => id).sort(), [CLOSED_ACCOUNT.id, DEMO_ACCOUNT.id].sort());
    const headers = { Cookie: cookieOf(await signIn({ account: CLOSED_ACCOUNT.id })), Origin: ORIGIN };
    assert.equal((await ownerOf(server, headers).account()).account, CLOSED_ACCOUNT.id);
  });

  test('comes too late for whoever is removed, or chooses another password, while it is checked', async () => {
    const { team, signIns } = server.storage;
    const { credentialsOf } = team;
    const ada = (await owner.account()).team.find(({ name }) => name === 'Ada');
    assert.ok(ada);
    for (const change of [
      () => team.change(DEMO_ACCOUNT.id, ada.id, { passwordHash: 'of another password' }),
      () => team.remove(DEMO_ACCOUNT.id, ada.id, server.clock.now),
    ]) {
      const passwordHash = await hashPassword(PASSWORD);
      await team.change(DEMO_ACCOUNT.id, ada.id, { passwordHash });
      team.credentialsOf = async (email) => {
        const found = await credentialsOf(email);
        await change();
        return found;
      };
      await assertRefused(await signIn({}), 401, 'bad-credentials');
      team.credentialsOf = credentialsOf;
      assert.deepEqual(await signIns.list(DEMO_ACCOUNT.id, ada.id), []);
    }
  });

  test('ends with signing out, also for a copy of the cookie', async () => {
    const Cookie = cookieOf(await signIn({}));
    const response = await server.post('/sign-out', {}, { Origin: ORIGIN, Cookie });
    assert.match(
      response.headers.get('set-cookie') ?? '',
      /^missive-8080=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    assert.equal((await server.send('/inbox', { headers: { Cookie } })).status, 401);
  });
});

describe('a member', () => {
  let ada: Owner;
  beforeEach(async () => {
    ada = await join(server, await owner.invite('Ada', EMAIL));
  });

  test('changes the password, which ends every other sign-in', async () => {
    const Cookie = cookieOf(await signIn({}));
    const wrong = await ada.ask('PUT', '/setup/password', { current: 'wrong password', password: 'a new password' });
    await assertRefused(wrong, 401, 'bad-credentials');
    const changed = await ada.ask('PUT', '/setup/password', { current: PASSWORD, password: 'a new password' });
    assert.equal(changed.status, 200);
    for (const former of [Cookie, ada.headers.Cookie]) {
      assert.equal((await server.send('/inbox', { headers: { Cookie: former } })).status, 401);
    }
    assert.equal((await server.send('/inbox', { headers: { Cookie: cookieOf(changed) } })).status, 200);
    await assertRefused(await signIn({}), 401, 'bad-credentials');
    assert.equal((await signIn({ password: 'a new password' })).status, 200);
  });

  test('sees where they are signed in, and ends it there', async () => {
    const Cookie = cookieOf(await signIn({}));
    const read = async () => ((await (await ada.ask('GET', '/setup/sign-ins')).json()) as SignInsAnswer).signIns;
    const signIns = await read();
    assert.deepEqual(signIns.map(({ isThis }) => isThis).sort(), [false, true]);
    const other = signIns.find(({ isThis }) => !isThis);
    assert.equal((await ada.ask('DELETE', `/setup/sign-ins/${other?.id}`)).status, 200);
    assert.equal((await server.send('/inbox', { headers: { Cookie } })).status, 401);
    assert.equal((await read()).length, 1);
    await assertRefused(await owner.ask('DELETE', `/setup/sign-ins/${signIns[0]?.id}`), 404, 'not-found');
  });

  test('is signed out when they are removed, and nobody removes themselves', async () => {
    const { member } = await ada.account();
    await assertRefused(await ada.ask('DELETE', `/setup/team/${member}`), 400, 'bad-request');
    assert.equal((await owner.ask('DELETE', `/setup/team/${member}`)).status, 200);
    assert.equal((await ada.ask('GET', '/setup/account')).status, 401);
    // Once more is what one does after an answer that was lost.
    assert.equal((await owner.ask('DELETE', `/setup/team/${member}`)).status, 200);
    await assertRefused(await owner.ask('DELETE', '/setup/team/unknown'), 404, 'not-found');
  });

  test('who is removed while the Inbox asks for them does not come back without a name', async () => {
    const { team, signIns } = server.storage;
    const { find } = signIns;
    const { member } = await ada.account();
    signIns.find = async (hash) => {
      const found = await find(hash);
      await team.remove(DEMO_ACCOUNT.id, member, server.clock.now);
      return found;
    };
    const conversation = '/inbox/conversations/CH00000000000000000000000000000001';
    for (const [path, body] of [
      ['/inbox/session', {}],
      ['/inbox/attendance', {}],
      [`${conversation}/close`, { seenIndex: 0 }],
    ] as const) {
      await assertRefused(await ada.ask('POST', path, body), 401, 'not-signed-in');
      assert.equal(await team.find(DEMO_ACCOUNT.id, member), null);
    }
  });

  test('is there once for an e-mail, which is one', async () => {
    const invite = (name: unknown, email: unknown) => owner.ask('POST', '/setup/team', { name, email });
    await assertRefused(await invite('Ada again', EMAIL.toLowerCase()), 409, 'member-exists');
    for (const email of ['', 'ada', 'a@b@c', 'a b@c', `${'x'.repeat(250)}@a.com`]) {
      await assertRefused(await invite('Bob', email), 400, 'bad-email');
    }
    for (const name of ['', ' ', 'x'.repeat(101), 'a\nb', null, 1]) {
      await assertRefused(await invite(name, 'bob@acme.com'), 400, 'bad-request');
    }
  });

  test('gets a new invitation when the password is lost; the former ends at once', async () => {
    const { member } = await ada.account();
    const response = await owner.ask('POST', `/setup/team/${member}/invitation`, {});
    const { path } = (await response.json()) as { path: string };
    assert.match(path, /^\/join#/);
    await join(server, path.slice('/join#'.length), 'a new password');
    assert.equal((await ada.ask('GET', '/setup/account')).status, 401);
    await assertRefused(await signIn({}), 401, 'bad-credentials');
  });
});
