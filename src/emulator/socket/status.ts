/** Statuses of Twilsock's replies and closings, with Twilio's own numbers. */

export interface SocketStatus {
  readonly code: number;
  readonly status: string;
  readonly description?: string;
  readonly errorCode?: number;
}

export const OK: SocketStatus = { code: 200, status: 'OK' };

/** A request before `init`, or after the session ended. */
export const NOT_INITIALISED: SocketStatus = { code: 401, status: 'UNAUTHORIZED', description: 'No session' };

/** Ends a session for good until a new token comes. */
export const TOKEN_EXPIRED: SocketStatus = {
  code: 410,
  status: 'TOKEN_EXPIRED',
  description: 'Token expired',
  errorCode: 51207,
};

/** Ends a session whose new token is for somebody else. */
export const UPDATE_IS_FORBIDDEN: SocketStatus = {
  code: 308,
  status: 'UPDATE_IS_FORBIDDEN',
  description: 'Token from update is unauthorised or different from initial',
  errorCode: 51232,
};
