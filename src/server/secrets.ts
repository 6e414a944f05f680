/** Random secrets, and how to keep and compare them without keeping them. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Makes an unguessable text, base64url. Default: 256 bits, 43 characters. */
export function createSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** What is stored in place of a secret of full entropy: its SHA-256, base64url. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('base64url');
}

/** Compares two secrets in a time that tells nothing about either. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(one)), Buffer.from(hashSecret(other)));
}

/** Makes a secret key for digests: 32 characters that survive being copied by hand. */
export function createSecretKey(): string {
  return randomBytes(16).toString('hex');
}
