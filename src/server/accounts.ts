/** Accounts: whose widget it is, under which secret key its digests are made, and from which sites it may be used. */

/** One customer of this server. The secret keys never leave the server. */
export interface Account {
  /** Public id, part of the snippet and of every URL. A lower-case UUID. */
  readonly id: string;
  /** Keys under which a site makes digests. More than one while keys are being changed; none: nobody is verified. */
  readonly secretKeys: readonly string[];
  /** Origins that may use the account, `*` for every site. `https://*.acme.com` stands for one label. */
  readonly allowedOrigins: readonly string[] | '*';
  /** What the Setup page saved, in the shape of `MissiveChatConfig`. Public. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Where accounts are kept. */
export interface AccountStore {
  find(id: string): Promise<Account | null>;
}

/** The account that exists while none is configured: the one of the documentation's digest example. */
export const DEMO_ACCOUNT: Account = {
  id: 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126',
  secretKeys: ['e72bvc5171hf23982d05j610514gfe2m'],
  allowedOrigins: '*',
  config: {},
};

/** Tells whether a text can be an account's id at all, before any storage is asked. */
export function isAccountId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** Accounts kept in memory. */
export function createMemoryAccounts(accounts: readonly Account[]): AccountStore {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return {
    async find(id) {
      return byId.get(id) ?? null;
    },
  };
}
