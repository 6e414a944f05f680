import { MAX_ATTRIBUTES_BYTES, MAX_BODY_BYTES } from '../shared/limits.js';

/** How much the emulator takes. */
export interface Limits {
  /** Longest text of a message, in bytes of UTF-8. */
  readonly bodyBytes: number;
  /** Longest serialised attributes of anything, in bytes of UTF-8. */
  readonly attributesBytes: number;
  /** Commands of one user within a second; what comes beyond is answered with 429. `Infinity`: as many as they like. */
  readonly actionsPerSecond: number;
  /** Shortest life of an access token, in seconds, counted from its `iat`. */
  readonly shortestTokenSeconds: number;
  /** Longest time that an access token may still have, in seconds. */
  readonly longestTokenSeconds: number;
  /** Largest file, in bytes. */
  readonly fileBytes: number;
  /** Most files of one message. */
  readonly filesPerMessage: number;
}

/** Sizes as at Twilio; a test may go as fast, and with tokens as short, as it likes. */
export const LENIENT_LIMITS: Limits = {
  bodyBytes: MAX_BODY_BYTES,
  attributesBytes: MAX_ATTRIBUTES_BYTES,
  actionsPerSecond: Infinity,
  shortestTokenSeconds: 0,
  longestTokenSeconds: 24 * 60 * 60,
  fileBytes: 50 * 1024 * 1024,
  filesPerMessage: 10,
};

/** Everything as at Twilio, as far as it is known. */
export const REAL_LIMITS: Limits = { ...LENIENT_LIMITS, actionsPerSecond: 30, shortestTokenSeconds: 180 };
