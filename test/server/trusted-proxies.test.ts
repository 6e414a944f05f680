/** Whom the server believes about where a request comes from. */
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import { createArrivalReader } from '../../src/server/trusted-proxies.js';

const PROXIES = ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'];

const arrive = (remoteAddress: string, headers: Record<string, string>, proxies = PROXIES) =>
  createArrivalReader(proxies)({ socket: { remoteAddress }, headers } as unknown as IncomingMessage);

describe('the address of a request', () => {
  const cases: [what: string, from: string, forwarded: string, expected: string][] = [
    ['is that of the connection when it is no proxy of ours', '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['is what our proxy wrote', '127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['is what our proxy wrote, not what the client claimed', '127.0.0.1', '1.2.3.4, 198.51.100.7', '198.51.100.7'],
    ['is found behind several proxies of ours', '127.0.0.1', '1.2.3.4, 198.51.100.7, 10.1.1.1', '198.51.100.7'],
    ['is not that of a proxy of ours that the client claims', '127.0.0.1', '10.9.9.9, 198.51.100.7', '198.51.100.7'],
    ['is our proxy when what it wrote is no address', '127.0.0.1', 'evil, unknown', '127.0.0.1'],
    ['is our proxy when it wrote nothing', '127.0.0.1', '', '127.0.0.1'],
    ['may be one of IPv6', 'fd00::1', '2001:db8::7', '2001:db8::7'],
    ['may be one of IPv4 at a socket for both', '::ffff:127.0.0.1', '::ffff:198.51.100.7', '198.51.100.7'],
  ];
  for (const [what, from, forwarded, expected] of cases) {
    test(what, () => assert.equal(arrive(from, { 'x-forwarded-for': forwarded }).address, expected));
  }

  test('is that of the connection when no proxy is named', () => {
    assert.equal(arrive('127.0.0.1', { 'x-forwarded-for': '1.2.3.4' }, []).address, '127.0.0.1');
  });
});

describe('the origin of the server', () => {
  const forwarded = { host: 'inside:8080', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'chat.example.com' };

  test('is what our proxy says, and nobody else', () => {
    assert.equal(arrive('127.0.0.1', forwarded).origin, 'https://chat.example.com');
    assert.equal(arrive('192.0.2.1', forwarded).origin, null);
  });

  test('is none that cannot be one', () => {
    for (const hostile of ['evil.example/path', 'a b', '']) {
      assert.equal(arrive('127.0.0.1', { host: hostile, 'x-forwarded-proto': 'https' }).origin, null, hostile);
    }
    assert.equal(arrive('127.0.0.1', { host: 'a', 'x-forwarded-proto': 'javascript' }).origin, null);
  });
});
