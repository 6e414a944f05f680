/** Passwords of the team: scrypt with its parameters beside the hash, so that they can be raised later. */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** Shortest and longest password that is taken. In characters; a longer one would only cost time. */
export const PASSWORD_LENGTH = { min: 10, max: 200 } as const;

/** How long a password is, however its letters are composed. In characters. */
export function lengthOf(password: string): number {
  return compose(password).length;
}

/** OWASP's parameters for 32 MiB: enough to be slow, small enough that a few sign-ins at once do not fill a server. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** What is compared when there is no password, so that the answer takes as long as for a wrong one. */
const NOBODY = format(COST, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));

/** Hashes a password for keeping: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return format(COST, salt, await derive(password, salt, HASH_BYTES, COST));
}

/** Tells whether a password is the one that was hashed; `null` is nobody's. Takes equally long in all cases. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (kept ?? NOBODY).split('$');
  const expected = Buffer.from(hash, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const found = await derive(password, Buffer.from(salt, 'base64url'), expected.length, cost);
  return timingSafeEqual(found, expected) && kept !== null;
}

type Cost = typeof COST;

function format({ N, r, p }: Cost, salt: Buffer, hash: Buffer): string {
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** The same letters can be typed in two ways; NFKC makes them one. */
function compose(password: string): string {
  return password.normalize('NFKC');
}

function derive(password: string, salt: Buffer, length: number, cost: Cost): Promise<Buffer> {
  // Twice what it needs: Node refuses at exactly that.
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(compose(password), salt, length, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
