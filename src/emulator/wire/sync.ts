/** Rows as the SDK reads them inside Sync objects. */
import { conversationObjects, userObjects } from '../operations/world.js';
import type { ConversationRow, MediaRow, MessageRow, ParticipantRow, UserRow } from '../rows.js';

/** Data of a conversation's document, which all participants share. */
export function conversationDocument(conversation: ConversationRow): object {
  const { messages, roster } = conversationObjects(conversation);
  const { lastMessage: last } = conversation;
  return {
    sid: conversation.sid,
    friendlyName: conversation.friendlyName,
    uniqueName: conversation.uniqueName,
    attributes: conversation.attributes,
    createdBy: conversation.createdBy,
    dateCreated: conversation.dateCreated,
    dateUpdated: conversation.dateUpdated,
    state: { current: conversation.state, dateUpdated: conversation.stateDateUpdated },
    ...(last && { lastMessage: { index: last.index, timestamp: last.dateCreated } }),
    messages,
    roster,
    bindings: {},
  };
}

/** Item of the map of a user's own conversations. */
export function myConversationItem(conversation: ConversationRow, participant: ParticipantRow): object {
  const { document, messages, roster } = conversationObjects(conversation);
  return {
    status: 'joined',
    channel: document,
    messages,
    roster,
    lastConsumedMessageIndex: participant.lastReadMessageIndex,
    notificationLevel: participant.notificationLevel,
  };
}

export function rosterItem(participant: ParticipantRow, user: UserRow): object {
  return {
    identity: participant.identity,
    type: 'chat',
    attributes: participant.attributes,
    roleSid: participant.roleSid,
    dateCreated: participant.dateCreated,
    dateUpdated: participant.dateUpdated,
    userInfo: userObjects(user).info,
    lastConsumedMessageIndex: participant.lastReadMessageIndex,
    lastConsumptionTimestamp: participant.lastReadTimestamp,
  };
}

/** @param media - The files of the message, in its order. */
export function messageItem(message: MessageRow, media: readonly MediaRow[]): object {
  const medias = media.map(mediaDescription);
  return {
    sid: message.sid,
    author: message.author,
    memberSid: message.participantSid,
    text: message.body,
    attributes: message.attributes,
    type: medias.length > 0 ? 'media' : 'text',
    subject: message.subject,
    ...(medias.length > 0 && { medias, media: medias[0] }),
    timestamp: message.dateCreated,
    dateUpdated: message.dateUpdated,
    lastUpdatedBy: message.lastUpdatedBy,
  };
}

function mediaDescription({ sid, category, filename, contentType, content }: MediaRow) {
  return { sid, category, filename, contentType, size: content.byteLength };
}

/** Item of a user's info map for a plain value. */
export function valueItem(value: string | null): object {
  return { value };
}

export function reachabilityItem(isOnline: boolean): object {
  return { online: isOnline, notifiable: false };
}
