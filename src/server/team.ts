/** The team of an account: its members, how they sign in, and the identities under which they write. */

/** The member who signs in by the link that the server prints; made, in the account of the link alone, when it is used. */
export const DEMO_MEMBER = 'demo';

/** Somebody who answers visitors. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** At Twilio. Random: any visitor can read the identity of who answers. */
  readonly identity: string;
  /** Whether they can sign in by themselves. */
  readonly hasPassword: boolean;
}

/** What a sign-in is checked against. */
export interface MemberCredentials {
  readonly account: string;
  readonly member: string;
  /** As whoever hashed it encoded it; `null` when no password was ever set. */
  readonly passwordHash: string | null;
}

/** Somebody who was removed from a team. The name stays with what they wrote. */
export interface FormerMember {
  readonly id: string;
  readonly identity: string;
  /** Milliseconds since the epoch. */
  readonly removedAt: number;
}

/** What can be changed of a member. */
export type MemberChanges = Partial<Pick<Member, 'name' | 'email'>> & { readonly passwordHash?: string };

/** Where the team is kept. Each call is atomic. E-mail addresses are compared without regard to case. */
export interface TeamStore {
  /** The Twilio identity of whoever signs in by link. A member that is not there is added, without a name. */
  identityOf(account: string, member: string): Promise<string>;
  /** The identities of all members of an account. */
  identities(account: string): Promise<readonly string[]>;
  /** The members of an account, the oldest first. */
  list(account: string): Promise<readonly Member[]>;
  find(account: string, member: string): Promise<Member | null>;
  /** @returns `null` when the account has a member of this e-mail address. */
  add(account: string, member: { name: string; email: string; passwordHash?: string }): Promise<Member | null>;
  /**
   * Another password ends the member's sign-ins.
   *
   * @returns False when there is no such member, or another one has the e-mail address.
   */
  change(account: string, member: string, changes: MemberChanges): Promise<boolean>;
  /** Ends the member's sign-ins too. @returns Whether there was such a member. */
  remove(account: string, member: string, now: number): Promise<boolean>;
  /** Those who were removed at this time or later. */
  formerSince(account: string, time: number): Promise<readonly FormerMember[]>;
  /** Names of members, former ones too, by their Twilio identities; of those that have one. */
  namesOf(account: string, identities: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Every account in which somebody of this e-mail address is a member: who signs in has named no account yet. */
  credentialsOf(email: string): Promise<readonly MemberCredentials[]>;
}
