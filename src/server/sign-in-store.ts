/** The signed-in people of the team. Only the hash of what their browser holds is kept. */

/** Who signed in. */
export interface SignIn {
  readonly account: string;
  readonly member: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Where sign-ins are kept. */
export interface SignInStore {
  add(secretHash: string, signIn: SignIn): Promise<void>;
  find(secretHash: string): Promise<SignIn | null>;
}

/** Sign-ins kept in memory. */
export function createMemorySignIns(): SignInStore {
  const signIns = new Map<string, SignIn>();
  return {
    async add(secretHash, signIn) {
      signIns.set(secretHash, signIn);
    },
    async find(secretHash) {
      return signIns.get(secretHash) ?? null;
    },
  };
}
