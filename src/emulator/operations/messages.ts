import { MAX_BODY_BYTES, utf8Length } from '../../shared/limits.js';
import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import { newSid } from '../ids.js';
import type { ConversationRow, MessageRow, ServiceRow } from '../rows.js';
import { messageItem } from '../wire/sync.js';
import { checkAttributes } from './attributes.js';
import { publishConversation } from './conversations.js';
import { requireParticipant, requirePermission } from './permissions.js';
import { actorName, conversationObjects, type Actor, type World } from './world.js';

/** What a message says, when it is sent and when it is edited. */
export interface MessageChange {
  body?: string | undefined;
  attributes?: string | undefined;
}

/** @param author - Only the account may choose one; a user always writes as themself. */
export function sendMessage(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  change: MessageChange,
  author?: string,
): MessageRow {
  requireParticipant(actor, conversation);
  requirePermission(actor, service, conversation, 'sendMessage');
  checkMessage(change);
  const date = timestamp(world.clock);
  const name = actor.kind === 'system' ? (author ?? actorName(actor)) : actor.identity;
  const message: MessageRow = {
    sid: newSid(world.ids, 'IM'),
    index: conversation.nextMessageIndex++,
    author: name,
    participantSid: conversation.participants.get(name)?.sid ?? null,
    body: change.body ?? '',
    attributes: change.attributes ?? '{}',
    lastUpdatedBy: name,
    dateCreated: date,
    dateUpdated: date,
  };
  conversation.messages.set(message.sid, message);
  publishMessage(world, conversation, message);
  publishConversation(world, conversation);
  return message;
}

export function requireMessage(conversation: ConversationRow, sid: string): MessageRow {
  const message = conversation.messages.get(sid);
  if (!message) throw new TwilioError('not-found');
  return message;
}

export function updateMessage(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  message: MessageRow,
  change: MessageChange,
): void {
  requireParticipant(actor, conversation);
  const isOwn = actorName(actor) === message.author;
  if (change.body !== undefined) {
    requirePermission(actor, service, conversation, 'editAnyMessage', ...(isOwn ? ['editOwnMessage'] : []));
  }
  if (change.attributes !== undefined) {
    const own = isOwn ? ['editOwnMessageAttributes'] : [];
    requirePermission(actor, service, conversation, 'editAnyMessageAttributes', ...own);
  }
  checkMessage(change);
  message.body = change.body ?? message.body;
  message.attributes = change.attributes ?? message.attributes;
  message.lastUpdatedBy = actorName(actor);
  message.dateUpdated = timestamp(world.clock);
  publishMessage(world, conversation, message);
}

/** Removes a message; its index is never used again. */
export function removeMessage(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  message: MessageRow,
): void {
  requireParticipant(actor, conversation);
  const isOwn = actorName(actor) === message.author;
  requirePermission(actor, service, conversation, 'deleteAnyMessage', ...(isOwn ? ['deleteOwnMessage'] : []));
  conversation.messages.delete(message.sid);
  world.sync.removeItem(conversationObjects(conversation).messages, message.index);
  publishConversation(world, conversation);
}

function checkMessage(change: MessageChange): void {
  if (utf8Length(change.body ?? '') > MAX_BODY_BYTES) throw new TwilioError('message-body-too-long');
  checkAttributes(change.attributes);
}

function publishMessage(world: World, conversation: ConversationRow, message: MessageRow): void {
  world.sync.putItem(conversationObjects(conversation).messages, message.index, messageItem(message));
}
