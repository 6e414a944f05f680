/** The life of a sign-in: it begins with a secret of its own, is found by it, and ends unused or after a day. */
import type { Context, MiddlewareHandler } from 'hono';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { PublicError } from './errors.js';
import { createSecret, hashSecret } from './secrets.js';
import { clearSignInCookie, readSignInCookie, setSignInCookie } from './sign-in-cookie.js';
import type { SignIn } from './sign-in-store.js';
import type { Member, MemberCredentials } from './team.js';

/** A sign-in ends after this time, whatever happens. In milliseconds. */
export const SIGN_IN_MS = 24 * 60 * 60 * 1000;
/** A sign-in that nobody uses ends after this time. In milliseconds. */
export const IDLE_MS = 8 * 60 * 60 * 1000;
/** How precisely its use is noted: not each request writes. In milliseconds. */
const TOUCH_MS = 5 * 60 * 1000;

type Request = Context<ServerEnvironment>;

/** A sign-in, with the hash under which it is kept. */
export interface FoundSignIn extends SignIn {
  readonly secretHash: string;
}

/**
 * Signs a member in. What the browser held before ends, so that nobody can have planted it.
 *
 * @param member With what the password was checked against, if there was one.
 * @throws PublicError `bad-credentials` when they were removed, or chose another password, a moment ago.
 */
export async function beginSignIn(
  companion: Companion,
  context: Request,
  { account, member, passwordHash }: Omit<MemberCredentials, 'passwordHash'> & Partial<MemberCredentials>,
): Promise<void> {
  await endSignIn(companion, context);
  const secret = createSecret();
  const now = companion.now();
  const signIn = { account, member, expiresAt: now + SIGN_IN_MS, usedAt: now };
  if (!(await companion.storage.signIns.add(hashSecret(secret), signIn, passwordHash))) {
    throw new PublicError('bad-credentials');
  }
  setSignInCookie(context, secret);
}

/** Signs out: here, and of no use to whoever has copied the cookie. */
export async function endSignIn({ storage }: Companion, context: Request): Promise<void> {
  const secret = readSignInCookie(context);
  if (secret === undefined) return;
  await storage.signIns.remove(hashSecret(secret));
  clearSignInCookie(context);
}

/** The sign-in of a request; `null` for everybody else. */
export async function findSignIn({ storage, now }: Companion, context: Request): Promise<FoundSignIn | null> {
  const secret = readSignInCookie(context);
  if (secret === undefined) return null;
  const secretHash = hashSecret(secret);
  const signIn = await storage.signIns.find(secretHash);
  if (signIn === null || !isAlive(signIn, now())) return null;
  if (now() - signIn.usedAt > TOUCH_MS) await storage.signIns.touch(secretHash, now());
  return { ...signIn, secretHash };
}

/** The sign-in of a request; 401 for everybody else. */
export async function requireSignIn(companion: Companion, context: Request): Promise<FoundSignIn> {
  const signIn = await findSignIn(companion, context);
  if (!signIn) throw new PublicError('not-signed-in');
  return signIn;
}

/** The member who sent a request; 401 for everybody else, also for whoever was removed in this moment. */
export async function requireMember(
  companion: Companion,
  context: Request,
): Promise<{ account: string; member: Member }> {
  const { account, member: id } = await requireSignIn(companion, context);
  const member = await companion.storage.team.find(account, id);
  if (member === null) throw new PublicError('not-signed-in');
  return { account, member };
}

/** Tells whether a sign-in still counts. */
export function isAlive({ expiresAt, usedAt }: SignIn, now: number): boolean {
  return expiresAt > now && usedAt + IDLE_MS > now;
}

/**
 * Refuses what another site could have made the browser send. Before routes that a cookie opens. A request without an
 * `Origin` is refused too: every browser sends one with every method that changes something.
 */
export function refuseOtherOrigins(): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(context.req.method);
    if (!isSafe && context.req.header('Origin') !== originOf(context.req.raw)) {
      throw new PublicError('forbidden-origin');
    }
    return next();
  };
}
