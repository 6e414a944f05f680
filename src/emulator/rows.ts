/**
 * What the emulator stores. Knows neither the wire nor the rules: `wire` turns rows into JSON, `operations` alone changes
 * them. Times are ISO 8601, attributes are the JSON text that was sent.
 */

interface Dated {
  readonly dateCreated: string;
  dateUpdated: string;
}

/** An API key: signs access tokens and opens the REST interface. */
export interface KeyRow extends Dated {
  readonly sid: string;
  readonly secret: string;
  friendlyName: string;
}

export type RoleType = 'conversation' | 'service';

export interface RoleRow extends Dated {
  readonly sid: string;
  readonly friendlyName: string;
  readonly type: RoleType;
  permissions: readonly string[];
}

export interface UserRow extends Dated {
  readonly sid: string;
  readonly identity: string;
  friendlyName: string | null;
  attributes: string;
  roleSid: string;
  /** `null` until the user was online for the first time. */
  isOnline: boolean | null;
  /** Conversations in which the user takes part. */
  readonly conversationSids: Set<string>;
}

export interface ParticipantRow extends Dated {
  readonly sid: string;
  readonly identity: string;
  attributes: string;
  roleSid: string;
  lastReadMessageIndex: number | null;
  lastReadTimestamp: string | null;
  notificationLevel: 'default' | 'muted';
}

/** An uploaded file. */
export interface MediaRow extends Dated {
  readonly sid: string;
  /** Identity of who uploaded it. */
  readonly author: string;
  readonly filename: string | null;
  readonly contentType: string;
  readonly category: string;
  readonly content: Uint8Array;
  /** The conversation and the message that it was sent with; `null` until then. */
  conversationSid: string | null;
  messageSid: string | null;
}

/** Somewhere that is told what happens, in one conversation or in all of a service. */
export interface WebhookRow extends Dated {
  readonly sid: string;
  url: string;
  method: 'GET' | 'POST';
  /** Events that it is told of; a service's own hook without filters hears nothing. */
  filters: readonly string[];
}

export interface MessageRow extends Dated {
  readonly sid: string;
  readonly index: number;
  author: string;
  /** `null` when the author is no participant: a message written over REST. */
  readonly participantSid: string | null;
  subject: string | null;
  body: string;
  attributes: string;
  lastUpdatedBy: string;
  readonly mediaSids: readonly string[];
}

export type ConversationState = 'active' | 'inactive' | 'closed';

export interface ConversationRow extends Dated {
  readonly sid: string;
  friendlyName: string | null;
  uniqueName: string | null;
  attributes: string;
  readonly createdBy: string;
  state: ConversationState;
  stateDateUpdated: string;
  /** By identity. */
  readonly participants: Map<string, ParticipantRow>;
  /** By sid, in the order of their indices. */
  readonly messages: Map<string, MessageRow>;
  nextMessageIndex: number;
  /** The newest that is still there. */
  lastMessage: MessageRow | null;
  readonly webhooks: Map<string, WebhookRow>;
}

/** What a service's configuration says about webhooks, before an event and after it. */
export interface WebhookSettings {
  readonly preWebhookUrl: string | null;
  readonly postWebhookUrl: string | null;
  readonly filters: readonly string[];
  readonly method: 'GET' | 'POST';
}

export interface ServiceRow extends Dated {
  readonly sid: string;
  friendlyName: string;
  defaultConversationCreatorRoleSid: string;
  defaultConversationRoleSid: string;
  defaultChatServiceRoleSid: string;
  reachabilityEnabled: boolean;
  webhook: WebhookSettings;
  /** What it says about push notifications, by the names of Twilio's form. */
  notifications: Readonly<Record<string, string | undefined>>;
  readonly media: Map<string, MediaRow>;
  readonly roles: Map<string, RoleRow>;
  /** By identity. */
  readonly users: Map<string, UserRow>;
  readonly conversations: Map<string, ConversationRow>;
  /** Unique name → sid. */
  readonly conversationNames: Map<string, string>;
}

/** The one account that the emulator has. */
export interface AccountRow extends Dated {
  readonly sid: string;
  readonly authToken: string;
  readonly friendlyName: string;
  readonly keys: Map<string, KeyRow>;
  readonly services: Map<string, ServiceRow>;
}
