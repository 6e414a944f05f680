/** The cookie that holds a sign-in: `__Host-` and `Secure` on HTTPS, a plain name on HTTP. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { originOf, type ServerEnvironment } from './companion.js';

type Request = Context<ServerEnvironment>;

/** The secret that the browser of a request holds. */
export function readSignInCookie(context: Request): string | undefined {
  return getCookie(context, cookieFor(context).name);
}

export function setSignInCookie(context: Request, secret: string): void {
  const { name, isSecure } = cookieFor(context);
  setCookie(context, name, secret, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure });
}

export function clearSignInCookie(context: Request): void {
  const { name, isSecure } = cookieFor(context);
  deleteCookie(context, name, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure });
}

/** WebKit drops secure cookies on HTTP, even on loopback. Cookies ignore ports, so two servers need two names. */
function cookieFor(context: Request): { name: string; isSecure: boolean } {
  const { protocol, port } = new URL(originOf(context.req.raw));
  const isSecure = protocol === 'https:';
  return { name: isSecure ? '__Host-missive' : `missive-${port || '80'}`, isSecure };
}
