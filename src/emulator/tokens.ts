/** Reads Twilio access tokens (JWT, HS256) as the Twilsock gateway does. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a good token says. */
export interface TokenClaims {
  readonly identity: string;
  readonly serviceSid: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Why a token was refused, as it stands in the `status` of a Twilsock reply. */
export interface TokenRefusal {
  readonly code: number;
  readonly status: string;
  readonly description: string;
  readonly errorCode: number;
}

/** What a token is checked against. */
export interface TokenAuthority {
  readonly accountSid: string;
  /** Secret of an API key; `undefined` for one that does not exist. */
  readonly secretOf: (keySid: string) => string | undefined;
  readonly hasService: (serviceSid: string) => boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Shortest life from `iat`, and longest from now, in seconds. */
  readonly shortestLife: number;
  readonly longestLife: number;
}

const INVALID = refusal(401, 'UNAUTHORIZED', 'Invalid Access Token', 20101);
const EXPIRED = refusal(401, 'UNAUTHORIZED', 'Access Token expired or expiration date invalid', 20104);
const TOO_EARLY = refusal(401, 'UNAUTHORIZED', 'Access Token not yet valid', 20105);
const TOO_LONG = refusal(401, 'UNAUTHORIZED', 'Expiration Time Exceeds Maximum Time Allowed', 20157);
const TOO_SHORT = refusal(401, 'UNAUTHORIZED', 'Access Token lives too short', 20101);
const BAD_GRANT = refusal(403, 'FORBIDDEN', 'Invalid Access Token grants', 20106);
const NO_SERVICE = refusal(403, 'FORBIDDEN', 'Service instance not found', 51101);

/** Checks a token; the answer has either `claims` or `refusal`. */
export function readToken(
  token: unknown,
  authority: TokenAuthority,
): { claims: TokenClaims; refusal?: never } | { refusal: TokenRefusal; claims?: never } {
  const payload = verified(token, authority);
  if (!payload) return { refusal: INVALID };
  const { exp, iat, nbf, sub, grants } = payload;
  const nowSeconds = authority.now / 1000;
  if (sub !== authority.accountSid) return { refusal: INVALID };
  if (typeof exp !== 'number' || exp <= nowSeconds) return { refusal: EXPIRED };
  // A second for the part that was cut off when the token was stamped, and one for clocks that differ.
  if (exp > nowSeconds + authority.longestLife + 2) return { refusal: TOO_LONG };
  if (typeof iat === 'number' && exp - iat < authority.shortestLife) return { refusal: TOO_SHORT };
  if (typeof nbf === 'number' && nbf > nowSeconds) return { refusal: TOO_EARLY };
  const identity = field(grants, 'identity');
  const serviceSid = field(field(grants, 'chat'), 'service_sid');
  if (typeof identity !== 'string' || identity === '' || typeof serviceSid !== 'string') return { refusal: BAD_GRANT };
  if (!authority.hasService(serviceSid)) return { refusal: NO_SERVICE };
  return { claims: { identity, serviceSid, expiresAt: exp * 1000 } };
}

function verified(token: unknown, authority: TokenAuthority): Record<string, unknown> | null {
  if (typeof token !== 'string') return null;
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return null;
  const claims = decode(payload);
  const issuer = field(claims, 'iss');
  const secret = typeof issuer === 'string' ? authority.secretOf(issuer) : undefined;
  if (field(decode(header), 'alg') !== 'HS256' || secret === undefined) return null;
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  const actual = Buffer.from(signature, 'base64url');
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? claims : null;
}

function decode(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function refusal(code: number, status: string, description: string, errorCode: number): TokenRefusal {
  return { code, status, description, errorCode };
}
