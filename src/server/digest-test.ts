/** Tells what is wrong with a digest: the mistakes that are made with HMACs are few. Pure. */
import { createHash, createHmac } from 'node:crypto';
import type { DigestAnswer, DigestVerdict } from '../shared/setup.js';
import { isSameSecret } from './secrets.js';

/** A secret key, by the id under which Setup knows it. */
interface Key {
  readonly id: string;
  readonly value: string;
}

export function testDigest(keys: readonly Key[], email: string, given: string): DigestAnswer {
  if (keys.length === 0) return { verdict: 'no-key', key: null };
  const digest = given.trim();
  for (const { id, value } of keys) {
    const verdict = judge(value, email, digest);
    if (verdict !== 'mismatch') return { verdict, key: id };
  }
  return { verdict: 'mismatch', key: null };
}

function judge(key: string, email: string, digest: string): DigestVerdict {
  const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text, 'utf8').digest();
  const isHex = (bytes: Buffer) => isSameSecret(digest.toLowerCase(), bytes.toString('hex'));
  const right = hmac(key, email);
  if (isHex(right)) return 'match';
  if (['base64', 'base64url'].some((encoding) => isSameSecret(digest, right.toString(encoding as BufferEncoding)))) {
    return 'base64';
  }
  if (isHex(hmac(key, email.trim()))) return 'surrounding-space';
  if (isHex(hmac(key, email.trim().toLowerCase()))) return 'other-letter-case';
  if (isHex(hmac(email, key))) return 'swapped';
  if (isHex(createHash('sha256').update(email, 'utf8').digest())) return 'without-key';
  return 'mismatch';
}
