/** On which sites the widget of an account was seen. */

/** A site that has asked for the settings of an account. */
export interface Installation {
  readonly origin: string;
  /** Milliseconds since the epoch, within some minutes. */
  readonly seenAt: number;
}

/** Sites remembered for an account; beyond that the one that was not seen for the longest goes. */
export const MAX_INSTALLATIONS = 50;

/** Where installations are kept. Each call is atomic. */
export interface InstallationStore {
  /** Notes that the widget was seen. Writes at most once in some minutes for a site. */
  see(account: string, origin: string, now: number): Promise<void>;
  /** The sites of an account, the last seen first. */
  list(account: string): Promise<readonly Installation[]>;
}
