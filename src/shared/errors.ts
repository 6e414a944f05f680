/**
 * The closed list of errors of the companion's HTTP interface. Answers are `{error: {code, message}}`; the code is for
 * programs, the message for people, and neither names a cause that only the operator should know.
 */

export interface ErrorMeaning {
  /** HTTP status of the answer. */
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 502 | 503;
  message: string;
}

export const ERRORS = {
  'bad-json': { status: 400, message: 'The body of the request is not valid JSON.' },
  'bad-request': { status: 400, message: 'The request is not of the documented form.' },
  'bad-email': { status: 400, message: 'The e-mail address is missing or not well-formed text.' },
  'bad-settings': { status: 400, message: 'An option is not known or has a value that it cannot have.' },
  'bad-origins': { status: 400, message: 'An allowed site is not an origin such as https://www.example.com.' },
  'too-many-origins': { status: 400, message: 'An account can have 100 allowed sites.' },
  'bad-hours': { status: 400, message: 'The office hours need a time zone, and hours that end after they begin.' },
  'weak-password': { status: 400, message: 'A password has 10 to 200 characters.' },
  'not-signed-in': { status: 401, message: 'Sign in first.' },
  'bad-device': { status: 401, message: 'The device secret is missing or unknown.' },
  'bad-credentials': { status: 401, message: 'The e-mail or the password is not right.' },
  'bad-sign-in': { status: 403, message: 'This sign-in link is not valid.' },
  'bad-invitation': { status: 403, message: 'This invitation was used or is too old. Ask for a new one.' },
  'forbidden-origin': { status: 403, message: 'This site is not among the allowed origins of the account.' },
  'unknown-account': { status: 404, message: 'There is no such account.' },
  'not-found': { status: 404, message: 'There is nothing at this address.' },
  'bad-method': { status: 405, message: 'This address does not take requests of that method.' },
  'stale-version': { status: 409, message: 'Somebody else has saved meanwhile. Load the account again.' },
  'too-many-keys': { status: 409, message: 'There are two keys already. Retire one first.' },
  'conversation-moved': { status: 409, message: 'Somebody has just written in this conversation. Read it first.' },
  'member-exists': { status: 409, message: 'Somebody with this e-mail is a member already.' },
  'too-large': { status: 413, message: 'That is more than the 16 KiB that can be taken at a time.' },
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
