/** What a person sees who follows a link that leads nowhere: a page in words, not a program's answer. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { INVITATION_MS } from '../../src/server/invitations.js';
import { PublicError } from '../../src/server/errors.js';
import { CLOSED_ACCOUNT, createTestServer, errorCodeOf, ORIGIN, type TestServer } from './harness.js';
import { BODY_ROUTES, ROUTES } from './route-table.js';
import { ownerOf } from './setup-harness.js';

/** What browsers send when somebody follows a link. */
const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const UNKNOWN = '11111111-2222-4333-8444-555555555555';

let server: TestServer;
before(async () => (server = await createTestServer()));
after(() => server.backend.close());

const visit = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  server.send(path, { headers: { Accept: ACCEPT, ...headers } });

/** A whole page, that loads nothing, runs nothing and is framed by nobody. @returns Its text. */
async function readPage(response: Response): Promise<string> {
  const html = await response.text();
  assert.equal(response.headers.get('content-type'), 'text/html; charset=UTF-8');
  assert.match(
    html,
    /^<!doctype html>\n<html lang="en">[^]*<meta name="viewport"[^]*<title>[^<]+<\/title>[^]*<main>\n<h1>/,
  );
  assert.doesNotMatch(html, /<script|style="|\bon\w+=|http:|https:/);
  const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /^default-src 'none'; /);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.ok(policy.includes(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`));
  assert.equal(response.headers.get('x-frame-options'), 'DENY');
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  return html;
}

describe('a person gets a page in words', () => {
  for (const [what, path, status, words] of [
    [
      'from an old sign-in link',
      '/sign-in?key=old&to=/setup',
      403,
      /This sign-in link does not work[^]*href="\/setup"/,
    ],
    ['at an unknown path', '/nothing', 404, /There is nothing at this address[^]*href="\/"/],
    ['at an unknown page of the demo', '/demo/nothing.html', 404, /There is nothing at this address/],
    ['at an unknown account', `/${UNKNOWN}/settings`, 404, /There is no such account/],
    ['at an unknown chunk', '/assets/nothing-1.js', 404, /There is nothing/],
    ['at an unknown picture of the emulator', '/twilio/nothing', 404, /There is nothing/],
    ['in a part of Setup that has no page', '/setup/account', 401, /Sign in first[^]*href="\/setup"/],
    ['in the preview, signed out', '/setup/preview', 401, /Sign in first/],
    ['where only programs ask', '/sign-out', 405, /This address is not a page/],
    ['where only programs of an account ask', `/${CLOSED_ACCOUNT.id}/session`, 405, /This address is not a page/],
  ] as const) {
    test(what, async () => {
      const response = await visit(path);
      assert.equal(response.status, status);
      assert.match(await readPage(response), words);
    });
  }

  test('wherever they get an error, whatever it is', async () => {
    // In the place of a page of the team stands the sign-in; files of the emulator have errors of Twilio's.
    const paths = ROUTES.filter(({ guard }) => !['member-page', 'emulator'].includes(guard)).map(({ path }) => path);
    for (const path of [...paths, '/a/b/c/d', '/%', '/%ff', '//']) {
      const response = await visit(path);
      if (response.status >= 400) await readPage(response);
    }
  });

  test('when the server is at fault', async () => {
    const broken = await createTestServer({ connectSources: () => Promise.reject(new Error('canary')) });
    const { Cookie } = await broken.signIn();
    const response = await broken.send('/setup', { headers: { Accept: ACCEPT, Cookie } });
    assert.equal(response.status, 500);
    assert.doesNotMatch(await readPage(response), /canary/);
    await broken.backend.close();
    assert.equal(new PublicError('internal').code, broken.log[0]?.['code']);
  });
});

test('programs get the same as before, also from the same addresses', async () => {
  for (const Accept of ['*/*', 'application/json', '']) {
    const response = await server.send('/nothing', { headers: { Accept } });
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.equal(await errorCodeOf(response), 'not-found');
  }
  for (const { method, path } of BODY_ROUTES) {
    const response = await server.send(path, { method, headers: { Accept: ACCEPT, Origin: 'https://evil.example' } });
    assert.equal(await errorCodeOf(response), 'forbidden-origin');
  }
});

describe('who opens an invitation', () => {
  const check = (invitation: unknown) => server.post('/join/check', { invitation }, { Origin: ORIGIN });

  test('is greeted by name, and learns at once that it was used or is too old', async () => {
    const owner = ownerOf(server, await server.signIn());
    const invitation = await owner.invite('Ada', 'Ada@acme.com');
    const answer = await check(invitation);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const invited = { accountName: 'Demo', name: 'Ada', email: 'Ada@acme.com', hasPassword: false };
    assert.deepEqual(await answer.json(), invited);
    // Looking uses nothing up.
    assert.equal((await check(invitation)).status, 200);
    await server.post('/join', { invitation, password: 'a new password' }, { Origin: ORIGIN });
    assert.equal(await errorCodeOf(await check(invitation)), 'bad-invitation');

    const { team } = await owner.account();
    const ada = team.find(({ name }) => name === 'Ada');
    const again = await owner.ask('POST', `/setup/team/${ada?.id}/invitation`, {});
    const second = ((await again.json()) as { path: string }).path.slice('/join#'.length);
    assert.deepEqual(await (await check(second)).json(), { ...invited, hasPassword: true });
    server.clock.now += INVITATION_MS;
    assert.equal(await errorCodeOf(await check(second)), 'bad-invitation');
    for (const forged of ['', 'x', `${second}x`, second.slice(1)]) {
      assert.equal(await errorCodeOf(await check(forged)), 'bad-invitation');
    }
    assert.equal(await errorCodeOf(await check(1)), 'bad-request');
  });
});
