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
  add(secretHash: string, signIn: SignIn): Promise<void>;
  find(secretHash: string): Promise<SignIn | null>;
  /** All sign-ins of a member with their hashes, the last used first; those that have ended among them. */
  list(account: string, member: string): Promise<readonly (SignIn & { readonly secretHash: string })[]>;
  /** Notes that it was used. */
  touch(secretHash: string, usedAt: number): Promise<void>;
  remove(secretHash: string): Promise<void>;
  /** Ends all sign-ins of a member. @param except Hash of the one that stays. */
  removeOf(account: string, member: string, except?: string): Promise<void>;
  /** Forgets those that have ended. */
  removeExpired(now: number): Promise<void>;
}
