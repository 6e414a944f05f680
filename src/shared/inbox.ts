/** The answers of the companion server that the team's Inbox asks for. */
import type { TwilioEndpoint } from './public-settings.js';
import type { Verification } from './identity.js';

/** Answer of `POST /inbox/session`. */
export interface InboxSessionAnswer {
  account: string;
  /** Twilio identity of the signed-in member. */
  identity: string;
  token: string;
  /** Life of the token, counted from the answer. In seconds. */
  expiresInSeconds: number;
  twilio: TwilioEndpoint;
}

/** Who a visitor is, as they or their site said; empty strings for what nobody said. Only the server keeps it. */
export interface VisitorProfile {
  name: string;
  email: string;
  avatarUrl: string;
  verification: Verification;
}

/** Answer of `POST /inbox/people`: those of the asked identities that are known. */
export interface InboxPeopleAnswer {
  people: Record<string, VisitorProfile>;
}
