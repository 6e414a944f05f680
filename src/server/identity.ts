/**
 * Who a visitor is to Twilio, decided from what the site claims and what the device proves.
 *
 * The prefix of an identity is the mark that the team reads on each message, so the rules are few and strict:
 *
 * - A digest that matches makes the visitor *verified*; the identity is then derived from account and e-mail, so that
 *   the history follows the person to any device. One that does not match makes it *cannot-verify*.
 * - The other two kinds of identity are random. Only the device that was given one can have it back.
 * - A device was issued for one e-mail, or for none. A request without digest looks the same whether the site gave the
 *   e-mail or the visitor typed it into the form. So an e-mail that arrives at a device issued for none was typed and
 *   changes nothing but the profile; an e-mail other than the one a device was issued for is another person.
 *   (The widget keeps one device secret for each e-mail that the site gives.)
 * - A request without e-mail, on an unverified device, is the same visitor coming back to a site that gives none.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { IDENTITY_PREFIX, type Verification } from '../shared/identity.js';
import { createSecret, hashSecret } from './secrets.js';
import type { Device } from './visitors.js';

/** What a request says about its visitor, with the server's judgement of it. */
export interface Claim {
  readonly email: string;
  /** Trimmed and in lower case; empty when none was given. */
  readonly digest: string;
  readonly verification: Verification;
}

/** Judges an e-mail and a digest under the account's secret keys. Empty strings mean "not given". */
export function judge(secretKeys: readonly string[], email: string, givenDigest: string): Claim {
  const digest = givenDigest.trim().toLowerCase();
  if (email === '' || digest === '') return { email, digest: '', verification: 'unverified' };
  const isVerified = secretKeys.map((key) => isDigestOf(digest, email, key)).includes(true);
  return { email, digest, verification: isVerified ? 'verified' : 'cannot-verify' };
}

function isDigestOf(digest: string, email: string, secretKey: string): boolean {
  if (secretKey === '' || !/^[0-9a-f]{64}$/.test(digest)) return false;
  const expected = createHmac('sha256', secretKey).update(email, 'utf8').digest();
  return timingSafeEqual(expected, Buffer.from(digest, 'hex'));
}

/** Tells whether a device may have its own identity back for this claim. */
export function isSameVisitor(device: Device, claim: Claim): boolean {
  if (device.verification !== claim.verification) return false;
  switch (claim.verification) {
    case 'verified':
      return device.email === claim.email;
    case 'cannot-verify':
      return device.email === claim.email && device.wrongDigest === hashSecret(claim.digest);
    case 'unverified':
      return claim.email === '' || device.email === null || device.email === claim.email;
  }
}

/** The device to remember for a claim. */
export function deviceFor(claim: Claim, identity: string): Device {
  return {
    identity,
    verification: claim.verification,
    email: claim.email === '' ? null : claim.email,
    wrongDigest: claim.verification === 'cannot-verify' ? hashSecret(claim.digest) : null,
  };
}

/**
 * Makes the identity of a claim: derived for the verified, 128 random bits for everybody else.
 *
 * @param key The server's own key: without it nobody can compute an identity from an e-mail.
 */
export function createIdentity(claim: Claim, account: string, key: string): string {
  const prefix = IDENTITY_PREFIX[claim.verification];
  if (claim.verification !== 'verified') return prefix + createSecret(16);
  const owner = createHmac('sha256', key).update(`${account}\0${claim.email}`, 'utf8').digest('base64url');
  return prefix + owner.slice(0, 22);
}
