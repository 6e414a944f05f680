/**
 * Brakes on abuse: how often something may be asked for, counted where every copy of the server sees it. Which requests are
 * counted, and under whose name, the routes know.
 */
import { PublicError } from './errors.js';

/** What a counter says. */
export interface Count {
  /** Requests since it began, this one included. */
  readonly count: number;
  /** When it begins anew. Milliseconds since the epoch. */
  readonly endsAt: number;
}

/** Where counters are kept. */
export interface CounterStore {
  /**
   * Counts one request. Atomic.
   *
   * @param windowMs How long a counter goes on counting, from its first request.
   */
  count(key: string, windowMs: number, now: number): Promise<Count>;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** So many in such a time. */
export interface Limit {
  readonly count: number;
  readonly windowMs: number;
}

/** What is limited, by whom it is counted. Figures of the documentation (`docs/server.md`). */
export const LIMITS = {
  /** Sessions of devices that are not known, or that become somebody else: each is a new visitor. */
  'new-visitors-of-address': [
    { count: 10, windowMs: MINUTE },
    { count: 60, windowMs: HOUR },
  ],
  /** Sessions of a device that comes back: each page view of somebody who chatted, and each renewed token. */
  'sessions-of-visitor': [{ count: 60, windowMs: MINUTE }],
  'sessions-of-account': [{ count: 20, windowMs: SECOND }],
  /** Requests for the conversation, which a widget repeats when an answer is lost. */
  'conversations-of-visitor': [{ count: 60, windowMs: MINUTE }],
  'new-conversations-of-address': [{ count: 20, windowMs: HOUR }],
  /** Below the 30 a second that Twilio takes for a service. */
  'new-conversations-of-account': [{ count: 10, windowMs: SECOND }],
} as const satisfies Record<string, readonly Limit[]>;

export type LimitName = keyof typeof LIMITS;

/** Counts a request under a name. @returns Whether it was the first for a while. @throws PublicError `too-many-requests` */
export type CountRequest = (limit: LimitName, key: string) => Promise<boolean>;

export function createRateLimits(counters: CounterStore, now: () => number): CountRequest {
  return async (name, key) => {
    let isFirst = false;
    for (const { count: allowed, windowMs } of LIMITS[name]) {
      const moment = now();
      const { count, endsAt } = await counters.count(`${name}/${windowMs}/${key}`, windowMs, moment);
      isFirst = count === 1;
      if (count > allowed) {
        throw new PublicError('too-many-requests', undefined, Math.max(1, Math.ceil((endsAt - moment) / SECOND)));
      }
    }
    return isFirst;
  };
}

/**
 * What an address is counted as: an IPv4 address, or the network of an IPv6 one, of which everybody has many.
 *
 * @param address As the connection has it; nothing when there is none, as in a test.
 */
export function networkOf(address: string | undefined): string {
  const text = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!text.includes(':')) return text;
  const [head = '', tail] = text.split('%', 1).join('').split('::', 2);
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => parseInt(part, 16).toString(16))
    .join(':');
}
