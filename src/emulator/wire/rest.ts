/** Rows as Twilio's REST interface writes them, under the names that the helper library reads. */
import { unreadCount } from '../operations/attention.js';
import type { World } from '../operations/world.js';
import type {
  AccountRow,
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

/** Origin of the addresses in answers about conversations. */
export const CONVERSATIONS_ORIGIN = 'https://conversations.twilio.com';

export function accountJson(account: AccountRow) {
  return {
    sid: account.sid,
    friendly_name: account.friendlyName,
    auth_token: account.authToken,
    status: 'active',
    type: 'Full',
    owner_account_sid: account.sid,
    date_created: rfc2822(account.dateCreated),
    date_updated: rfc2822(account.dateUpdated),
    subresource_uris: {},
    uri: `/2010-04-01/Accounts/${account.sid}.json`,
  };
}

/** An API key without its secret, which Twilio tells only at its creation. */
export function keyJson(key: KeyRow) {
  return {
    sid: key.sid,
    friendly_name: key.friendlyName,
    date_created: rfc2822(key.dateCreated),
    date_updated: rfc2822(key.dateUpdated),
  };
}

export function serviceJson(world: World, service: ServiceRow) {
  const url = serviceUrl(service);
  return {
    account_sid: world.account.sid,
    sid: service.sid,
    friendly_name: service.friendlyName,
    ...dates(service),
    url,
    links: links(url, 'Conversations', 'Users', 'Roles', 'Bindings', 'Configuration'),
  };
}

export function configurationJson(service: ServiceRow) {
  const url = `${serviceUrl(service)}/Configuration`;
  return {
    chat_service_sid: service.sid,
    default_chat_service_role_sid: service.defaultChatServiceRoleSid,
    default_conversation_role_sid: service.defaultConversationRoleSid,
    default_conversation_creator_role_sid: service.defaultConversationCreatorRoleSid,
    reachability_enabled: service.reachabilityEnabled,
    url,
    links: links(url, 'Notifications', 'Webhooks'),
  };
}

export function roleJson(world: World, service: ServiceRow, role: RoleRow) {
  return {
    ...owner(world, service),
    sid: role.sid,
    friendly_name: role.friendlyName,
    type: role.type,
    permissions: role.permissions,
    ...dates(role),
    url: `${serviceUrl(service)}/Roles/${role.sid}`,
  };
}

/** @param isFetch - Twilio tells whether a user is online only where a single user is fetched. */
export function userJson(world: World, service: ServiceRow, user: UserRow, isFetch: boolean) {
  const url = `${serviceUrl(service)}/Users/${user.sid}`;
  return {
    ...owner(world, service),
    sid: user.sid,
    role_sid: user.roleSid,
    identity: user.identity,
    friendly_name: user.friendlyName,
    attributes: user.attributes,
    is_online: isFetch && service.reachabilityEnabled ? user.isOnline : null,
    is_notifiable: null,
    ...dates(user),
    url,
    links: links(url, 'Conversations'),
  };
}

export function conversationJson(world: World, service: ServiceRow, conversation: ConversationRow) {
  const url = conversationUrl(service, conversation);
  return {
    ...owner(world, service),
    sid: conversation.sid,
    messaging_service_sid: null,
    friendly_name: conversation.friendlyName,
    unique_name: conversation.uniqueName,
    attributes: conversation.attributes,
    state: conversation.state,
    timers: {},
    bindings: {},
    ...dates(conversation),
    url,
    links: links(url, 'Participants', 'Messages', 'Webhooks'),
  };
}

export function participantJson(
  world: World,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
) {
  return {
    ...owner(world, service),
    conversation_sid: conversation.sid,
    sid: participant.sid,
    identity: participant.identity,
    attributes: participant.attributes,
    role_sid: participant.roleSid,
    messaging_binding: null,
    last_read_message_index: participant.lastReadMessageIndex,
    last_read_timestamp: participant.lastReadTimestamp,
    ...dates(participant),
    url: `${conversationUrl(service, conversation)}/Participants/${participant.sid}`,
  };
}

export function messageJson(world: World, service: ServiceRow, conversation: ConversationRow, message: MessageRow) {
  const url = `${conversationUrl(service, conversation)}/Messages/${message.sid}`;
  const media = message.mediaSids.flatMap((sid) => service.media.get(sid) ?? []).map(mediaJson);
  return {
    ...owner(world, service),
    conversation_sid: conversation.sid,
    sid: message.sid,
    index: message.index,
    author: message.author,
    subject: message.subject,
    body: message.body,
    attributes: message.attributes,
    participant_sid: message.participantSid,
    media: media.length > 0 ? media : null,
    delivery: null,
    content_sid: null,
    ...dates(message),
    url,
    links: { delivery_receipts: `${url}/Receipts`, channel_metadata: `${url}/ChannelMetadata` },
  };
}

function mediaJson({ sid, category, filename, contentType, content }: MediaRow) {
  return { sid, category, filename, content_type: contentType, size: content.byteLength };
}

/** A conversation as one of its participants is in it. */
export function userConversationJson(
  world: World,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
) {
  const user = service.users.get(participant.identity);
  const url = `${serviceUrl(service)}/Users/${user?.sid ?? participant.identity}/Conversations/${conversation.sid}`;
  return {
    ...owner(world, service),
    conversation_sid: conversation.sid,
    unread_messages_count: unreadCount(conversation, participant),
    last_read_message_index: participant.lastReadMessageIndex,
    participant_sid: participant.sid,
    user_sid: user?.sid,
    friendly_name: conversation.friendlyName,
    conversation_state: conversation.state,
    timers: {},
    attributes: conversation.attributes,
    ...dates(conversation),
    created_by: conversation.createdBy,
    notification_level: participant.notificationLevel,
    unique_name: conversation.uniqueName,
    url,
    links: { participant: `${conversationUrl(service, conversation)}/Participants/${participant.sid}` },
  };
}

/** The same, as a search by participant finds it. */
export function participantConversationJson(
  world: World,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
) {
  const url = conversationUrl(service, conversation);
  return {
    ...owner(world, service),
    participant_sid: participant.sid,
    participant_user_sid: service.users.get(participant.identity)?.sid,
    participant_identity: participant.identity,
    participant_messaging_binding: null,
    conversation_sid: conversation.sid,
    conversation_unique_name: conversation.uniqueName,
    conversation_friendly_name: conversation.friendlyName,
    conversation_attributes: conversation.attributes,
    conversation_date_created: conversation.dateCreated,
    conversation_date_updated: conversation.dateUpdated,
    conversation_created_by: conversation.createdBy,
    conversation_state: conversation.state,
    conversation_timers: {},
    links: { participant: `${url}/Participants/${participant.sid}`, conversation: url },
  };
}

export function webhookJson(world: World, service: ServiceRow, conversation: ConversationRow, webhook: WebhookRow) {
  return {
    ...owner(world, service),
    sid: webhook.sid,
    conversation_sid: conversation.sid,
    target: 'webhook',
    configuration: { url: webhook.url, method: webhook.method, filters: webhook.filters },
    ...dates(webhook),
    url: `${conversationUrl(service, conversation)}/Webhooks/${webhook.sid}`,
  };
}

export function serviceWebhookJson(world: World, service: ServiceRow) {
  const { preWebhookUrl, postWebhookUrl, filters, method } = service.webhook;
  return {
    ...owner(world, service),
    pre_webhook_url: preWebhookUrl,
    post_webhook_url: postWebhookUrl,
    filters,
    method,
    url: `${serviceUrl(service)}/Configuration/Webhooks`,
  };
}

function owner(world: World, service: ServiceRow) {
  return { account_sid: world.account.sid, chat_service_sid: service.sid };
}

function dates(row: { readonly dateCreated: string; readonly dateUpdated: string }) {
  return { date_created: row.dateCreated, date_updated: row.dateUpdated };
}

function serviceUrl(service: ServiceRow): string {
  return `${CONVERSATIONS_ORIGIN}/v1/Services/${service.sid}`;
}

function conversationUrl(service: ServiceRow, conversation: ConversationRow): string {
  return `${serviceUrl(service)}/Conversations/${conversation.sid}`;
}

function links(url: string, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name.toLowerCase(), `${url}/${name}`]));
}

/** The older interface, of accounts and keys, writes times as e-mails do. */
function rfc2822(isoTime: string): string {
  return new Date(isoTime).toUTCString().replace('GMT', '+0000');
}
