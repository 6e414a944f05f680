/** The Twilio account that an account of ours is connected to, and what was made there. */

/** Found or made once for each account, then kept: Twilio shows the secret of a key only when it makes it. */
export interface TwilioConnection {
  readonly accountSid: string;
  /** Twilio region, for example `ie1`; empty for Twilio's default. */
  readonly region: string;
  readonly apiKeySid: string;
  /** Opened when it is read: most who ask want to know no more than where messages go. */
  readonly apiKeySecret: string;
  readonly serviceSid: string;
}

/** Where connections are kept, their secrets sealed. Each call is atomic. */
export interface TwilioConnectionStore {
  find(account: string): Promise<TwilioConnection | null>;
  save(account: string, connection: TwilioConnection): Promise<void>;
  remove(account: string): Promise<void>;
}
