/** What the companion tells everybody about an account. No secret is ever part of it. */

/** Whether somebody of the team is there to answer. */
export type Availability = 'online' | 'offline';

/** How to reach Twilio when its own defaults do not fit. */
export interface TwilioEndpoint {
  /** Twilio region, for example `ie1`. Default: Twilio's `us1`. */
  region?: string;
  /** WebSocket address to use in place of Twilio's own: the emulator's. */
  socket?: string;
}

/** Answer of `GET /<account>/settings`, and what `missive.js` may carry inline. */
export interface PublicSettings {
  /** The account's id, as it stands in URLs. */
  account: string;
  /** What was chosen on the Setup page, in the shape of `MissiveChatConfig`: a layer, not the resolved whole. */
  config: Readonly<Record<string, unknown>>;
  availability: Availability;
  /** Whether the availability follows office hours; then whoever is connected does not change it. */
  isScheduled?: boolean;
  twilio: TwilioEndpoint;
}
