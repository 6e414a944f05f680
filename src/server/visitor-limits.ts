/** Under whose name the requests of visitors are counted: their own, that of their network, that of the account. */
import type { Account } from './accounts.js';
import type { Companion } from './companion.js';
import { createRateLimits, networkOf } from './rate-limits.js';

/** The limits of one request. Each fails with `too-many-requests`. */
export interface VisitorLimits {
  /** @param returning Identity of the visitor who comes back; `null` for a new one, on whatever device. */
  countSession(returning: string | null): Promise<void>;
  countConversation(identity: string): Promise<void>;
}

const UNLIMITED: VisitorLimits = {
  countSession: async () => undefined,
  countConversation: async () => undefined,
};

export function createVisitorLimits({
  storage,
  now,
}: Pick<Companion, 'storage' | 'now'>): (account: Account, address: string | undefined) => VisitorLimits {
  const count = createRateLimits(storage.counters, now);
  return ({ id, isLimited }, address) => {
    if (!isLimited) return UNLIMITED;
    const network = `${id}/${networkOf(address)}`;
    return {
      async countSession(returning) {
        if (returning === null) await count('new-visitors-of-address', network);
        else await count('sessions-of-visitor', `${id}/${returning}`);
        await count('sessions-of-account', id);
      },
      async countConversation(identity) {
        const visitor = `${id}/${identity}`;
        // The first request of a visitor makes the conversation; those that repeat it cost the network nothing.
        if (!(await count('conversations-of-visitor', visitor))) return;
        await count('new-conversations-of-address', network);
        await count('new-conversations-of-account', id);
      },
    };
  };
}
