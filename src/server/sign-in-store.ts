/** The signed-in people of the team. Only the hash of what their browser holds is kept. */

/** Who signed in. Times are in milliseconds since the epoch. */
export interface SignIn {
  readonly account: string;
  readonly member: string;
  /** When it ends, whatever happens. */
  readonly expiresAt: number;
  /** When it was last used, within the precision of `touch`. */
  readonly usedAt: number;
}

/** Where sign-ins are kept. Each call is atomic. */
export interface SignInStore {
  /**
   * Never later than what ends it: a sign-in of somebody who was removed, or under a former password, is not added.
   *
   * @param passwordHash What the password was checked against; nothing when there was none.
   * @returns Whether it was added.
   */
  add(secretHash: string, signIn: SignIn, passwordHash?: string | null): Promise<boolean>;
  find(secretHash: string): Promise<SignIn | null>;
  /** All sign-ins of a member with their hashes, the last used first; those that have ended among them. */
  list(account: string, member: string): Promise<readonly (SignIn & { readonly secretHash: string })[]>;
  /** Notes that it was used. */
  touch(secretHash: string, usedAt: number): Promise<void>;
  remove(secretHash: string): Promise<void>;
  /** Forgets those that have ended. */
  removeExpired(now: number): Promise<void>;
}
