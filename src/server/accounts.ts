/** Accounts: whose widget it is, under which secret keys its digests are made, and from which sites it may be used. */
import type { AvailabilityRule } from '../shared/schedule.js';

/** What the team chooses about its account on the Setup page. */
export interface AccountSettings {
  /** For people, in Setup and on the command line. */
  readonly name: string;
  /** In the shape of `MissiveChatConfig`. Public. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Origins that may use the account, `*` for every site. `https://*.acme.com` stands for one label. */
  readonly allowedOrigins: readonly string[] | '*';
  readonly availability: AvailabilityRule;
  /** Whether requests of visitors are counted and refused when they are too many. */
  readonly isLimited: boolean;
}

/** One customer of this server. The secret keys are kept apart: hardly anything that asks for an account needs them. */
export interface Account extends AccountSettings {
  /** Public id, part of the snippet and of every URL. A lower-case UUID. */
  readonly id: string;
  /** Goes up with each save; who saves names the version that they saw. */
  readonly version: number;
}

/** An account to add. */
export interface NewAccount extends Partial<AccountSettings> {
  readonly id: string;
  /** Keys under which its site makes digests. None: nobody is verified. */
  readonly secretKeys?: readonly string[];
}

/** A secret key as Setup shows it. */
export interface SecretKey {
  readonly id: string;
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** Most secret keys that an account may have at a time: the one in use, and its successor. */
export const MAX_SECRET_KEYS = 2;

/** Where accounts are kept. Each call is atomic. */
export interface AccountStore {
  find(id: string): Promise<Account | null>;
  /** Ids and names of all accounts, in the order of their making. */
  list(): Promise<readonly Pick<Account, 'id' | 'name'>[]>;
  /** @returns Whether it was added; false when there is one of this id, which stays as it is. */
  add(account: NewAccount): Promise<boolean>;
  /**
   * Changes what is given.
   *
   * @param version The version on which the changes are based.
   * @returns The new version; `null` when somebody saved in between, or the account is gone: nothing is changed then.
   */
  save(id: string, version: number, changes: Partial<AccountSettings>): Promise<number | null>;
  /** The secret keys of an account, the oldest first. */
  secretKeys(id: string): Promise<readonly SecretKey[]>;
  /** @returns `null` when there are {@link MAX_SECRET_KEYS} already. */
  addSecretKey(id: string, value: string): Promise<SecretKey | null>;
  /** Digests under this key are worth nothing from now on. @returns Whether there was such a key. */
  removeSecretKey(id: string, key: string): Promise<boolean>;
}

/** The account that exists while none is configured: the one of the documentation's digest example. */
export const DEMO_ACCOUNT = {
  id: 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126',
  name: 'Demo',
  secretKeys: ['e72bvc5171hf23982d05j610514gfe2m'],
  allowedOrigins: '*',
  isLimited: false,
} as const satisfies NewAccount;

/** Tells whether a text can be an account's id at all, before any storage is asked. */
export function isAccountId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
