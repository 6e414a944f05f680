/** Rows as the interface of the SDK's own commands ("AIM") writes them. */
import { TYPING_TIMEOUT_SECONDS, unreadCount } from '../operations/attention.js';
import { conversationObjects, userObjects, type World } from '../operations/world.js';
import type { ConversationRow, MessageRow, ParticipantRow, ServiceRow, UserRow } from '../rows.js';

/** Host of the addresses. The SDK never dials it: it sends the requests through its socket. */
const ORIGIN = 'https://aim.us1.twilio.com';

/** Tells the SDK where everything is. */
export function configurationJson(world: World, service: ServiceRow, user: UserRow) {
  const media = `${world.mediaUrl()}/v1/Services/${service.sid}`;
  const megabytes = Math.floor(world.limits.fileBytes / 1024 / 1024);
  const base = serviceUrl(service);
  const names = userObjects(user);
  return {
    identity: user.identity,
    sync_objects: { my_user_info: names.info, my_conversations: names.conversations },
    links: {
      my_conversations: `${base}/MyConversations`,
      conversations: `${base}/Conversations`,
      users: `${base}/Users`,
      current_user: `${base}/Users/${encodeURIComponent(user.identity)}`,
      typing: `${ORIGIN}/v1/typing`,
      media_service: `${media}/Media`,
      media_set_service: `${media}/MediaSet`,
      messages_receipts: `${base}/Conversations/%s/Messages/%s/Receipts`,
    },
    options: {
      reachability_enabled: service.reachabilityEnabled,
      user_infos_to_subscribe: 100,
      http_cache_interval: 'PT5S',
      consumption_report_interval: 'PT5S',
      media_attachments_count_limit: world.limits.filesPerMessage,
      media_attachment_size_limit_in_mb: megabytes,
      media_attachments_total_size_limit_in_mb: megabytes,
      email_histories_allowed_mime_types: ['text/plain', 'text/html'],
      email_bodies_allowed_mime_types: ['text/plain', 'text/html'],
    },
  };
}

/** A conversation as one of its participants sees it. */
export function myConversationJson(service: ServiceRow, conversation: ConversationRow, participant: ParticipantRow) {
  return {
    ...common(conversation),
    conversation_sid: conversation.sid,
    status: 'joined',
    notification_level: participant.notificationLevel,
    last_read_message_index: participant.lastReadMessageIndex,
    unread_messages_count: unreadCount(conversation, participant),
    url: `${serviceUrl(service)}/MyConversations/${conversation.sid}`,
  };
}

export function conversationJson(service: ServiceRow, conversation: ConversationRow, isParticipant: boolean) {
  const url = conversationUrl(service, conversation);
  return {
    ...common(conversation),
    sid: conversation.sid,
    status: isParticipant ? 'joined' : 'notParticipating',
    messages_count: conversation.messages.size,
    participants_count: conversation.participants.size,
    url,
    links: { messages: `${url}/Messages`, participants: `${url}/Participants` },
  };
}

export function participantJson(service: ServiceRow, conversation: ConversationRow, participant: ParticipantRow) {
  const url = `${conversationUrl(service, conversation)}/Participants/${participant.sid}`;
  return { sid: participant.sid, identity: participant.identity, role_sid: participant.roleSid, url };
}

export function messageJson(service: ServiceRow, conversation: ConversationRow, message: MessageRow) {
  const url = `${conversationUrl(service, conversation)}/Messages/${message.sid}`;
  return { sid: message.sid, index: message.index, author: message.author, url };
}

export function userJson(service: ServiceRow, user: UserRow) {
  return {
    sid: user.sid,
    identity: user.identity,
    sync_objects: { user_info_map: userObjects(user).info },
    url: `${serviceUrl(service)}/Users/${encodeURIComponent(user.identity)}`,
  };
}

export function typingJson() {
  return { typing_timeout: TYPING_TIMEOUT_SECONDS };
}

function common(conversation: ConversationRow) {
  const { document, messages, roster } = conversationObjects(conversation);
  return {
    unique_name: conversation.uniqueName,
    friendly_name: conversation.friendlyName,
    attributes: conversation.attributes,
    created_by: conversation.createdBy,
    date_created: conversation.dateCreated,
    date_updated: conversation.dateUpdated,
    sync_objects: { conversation: document, messages, participants: roster },
  };
}

function serviceUrl(service: ServiceRow): string {
  return `${ORIGIN}/Client/v2/Services/${service.sid}`;
}

function conversationUrl(service: ServiceRow, conversation: ConversationRow): string {
  return `${serviceUrl(service)}/Conversations/${conversation.sid}`;
}
