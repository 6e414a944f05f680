import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import twilio from 'twilio';
import { readToken } from '../../src/emulator/tokens.js';

const ACCOUNT = 'AC00000000000000000000000000000009';
const SECRET = 'a secret of this test';
const { AccessToken } = twilio.jwt;

interface Choice {
  ttl?: number;
  nbf?: number;
  account?: string;
  key?: string;
  secret?: string;
  service?: string | null;
  algorithm?: 'HS256' | 'HS512';
}

const LIFE = { shortestLife: 30, longestLife: 24 * 3600 };

function read(choice: Choice, now = Date.now()) {
  const { ttl = 3600, nbf, account = ACCOUNT, key = 'SK1', secret = SECRET, service = 'IS1' } = choice;
  const token = new AccessToken(account, key, secret, { identity: 'alice', ttl, ...(nbf !== undefined && { nbf }) });
  if (service !== null) token.addGrant(new AccessToken.ChatGrant({ serviceSid: service }));
  return readToken(token.toJwt(choice.algorithm ?? 'HS256'), {
    accountSid: ACCOUNT,
    secretOf: (sid) => (sid === 'SK1' ? SECRET : undefined),
    hasService: (sid) => sid === 'IS1',
    now,
    ...LIFE,
  });
}

describe('access tokens', () => {
  it('say who may enter, where and until when', () => {
    const { claims } = read({ ttl: 60 });
    assert.equal(claims?.identity, 'alice');
    assert.equal(claims.serviceSid, 'IS1');
    assert.ok(Math.abs(claims.expiresAt - Date.now() - 60_000) < 5000);
  });

  const refusals: readonly [string, Choice, number, number][] = [
    ['is signed with another secret', { secret: 'another' }, 401, 20101],
    ['is signed by an unknown key', { key: 'SK2' }, 401, 20101],
    ['is of another account', { account: 'AC00000000000000000000000000000008' }, 401, 20101],
    ['is signed in another way', { algorithm: 'HS512' }, 401, 20101],
    ['has expired', { ttl: -10 }, 401, 20104],
    ['is not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }, 401, 20105],
    ['lives too long', { ttl: 2 * 24 * 3600 }, 401, 20157],
    ['lives too short', { ttl: 10 }, 401, 20101],
    ['has no chat grant', { service: null }, 403, 20106],
    ['names an unknown service', { service: 'IS2' }, 403, 51101],
  ];
  for (const [fault, choice, code, errorCode] of refusals) {
    it(`are refused when one ${fault}`, () => {
      const { refusal } = read(choice);
      assert.deepEqual([refusal?.code, refusal?.errorCode], [code, errorCode]);
    });
  }

  it('are refused when they are none', () => {
    for (const nonsense of [undefined, '', 'a.b.c', 'e30.e30.', 42]) {
      const authority = { accountSid: ACCOUNT, secretOf: () => SECRET, hasService: () => true, now: 0, ...LIFE };
      assert.equal(readToken(nonsense, authority).refusal?.errorCode, 20101);
    }
  });
});
