/** Everything that the server keeps. Each part is a port; a database implements them all, so does memory. */
import { createMemoryAccounts, type Account, type AccountStore } from './accounts.js';
import { createProcessLock, type Lock } from './lock.js';
import { createMemorySignIns, type SignInStore } from './sign-in-store.js';
import { createMemoryTeam, type TeamStore } from './team.js';
import { createMemoryTwilioResources, type TwilioResourceStore } from './twilio-resources.js';
import { createMemoryVisitors, type VisitorStore } from './visitors.js';

export interface Storage {
  readonly accounts: AccountStore;
  readonly visitors: VisitorStore;
  readonly team: TeamStore;
  readonly signIns: SignInStore;
  readonly twilioResources: TwilioResourceStore;
  readonly lock: Lock;
}

/** Storage that ends with the process. */
export function createMemoryStorage(accounts: readonly Account[]): Storage {
  return {
    accounts: createMemoryAccounts(accounts),
    visitors: createMemoryVisitors(),
    team: createMemoryTeam(),
    signIns: createMemorySignIns(),
    twilioResources: createMemoryTwilioResources(),
    lock: createProcessLock(),
  };
}
