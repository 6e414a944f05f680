/** Checks an e-mail and a password, and lets nobody guess for long. */
import type { Context } from 'hono';
import type { Companion, ServerEnvironment } from './companion.js';
import { PublicError } from './errors.js';
import { isPassword } from './passwords.js';
import { networkOf } from './rate-limits.js';
import { hashSecret } from './secrets.js';
import type { MemberCredentials } from './team.js';

/** Tries in {@link WINDOW_MS}: from one address (IPv6: one /64) for one e-mail, for one e-mail at all, from one address. */
const TRIES = { pair: 5, email: 50, address: 30 } as const;
const WINDOW_MS = 15 * 60 * 1000;
/** Accounts in which one e-mail is tried; each costs time. */
const MAX_ACCOUNTS = 5;

/**
 * The members whose e-mail and password these are, in as many accounts as they open; none when they are wrong.
 *
 * @throws PublicError `too-many-requests` after too many tries, right ones included.
 */
export async function checkPassword(
  companion: Companion,
  context: Context<ServerEnvironment>,
  email: string,
  password: string,
): Promise<MemberCredentials[]> {
  await countTry(companion, context, email);
  const known = await companion.storage.team.credentialsOf(email);
  const candidates = known.filter(({ passwordHash }) => passwordHash !== null).slice(0, MAX_ACCOUNTS);
  // Somebody unknown takes as long as somebody known.
  if (candidates.length === 0) await isPassword(password, null);
  const found: MemberCredentials[] = [];
  // One after the other: each takes memory.
  for (const candidate of candidates) {
    if (await isPassword(password, candidate.passwordHash)) found.push(candidate);
  }
  return found;
}

/** Counted before the password is looked at, so that many tries at once are many tries. */
async function countTry(
  { storage, now }: Companion,
  context: Context<ServerEnvironment>,
  email: string,
): Promise<void> {
  const address = networkOf(context.env.remoteAddress);
  // Hashed: what somebody typed may be anything, and may be their password.
  const who = hashSecret(email.trim().toLowerCase());
  const counters: [key: string, most: number][] = [
    [`sign-in/pair/${address}/${who}`, TRIES.pair],
    [`sign-in/email/${who}`, TRIES.email],
    [`sign-in/address/${address}`, TRIES.address],
  ];
  for (const [key, most] of counters) {
    const { count, endsAt } = await storage.counters.count(key, WINDOW_MS, now());
    if (count <= most) continue;
    throw new PublicError('too-many-requests', undefined, Math.max(1, Math.ceil((endsAt - now()) / 1000)));
  }
}
