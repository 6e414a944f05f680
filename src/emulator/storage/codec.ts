/** Rows as they are stored: plain JSON, each with the sid of what it belongs to. The only place that knows both forms. */
import type {
  ConversationRow,
  KeyRow,
  MediaRow,
  MessageRow,
  ParticipantRow,
  RoleRow,
  ServiceRow,
  UserRow,
  WebhookRow,
} from '../rows.js';
import type { StoredSyncObject, SyncEvent } from '../sync/objects.js';

/** Rows by kind, as they are in storage. */
export interface StoredRows {
  key: KeyRow;
  service: Omit<ServiceRow, 'media' | 'roles' | 'users' | 'conversations' | 'conversationNames'>;
  role: RoleRow & InService;
  user: Omit<UserRow, 'conversationSids'> & InService;
  conversation: Omit<ConversationRow, 'participants' | 'messages' | 'webhooks' | 'lastMessage'> & InService;
  participant: ParticipantRow & InConversation;
  message: MessageRow & InConversation;
  /** The content in Base64. */
  media: Omit<MediaRow, 'content'> & InService & { readonly content: string };
  webhook: WebhookRow & InConversation;
  mutation: { readonly key: string; readonly resource: string };
  sync_object: StoredSyncObject;
  sync_event: { readonly object: string; readonly event: SyncEvent };
}

interface InService {
  readonly service: string;
}

interface InConversation extends InService {
  readonly conversation: string;
}

export function encodeService(row: ServiceRow): StoredRows['service'] {
  return without(row, 'media', 'roles', 'users', 'conversations', 'conversationNames');
}

export function encodeUser(service: ServiceRow, row: UserRow): StoredRows['user'] {
  return { service: service.sid, ...without(row, 'conversationSids') };
}

export function encodeConversation(service: ServiceRow, row: ConversationRow): StoredRows['conversation'] {
  return { service: service.sid, ...without(row, 'participants', 'messages', 'webhooks', 'lastMessage') };
}

export function encodeMedia(service: ServiceRow, { content, ...row }: MediaRow): StoredRows['media'] {
  return { service: service.sid, ...row, content: Buffer.from(content).toString('base64') };
}

/** Anything that lies in a conversation. */
export function encodeWithin<Row extends object>(service: ServiceRow, conversation: ConversationRow, row: Row) {
  return { service: service.sid, conversation: conversation.sid, ...row };
}

export function decodeService(stored: StoredRows['service']): ServiceRow {
  return {
    ...stored,
    media: new Map(),
    roles: new Map(),
    users: new Map(),
    conversations: new Map(),
    conversationNames: new Map(),
  };
}

export function decodeConversation(stored: StoredRows['conversation']): ConversationRow {
  const row = without(stored, 'service');
  return { ...row, participants: new Map(), messages: new Map(), webhooks: new Map(), lastMessage: null };
}

export function decodeMedia(stored: StoredRows['media']): MediaRow {
  return { ...without(stored, 'service'), content: Buffer.from(stored.content, 'base64') };
}

/** A copy of a row that lacks some fields. */
export function without<Row extends object, Name extends keyof Row>(row: Row, ...names: Name[]): Omit<Row, Name> {
  const copy = { ...row };
  // What is left of the type says that they are gone; that they may go, it does not.
  for (const name of names) Reflect.deleteProperty(copy, name);
  return copy;
}
