import { utf8Length } from '../../shared/limits.js';
import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import { newSid } from '../ids.js';
import type { ConversationRow, MessageRow, ServiceRow } from '../rows.js';
import { messageItem } from '../wire/sync.js';
import { announceMessage, describeMessage } from './announce.js';
import { askBefore, type Changes } from './ask.js';
import { checkAttributes } from './attributes.js';
import { publishConversation, reactivate } from './conversations.js';
import { attachMedia, requireAttachable } from './media.js';
import { requireParticipant, requirePermission } from './permissions.js';
import { saveConversation, saveInner } from './save.js';
import { actorName, conversationObjects, type Actor, type World } from './world.js';

/** What a message says, when it is sent and when it is edited. */
export interface MessageChange {
  body?: string | undefined;
  attributes?: string | undefined;
}

export interface NewMessage extends MessageChange {
  subject?: string | undefined;
  /** Files that were uploaded before. */
  mediaSids?: readonly string[];
}

/** @param author - Only the account may choose one; a user always writes as themself. */
export function sendMessage(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  change: NewMessage,
  author?: string,
): MessageRow {
  requireParticipant(actor, conversation);
  requirePermission(actor, service, conversation, 'sendMessage');
  if (conversation.state === 'closed') throw new TwilioError('conversation-closed');
  checkMessage(world, change);
  const media = requireAttachable(world, actor, service, conversation, change.mediaSids ?? []);
  const writer = actor.kind === 'system' ? (author ?? actorName(actor)) : actor.identity;
  const wanted = askBefore(world, actor, service, 'onMessageAdd', {
    ConversationSid: conversation.sid,
    Body: change.body ?? '',
    Author: writer,
    Attributes: change.attributes ?? '{}',
  });
  const { body = '', attributes = '{}' } = settle(world, change, wanted);
  const name = wanted['author'] ?? writer;
  const date = timestamp(world.clock);
  const message: MessageRow = {
    sid: newSid(world.ids, 'IM'),
    index: conversation.nextMessageIndex++,
    author: name,
    participantSid: conversation.participants.get(name)?.sid ?? null,
    subject: change.subject ?? null,
    body,
    attributes,
    lastUpdatedBy: name,
    mediaSids: media.map(({ sid }) => sid),
    dateCreated: date,
    dateUpdated: date,
  };
  conversation.messages.set(message.sid, message);
  conversation.lastMessage = message;
  attachMedia(world, service, conversation, message, media);
  saveConversation(world, service, conversation);
  publishMessage(world, service, conversation, message);
  publishConversation(world, conversation);
  announceMessage(world, actor, service, conversation, message, 'onMessageAdded');
  reactivate(world, actor, service, conversation);
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
  checkMessage(world, change);
  const wanted = askBefore(world, actor, service, 'onMessageUpdate', {
    ...describeMessage(service, conversation, message),
    Body: change.body ?? message.body,
    Attributes: change.attributes ?? message.attributes,
    ModifiedBy: actorName(actor),
  });
  const { body = message.body, attributes = message.attributes } = settle(world, change, wanted);
  message.body = body;
  message.attributes = attributes;
  message.lastUpdatedBy = actorName(actor);
  message.dateUpdated = timestamp(world.clock);
  publishMessage(world, service, conversation, message);
  announceMessage(world, actor, service, conversation, message, 'onMessageUpdated');
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
  askBefore(world, actor, service, 'onMessageRemove', describeMessage(service, conversation, message));
  conversation.messages.delete(message.sid);
  if (conversation.lastMessage === message)
    conversation.lastMessage = [...conversation.messages.values()].at(-1) ?? null;
  world.journal.remove('message', message.sid);
  world.sync.removeItem(conversationObjects(conversation).messages, message.index);
  publishConversation(world, conversation);
  announceMessage(world, actor, service, conversation, message, 'onMessageRemoved');
}

/** What a message says once the hook had its say. */
function settle(world: World, change: MessageChange, { body, attributes }: Changes): MessageChange {
  const settled = { body: body ?? change.body, attributes: attributes ?? change.attributes };
  checkMessage(world, settled);
  return settled;
}

function checkMessage(world: World, change: MessageChange): void {
  if (utf8Length(change.body ?? '') > world.limits.bodyBytes) throw new TwilioError('message-body-too-long');
  checkAttributes(world, change.attributes);
}

function publishMessage(world: World, service: ServiceRow, conversation: ConversationRow, message: MessageRow): void {
  saveInner(world, service, conversation, 'message', message);
  const media = message.mediaSids.flatMap((sid) => service.media.get(sid) ?? []);
  world.sync.putItem(conversationObjects(conversation).messages, message.index, messageItem(message, media));
}
