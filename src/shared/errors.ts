/**
 * The closed list of errors of the companion's HTTP interface. Answers are `{error: {code, message}}`; the code is for
 * programs, the message for people, and neither names a cause that only the operator should know.
 */

export interface ErrorMeaning {
  /** HTTP status of the answer. */
  status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 502 | 503;
  message: string;
}

export const ERRORS = {
  'bad-json': { status: 400, message: 'The body of the request is not valid JSON.' },
  'bad-request': { status: 400, message: 'The request is not of the documented form.' },
  'bad-email': { status: 400, message: 'The e-mail address is missing or not well-formed text.' },
  'not-signed-in': { status: 401, message: 'Sign in first.' },
  'bad-device': { status: 401, message: 'The device secret is missing or unknown.' },
  'bad-sign-in': { status: 403, message: 'This sign-in link is not valid.' },
  'forbidden-origin': { status: 403, message: 'This site is not among the allowed origins of the account.' },
  'unknown-account': { status: 404, message: 'There is no such account.' },
  'not-found': { status: 404, message: 'There is nothing at this address.' },
  'bad-method': { status: 405, message: 'This address does not take requests of that method.' },
  'too-large': { status: 413, message: 'The body of the request is too large.' },
  'not-json': { status: 415, message: 'Send the body as application/json.' },
  'too-many-requests': { status: 429, message: 'Too many requests. Try again later.' },
  internal: { status: 500, message: 'Something went wrong on our side.' },
  'backend-failed': { status: 502, message: 'The message service refused the request. Try again later.' },
  'backend-unavailable': { status: 503, message: 'The message service cannot be reached. Try again later.' },
  'not-ready': { status: 503, message: 'The server is not ready.' },
} as const satisfies Record<string, ErrorMeaning>;

export type ErrorCode = keyof typeof ERRORS;

/** Body of every answer that is an error. */
export interface ErrorBody {
  error: { code: ErrorCode; message: string };
}
