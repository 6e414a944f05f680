/** What pages of the team are served with, and that no address leads anywhere that it was not built to. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SIGN_IN_KEY, type TestServer } from './harness.js';
import { ROUTES } from './route-table.js';
import { openSetup, type Owner } from './setup-harness.js';

/** Where links of the kind "back to where you came from" have been made to lead. */
const ELSEWHERE = [
  'https://evil.example',
  'http://evil.example',
  '//evil.example',
  '///evil.example',
  '////evil.example/%2e%2e',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/%09/evil.example',
  '/%2f%2fevil.example',
  '/%5cevil.example',
  '/.evil.example',
  '.evil.example',
  '@evil.example',
  '/inbox@evil.example',
  '/inbox//evil.example',
  '/inbox/../..//evil.example',
  '/setup?next=//evil.example',
  '/setup#//evil.example',
  '/setup\r\nLocation: https://evil.example',
  '/setup%0d%0aLocation:%20https://evil.example',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https:evil.example',
  'https:/evil.example',
  '〱evil.example',
  '%E3%80%B1evil.example',
  '//evil%E3%80%82example',
  'http://0x7f000001',
  'inbox',
  '/INBOX',
  '/inbox ',
  ' /inbox',
  '/inbox/',
  '',
];

let server: TestServer;
let owner: Owner;
before(async () => ({ server, owner } = await openSetup()));
after(() => server.backend.close());

const policyOf = ({ headers }: Response): string[] => (headers.get('content-security-policy') ?? '').split('; ');

describe('a page of the team', () => {
  for (const path of ['/inbox', '/inbox/', '/setup', '/setup/', '/setup/preview', '/join']) {
    for (const isSignedIn of [true, false]) {
      test(`${path}, signed ${isSignedIn ? 'in' : 'out'}, runs nothing foreign and cannot be framed`, async () => {
        const Cookie = isSignedIn ? owner.headers.Cookie : '';
        const response = await server.send(path, { headers: { Accept: 'text/html', Cookie } });
        const policy = policyOf(response);
        const isFramed = path === '/setup/preview' && isSignedIn;
        assert.ok(policy.includes("default-src 'none'"));
        assert.ok(policy.includes(`frame-ancestors ${isFramed ? "'self'" : "'none'"}`));
        assert.ok(policy.includes("base-uri 'none'"));
        assert.doesNotMatch(policy.join('; '), /unsafe|(script|style|default|object)-src[^;]*(\*|https?:|data:)/);
        assert.equal(response.headers.get('x-frame-options'), isFramed ? 'SAMEORIGIN' : 'DENY');
        assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
        assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      });
    }
  }
});

test('a sign-in link leads to Setup or the Inbox, whatever else it is told', async () => {
  for (const to of ELSEWHERE) {
    for (const query of [`to=${encodeURIComponent(to)}`, `to=${to.replace(/[\r\n\t #]/g, '')}`]) {
      if (['/inbox', '/setup'].includes(new URLSearchParams(query).get('to') ?? '')) continue;
      const response = await server.send(`/sign-in?key=${SIGN_IN_KEY}&${query}`);
      assert.deepEqual([response.status, response.headers.get('location')], [403, null], to);
      assert.equal(response.headers.get('set-cookie'), null);
    }
  }
});

test('no address takes another one to lead to', async () => {
  const names = ['next', 'to', 'url', 'redirect', 'redirect_uri', 'return', 'returnTo', 'continue', 'goto', 'dest'];
  const query = new URLSearchParams(names.map((name) => [name, 'https://evil.example']));
  for (const { path, method } of ROUTES.filter((route) => route.method === 'GET')) {
    const headers = { Accept: 'text/html', Cookie: owner.headers.Cookie, 'X-Forwarded-Host': 'evil.example' };
    const response = await server.send(`${path}?${query}`, { method, headers });
    assert.match(response.headers.get('location') ?? '/', /^\/(?![/\\])/, path);
    assert.doesNotMatch((await response.text()) + JSON.stringify([...response.headers]), /evil\.example/, path);
  }
});
