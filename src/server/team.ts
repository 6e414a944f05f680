/** The team of an account. For now each account has one member, {@link DEMO_MEMBER}, who signs in by link. */
import { IDENTITY_PREFIX } from '../shared/identity.js';
import { createSecret } from './secrets.js';

/** The member that every account has. */
export const DEMO_MEMBER = 'demo';

/** Where the team's Twilio identities are kept. They are random: any visitor can read the identity of who answers. */
export interface TeamStore {
  /** The identity of a member; made at the first call, the same ever after. Atomic. */
  identityOf(account: string, member: string): Promise<string>;
  /** The identities of all members of an account. */
  identities(account: string): Promise<readonly string[]>;
}

/** A team kept in memory. */
export function createMemoryTeam(): TeamStore {
  const accounts = new Map<string, Map<string, string>>();
  return {
    async identityOf(account, member) {
      const members = accounts.get(account) ?? new Map<string, string>();
      accounts.set(account, members);
      const identity = members.get(member) ?? IDENTITY_PREFIX.team + createSecret(16);
      members.set(member, identity);
      return identity;
    },
    async identities(account) {
      return [...(accounts.get(account)?.values() ?? [])];
    },
  };
}
