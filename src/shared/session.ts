/** The answers of the companion server that a widget asks for, and what it sends to get them. */
import type { Verification } from './identity.js';

/** A person as a site or a form describes them. Empty strings mean "not given". */
export interface Person {
  email?: string;
  name?: string;
  avatarUrl?: string;
  /** Lower-case hex HMAC-SHA256 of the e-mail under the account's secret key, made by the site's server. */
  digest?: string;
}

/** Body of `POST /<account>/session`. */
export interface SessionRequest {
  /** Who the site, or the visitor in the form, says they are. */
  user?: Person;
  /** The secret that an earlier answer gave to this device. Absent: a new visitor. */
  device?: string;
}

/** Answer of `POST /<account>/session`. */
export interface SessionAnswer {
  /** Twilio identity; its prefix is the verification (see `identity.ts`). */
  identity: string;
  verification: Verification;
  /** Twilio access token. Kept in memory only. */
  token: string;
  /** Life of the token, counted from the answer so that a wrong clock does not matter. In seconds. */
  expiresInSeconds: number;
  /** Secret of this device: proof, at the next visit, that it is the same visitor. 256 bits, base64url. */
  device: string;
  /** Sid of the visitor's conversation; `null` until one was started. */
  conversation: string | null;
}

/** Answer of `POST /<account>/conversation`. */
export interface ConversationAnswer {
  sid: string;
}
