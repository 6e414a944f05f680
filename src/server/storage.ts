/**
 * Everything that the server keeps, as ports. Every call is atomic and names its account. `database/` implements them, for
 * SQLite and for PostgreSQL.
 */
import type { AccountStore } from './accounts.js';
import type { ClosedConversationStore } from './closed-conversations.js';
import type { InstallationStore } from './installations.js';
import type { Lock } from './lock.js';
import type { CounterStore } from './rate-limits.js';
import type { SignInStore } from './sign-in-store.js';
import type { TeamStore } from './team.js';
import type { TwilioConnectionStore } from './twilio-connection.js';
import type { VisitorStore } from './visitors.js';

export interface Storage {
  readonly accounts: AccountStore;
  readonly visitors: VisitorStore;
  readonly team: TeamStore;
  readonly signIns: SignInStore;
  readonly twilio: TwilioConnectionStore;
  readonly closed: ClosedConversationStore;
  readonly installations: InstallationStore;
  readonly counters: CounterStore;
  readonly lock: Lock;
  /** A secret of the server itself, by name: random at the first call, the same ever after and in every copy. */
  serverSecret(name: string): Promise<string>;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  /** Forgets what has ended and what nobody can ask for any more. */
  tidy(now: number): Promise<void>;
  close(): Promise<void>;
}
