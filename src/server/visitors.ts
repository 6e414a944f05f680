/**
 * Visitors and the devices that bring them back. Names and e-mail addresses live here and nowhere else: at Twilio a
 * visitor is an identity without a name.
 */
import type { Verification } from '../shared/identity.js';

/** What the server knows of a device; found by the hash of the device's secret. */
export interface Device {
  readonly identity: string;
  readonly verification: Verification;
  /** The e-mail that the device was issued for; `null` for a visitor who had given none. */
  readonly email: string | null;
  /** Hash of the digest that did not match; `null` in every other state. */
  readonly wrongDigest: string | null;
}

/** A device to remember. */
export interface NewDevice extends Device {
  readonly secretHash: string;
}

/** Who a visitor says to be. Empty strings mean "not given". */
export interface Profile {
  readonly name: string;
  readonly email: string;
  readonly avatarUrl: string;
}

/** A visitor as the team sees them. */
export interface Visitor extends Profile {
  readonly verification: Verification;
}

/** Where visitors are kept. Every lookup names the account, so that nothing crosses from one to another. */
export interface VisitorStore {
  findDevice(account: string, secretHash: string): Promise<Device | null>;
  /**
   * Adds the visitor or updates what is given; an empty string leaves what was known.
   *
   * @param device Added with the visitor, under the hash of its secret.
   */
  saveVisitor(account: string, identity: string, visitor: Visitor, device?: NewDevice): Promise<void>;
  /** The known ones among these identities. */
  findVisitors(account: string, identities: readonly string[]): Promise<ReadonlyMap<string, Visitor>>;
}
