/** How a failure becomes an answer: one shape, one closed list (`shared/errors.ts`), causes kept for the log. */
import type { Context } from 'hono';
import { routePath } from 'hono/route';
import { ERRORS, type ErrorBody, type ErrorCode } from '../shared/errors.js';
import type { Log } from './log.js';
import { errorPage, NOTICE_HEADERS } from './notice-page.js';

/** A failure whose code may be told to the client. The `cause` is for the operator's log only. */
export class PublicError extends Error {
  readonly code: ErrorCode;
  /** After how many seconds it is worth trying again; `null` when nobody can tell. */
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, cause?: unknown, retryAfterSeconds: number | null = null) {
    super(ERRORS[code].message, { cause });
    this.name = 'PublicError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Answers with one error of the list: as JSON, or as a page to somebody who followed a link. Headers that the handler set
 * already, such as those of CORS, stay.
 */
export function answerError(context: Context, code: ErrorCode): Response {
  const { status, message } = ERRORS[code];
  context.header('Cache-Control', 'no-store');
  context.header('X-Content-Type-Options', 'nosniff');
  if (isPageView(context.req.raw)) return context.html(errorPage(code), status, { ...NOTICE_HEADERS });
  return context.json<ErrorBody>({ error: { code, message } }, status);
}

/** Browsers ask for HTML when somebody follows a link, and for anything when a script asks. */
function isPageView({ method, headers }: Request): boolean {
  return ['GET', 'HEAD'].includes(method) && /\btext\/html\b/.test(headers.get('Accept') ?? '');
}

/** Turns whatever a handler threw into an answer, and logs what the operator should look at. */
export function answerFailure(context: Context, error: unknown, log: Log): Response {
  const code: ErrorCode = error instanceof PublicError ? error.code : 'internal';
  if (ERRORS[code].status >= 500) {
    log({ event: 'request-failed', code, route: routePath(context, -1), ...describe(error) });
  }
  if (error instanceof PublicError && error.retryAfterSeconds !== null) {
    context.header('Retry-After', String(error.retryAfterSeconds));
  }
  return answerError(context, code);
}

/** Answers every method that the handlers registered before it for the same path did not take. */
export function refuseOtherMethods(allowed: string): (context: Context) => Response {
  return (context) => {
    context.header('Allow', allowed);
    return answerError(context, 'bad-method');
  };
}

/** What may be logged of an error: its kind and where it came from, never the request that led to it. */
export function describe(error: unknown): Record<string, string> {
  const cause = error instanceof PublicError ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return { cause: typeof cause };
  return { cause: `${cause.name}: ${cause.message}`, at: cause.stack?.split('\n')[1]?.trim() ?? '' };
}
