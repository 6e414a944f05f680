import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { createIdentity, judge } from '../../src/server/identity.js';
import { digestOf } from './harness.js';

const KEY = 'e72bvc5171hf23982d05j610514gfe2m';
const EMAIL = 'jane@acme.com';
const DIGEST = digestOf(EMAIL, KEY);

/** Turns one hexadecimal digit into another. */
const alter = (digest: string, at: number) =>
  digest.slice(0, at) + (digest[at] === '0' ? '1' : '0') + digest.slice(at + 1);

describe('a digest', () => {
  const cases: [what: string, email: string, digest: string, expected: string][] = [
    ['that matches', EMAIL, DIGEST, 'verified'],
    ['in capitals', EMAIL, DIGEST.toUpperCase(), 'verified'],
    ['with white space around it', EMAIL, `\n ${DIGEST}\t`, 'verified'],
    ['of an address beyond ASCII', 'jürgen@müller.de', digestOf('jürgen@müller.de', KEY), 'verified'],
    ['of an address that folding its case would change', 'İ@acme.com', digestOf('İ@acme.com', KEY), 'verified'],
    ['that is empty', EMAIL, '', 'unverified'],
    ['of nothing but white space', EMAIL, ' \n', 'unverified'],
    ['without an e-mail', '', digestOf('', KEY), 'unverified'],
    ['with another first digit', EMAIL, alter(DIGEST, 0), 'cannot-verify'],
    ['with another last digit', EMAIL, alter(DIGEST, 63), 'cannot-verify'],
    ['one digit short', EMAIL, DIGEST.slice(1), 'cannot-verify'],
    ['one digit long', EMAIL, `${DIGEST}0`, 'cannot-verify'],
    ['that stops being hexadecimal', EMAIL, `${DIGEST.slice(0, 62)}xy`, 'cannot-verify'],
    ['with a prefix', EMAIL, `sha256=${DIGEST}`, 'cannot-verify'],
    ['in base64', EMAIL, Buffer.from(DIGEST, 'hex').toString('base64'), 'cannot-verify'],
    ['of another person', 'john@acme.com', DIGEST, 'cannot-verify'],
    ['of the same address in other case', 'Jane@acme.com', DIGEST, 'cannot-verify'],
    ['of the same address without its space', ` ${EMAIL}`, DIGEST, 'cannot-verify'],
    ['of the address in another normal form', 'e\u0301@acme.com', digestOf('\u00e9@acme.com', KEY), 'cannot-verify'],
    ['under another key', EMAIL, digestOf(EMAIL, 'another key'), 'cannot-verify'],
    ['under the empty key', EMAIL, digestOf(EMAIL, ''), 'cannot-verify'],
    ['of another algorithm', EMAIL, createHmac('sha1', KEY).update(EMAIL).digest('hex'), 'cannot-verify'],
  ];
  for (const [what, email, digest, expected] of cases) {
    test(`${what} gives ${expected}`, () => assert.equal(judge([KEY], email, digest).verification, expected));
  }

  test('of the documentation verifies', () => {
    const printed = 'd78c55fe6579a12831b5e0cdc5765ff7d110fefb2e386a43067accb51ce242f2';
    assert.equal(judge([KEY], EMAIL, printed).verification, 'verified');
  });

  test('never verifies without a secret key', () => {
    assert.equal(judge([], EMAIL, DIGEST).verification, 'cannot-verify');
    assert.equal(judge([''], EMAIL, digestOf(EMAIL, '')).verification, 'cannot-verify');
  });

  test('may be under any of two keys, until one is retired', () => {
    assert.equal(judge(['new', KEY], EMAIL, DIGEST).verification, 'verified');
    assert.equal(judge(['new', KEY], EMAIL, digestOf(EMAIL, 'new')).verification, 'verified');
    assert.equal(judge(['new'], EMAIL, DIGEST).verification, 'cannot-verify');
  });
});

describe('an identity', () => {
  const verified = { email: EMAIL, digest: DIGEST, verification: 'verified' } as const;

  test('of a verified visitor depends on e-mail, account and key, and on nothing else', () => {
    const identity = createIdentity(verified, 'account', 'key');
    assert.match(identity, /^v_[\w-]{22}$/);
    assert.equal(createIdentity(verified, 'account', 'key'), identity);
    assert.notEqual(createIdentity({ ...verified, email: 'Jane@acme.com' }, 'account', 'key'), identity);
    assert.notEqual(createIdentity(verified, 'another', 'key'), identity);
    assert.notEqual(createIdentity(verified, 'account', 'another'), identity);
  });

  test('of anybody else is random, and says which kind it is', () => {
    for (const [verification, prefix] of [
      ['unverified', 'a_'],
      ['cannot-verify', 'c_'],
    ] as const) {
      const identities = [1, 2].map(() => createIdentity({ ...verified, verification }, 'account', 'key'));
      for (const identity of identities) assert.match(identity, new RegExp(`^${prefix}[\\w-]{22}$`));
      assert.notEqual(identities[0], identities[1]);
    }
  });
});
