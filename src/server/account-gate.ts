/** Stands before the routes of an account: finds the account and lets only its allowed sites in (CORS). */
import type { MiddlewareHandler } from 'hono';
import { isAccountId, type Account } from './accounts.js';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { PublicError } from './errors.js';
import { isAllowedOrigin } from './origins.js';

/** How long a browser may remember the answer to a preflight. In seconds. */
const PREFLIGHT_SECONDS = 600;

/** Puts the account into `context.var.account`. Fails with `unknown-account` or `forbidden-origin`. */
export function accountGate(companion: Companion): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    const account = await findAccount(companion, context.req.param('account') ?? '');
    const origin = context.req.header('Origin');
    context.header('Vary', 'Origin');
    context.header('Cache-Control', 'no-store');
    if (origin !== undefined) {
      // To an unknown account everybody may listen: the widget has to learn that its id is wrong.
      const isAllowed =
        account === null || isAllowedOrigin(origin, account.allowedOrigins) || origin === originOf(context.req.raw);
      if (!isAllowed) throw new PublicError('forbidden-origin');
      context.header('Access-Control-Allow-Origin', origin);
      context.header('Access-Control-Expose-Headers', 'Retry-After');
    }
    if (context.req.method === 'OPTIONS') {
      context.header('Access-Control-Allow-Methods', 'GET, POST');
      context.header('Access-Control-Allow-Headers', 'Authorization, Content-Type');
      context.header('Access-Control-Max-Age', String(PREFLIGHT_SECONDS));
      return context.body(null, 204);
    }
    if (account === null) throw new PublicError('unknown-account');
    context.set('account', account);
    return next();
  };
}

/** The account of an id as it stands in a URL; `null` when there is none. */
export async function findAccount(companion: Companion, id: string): Promise<Account | null> {
  return isAccountId(id) ? companion.storage.accounts.find(id) : null;
}
