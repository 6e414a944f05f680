/**
 * Signing in by the link that the server prints: whoever reads its terminal is its operator. The link works while the
 * process lives, from the same machine only, and not through a proxy, which would make everybody look local.
 */
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { PublicError, refuseOtherMethods } from './errors.js';
import { createSecret, hashSecret, isSameSecret } from './secrets.js';
import type { SignIn } from './sign-in-store.js';
import { DEMO_MEMBER } from './team.js';

/** Pages that a sign-in link may lead to. A closed list: a link never leads anywhere else. */
const TARGETS = ['/inbox', '/setup'] as const;

/** A sign-in ends after this time. In milliseconds. */
export const SIGN_IN_MS = 24 * 60 * 60 * 1000;

/** Path and query of a one-click sign-in link. */
export function signInPath(key: string, target: (typeof TARGETS)[number]): string {
  return `/sign-in?key=${key}&to=${target}`;
}

export function addSignInRoute(app: Hono<ServerEnvironment>, companion: Companion): void {
  app.get('/sign-in', async (context) => {
    const { key = '', to = '' } = context.req.query();
    const target = TARGETS.find((candidate) => candidate === to);
    if (!isDirectAndLocal(context) || target === undefined || !isSameSecret(key, companion.signInKey)) {
      throw new PublicError('bad-sign-in');
    }
    const secret = createSecret();
    await companion.storage.signIns.add(hashSecret(secret), {
      account: companion.teamAccount,
      member: DEMO_MEMBER,
      expiresAt: companion.now() + SIGN_IN_MS,
      usedAt: companion.now(),
    });
    const { name, isSecure } = cookieFor(originOf(context.req.raw));
    setCookie(context, name, secret, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure });
    context.header('Cache-Control', 'no-store');
    context.header('Referrer-Policy', 'no-referrer');
    return context.redirect(target, 303);
  });
  app.all('/sign-in', refuseOtherMethods('GET, HEAD'));
}

/** The sign-in of a request; `null` for everybody else. */
export async function findSignIn(companion: Companion, context: Context<ServerEnvironment>): Promise<SignIn | null> {
  const secret = getCookie(context, cookieFor(originOf(context.req.raw)).name);
  const signIn = secret === undefined ? null : await companion.storage.signIns.find(hashSecret(secret));
  return signIn && signIn.expiresAt > companion.now() ? signIn : null;
}

/** The sign-in of a request; 401 for everybody else. */
export async function requireSignIn(companion: Companion, context: Context<ServerEnvironment>): Promise<SignIn> {
  const signIn = await findSignIn(companion, context);
  if (!signIn) throw new PublicError('not-signed-in');
  return signIn;
}

/** Refuses what another site could have made the browser send. Before routes that a cookie opens. */
export function refuseOtherOrigins(): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(context.req.method);
    if (!isSafe && context.req.header('Origin') !== originOf(context.req.raw)) {
      throw new PublicError('forbidden-origin');
    }
    return next();
  };
}

function isDirectAndLocal(context: Context<ServerEnvironment>): boolean {
  const isForwarded = Object.keys(context.req.header()).some((name) => /^(x-)?forwarded(-|$)/i.test(name));
  return !isForwarded && /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/.test(context.env.remoteAddress ?? '');
}

/** Cookies ignore ports, so two servers on one machine need two names. */
function cookieFor(origin: string): { name: string; isSecure: boolean } {
  const { protocol, port } = new URL(origin);
  const isSecure = protocol === 'https:';
  return { name: isSecure ? '__Host-missive' : `missive-${port || '80'}`, isSecure };
}
