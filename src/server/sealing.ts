/**
 * Seals secrets before they are stored: AES-256-GCM with a fresh nonce for each. What it belongs to is part of the seal,
 * so a sealed secret that is moved to another row does not open.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** The sealing keys of a server. */
export interface Sealer {
  /** @param owner What the secret belongs to, for example `account/purpose`. */
  seal(secret: string, owner: string): string;
  /** @throws SealError when it was sealed under another key, for another owner, or was tampered with. */
  open(sealed: string, owner: string): string;
}

/** A sealed secret cannot be opened; the message says what to do. */
export class SealError extends Error {}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Shortest key that is accepted, in characters: 128 bits of hexadecimal. */
export const MIN_KEY_LENGTH = 32;

/** @param keys Texts of high entropy. The first seals; all of them open, so that a key can be changed. */
export function createSealer(keys: readonly [string, ...string[]]): Sealer {
  const byId = new Map(keys.map((text) => [idOf(text), deriveKey(text)]));
  const [first] = keys;
  const id = idOf(first);
  const key = deriveKey(first);
  return {
    seal(secret, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(owner));
      const sealed = [nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${id}.${Buffer.concat(sealed).toString('base64url')}`;
    },
    open(sealed, owner) {
      const [keyId = '', text = ''] = sealed.split('.', 2);
      const opener = byId.get(keyId);
      if (!opener)
        throw new SealError('A stored secret was sealed under another MISSIVE_KEY. Give the former key too.');
      const bytes = Buffer.from(text, 'base64url');
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv(ALGORITHM, opener, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(owner));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const content = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([content, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealError('A stored secret was changed by somebody else than this server.', { cause });
      }
    },
  };
}

function deriveKey(text: string): Buffer {
  return Buffer.from(hkdfSync('sha256', text, '', 'missive-chat sealing', 32));
}

/** Tells which key sealed a secret, and nothing else about the key. */
function idOf(text: string): string {
  return createHash('sha256').update(`missive-chat key id\0${text}`).digest('base64url').slice(0, 8);
}
