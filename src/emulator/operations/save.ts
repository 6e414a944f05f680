/** Says which rows have changed, so that they are stored before anybody hears of it. */
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
import { encodeConversation, encodeMedia, encodeService, encodeUser, encodeWithin } from '../storage/codec.js';
import type { World } from './world.js';

export function saveKey({ journal }: World, key: KeyRow): void {
  journal.put('key', key.sid, () => key);
}

export function saveService({ journal }: World, service: ServiceRow): void {
  journal.put('service', service.sid, () => encodeService(service));
}

export function saveRole({ journal }: World, service: ServiceRow, role: RoleRow): void {
  journal.put('role', role.sid, () => ({ service: service.sid, ...role }));
}

export function saveUser({ journal }: World, service: ServiceRow, user: UserRow): void {
  journal.put('user', user.sid, () => encodeUser(service, user));
}

export function saveConversation({ journal }: World, service: ServiceRow, conversation: ConversationRow): void {
  journal.put('conversation', conversation.sid, () => encodeConversation(service, conversation));
}

export function saveMedia({ journal }: World, service: ServiceRow, media: MediaRow): void {
  journal.put('media', media.sid, () => encodeMedia(service, media));
}

/** Rows that lie in a conversation. */
interface Inner {
  readonly participant: ParticipantRow;
  readonly message: MessageRow;
  readonly webhook: WebhookRow;
}

export function saveInner<Kind extends keyof Inner>(
  { journal }: World,
  service: ServiceRow,
  conversation: ConversationRow,
  kind: Kind,
  row: Inner[Kind],
): void {
  journal.put(kind, row.sid, () => encodeWithin(service, conversation, row));
}

/** Says that a conversation is gone, with everything in it. */
export function forgetConversation({ journal }: World, conversation: ConversationRow): void {
  journal.remove('conversation', conversation.sid);
  for (const { sid } of conversation.participants.values()) journal.remove('participant', sid);
  for (const sid of conversation.messages.keys()) journal.remove('message', sid);
  for (const sid of conversation.webhooks.keys()) journal.remove('webhook', sid);
}
