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
  /** Names of members, former ones too. */
  team: Record<string, string>;
}

/** Answer of `POST /inbox/attendance`, by which a member is brought into what is open, some at a time. */
export interface InboxAttendanceAnswer {
  /** When to ask again. In seconds. */
  againInSeconds: number;
  /** Open conversations that Twilio did not take the member into. */
  refused: number;
}

/** A conversation that the team has closed. */
export interface InboxClosedConversation {
  sid: string;
  /** Identity of the visitor. */
  visitor: string;
  /** Twilio identity of the member who closed it; `null` when that is not known. */
  closedBy: string | null;
  /** Milliseconds since the epoch. */
  closedAt: number;
}

/** Answer of `GET /inbox/conversations`: the closed ones, the last closed first. */
export interface InboxClosedAnswer {
  conversations: InboxClosedConversation[];
  /** What to give as `after` for the next page; `null` when this is the last. */
  next: string | null;
}

/** A message of a closed conversation, as Twilio keeps it. */
export interface InboxMessage {
  sid: string;
  index: number;
  /** Twilio identity of the author. */
  author: string;
  body: string;
  /** What the author attached; anything, since a browser wrote it. */
  attributes: unknown;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Answer of `GET /inbox/conversations/<sid>/messages`, in the order of the messages. */
export interface InboxMessagesAnswer {
  conversation: { visitor: string; isOpen: boolean };
  messages: InboxMessage[];
  /** What to give as `page` for the page before; `null` when this is the first. */
  earlier: string | null;
}
