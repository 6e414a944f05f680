/** What the SDK asks about conversations: the user's own, any by sid, their participants. */
import { TwilioError } from '../errors.js';
import { setNotificationLevel, setReadIndex, unreadCount } from '../operations/attention.js';
import {
  createConversation,
  removeConversation,
  requireConversation,
  updateConversation,
} from '../operations/conversations.js';
import { addParticipant, findParticipant, removeParticipant, updateParticipant } from '../operations/participants.js';
import { requireParticipant } from '../operations/permissions.js';
import type { Call, Router } from '../router.js';
import type { ConversationRow } from '../rows.js';
import { conversationJson, myConversationJson, participantJson } from '../wire/client.js';
import { ownService, textField, type Caller } from './caller.js';

const MY_CONVERSATIONS = '/Client/v2/Services/:service/MyConversations';
const CONVERSATIONS = '/Client/v2/Services/:service/Conversations';

/** How many of the user's conversations one answer holds. */
const PAGE_SIZE = 50;

export function addMyConversationRoutes(router: Router<Caller>): void {
  router
    .on('GET', MY_CONVERSATIONS, (caller, call, { service }) => {
      const row = ownService(caller, service);
      const sids = [...caller.user.conversationSids];
      const start = Number(call.query.get('PageToken') ?? 0);
      const page = sids.slice(start, start + PAGE_SIZE).map((sid) => {
        const { conversation, participant } = ownConversation(caller, sid);
        return myConversationJson(row, conversation, participant);
      });
      const end = start + PAGE_SIZE;
      const meta = { next_token: end < sids.length ? String(end) : null };
      return { status: 200, body: { conversations: page, meta } };
    })
    .on('GET', `${MY_CONVERSATIONS}/:conversation`, (caller, _call, { service, conversation: name }) => {
      const row = ownService(caller, service);
      const { conversation, participant } = ownConversation(caller, name);
      return { status: 200, body: myConversationJson(row, conversation, participant) };
    })
    .on('POST', `${MY_CONVERSATIONS}/:conversation`, (caller, call, { service, conversation: name }) => {
      const row = ownService(caller, service);
      const { conversation, participant } = ownConversation(caller, name);
      const index = call.body['last_read_message_index'];
      const level = textField(call, 'notification_level');
      if (index === null || typeof index === 'number') {
        setReadIndex(caller.world, row, conversation, participant, index);
      }
      if (level !== undefined) {
        setNotificationLevel(caller.world, caller.actor, row, conversation, participant, level);
      }
      return { status: 200, body: { unread_messages_count: unreadCount(conversation, participant) } };
    });
}

export function addConversationRoutes(router: Router<Caller>): void {
  router
    .on('POST', CONVERSATIONS, (caller, call, { service }) => {
      const row = ownService(caller, service);
      const made = createConversation(caller.world, caller.actor, row, conversationChange(call));
      return { status: 201, body: conversationJson(row, made, false) };
    })
    .on('GET', `${CONVERSATIONS}/:conversation`, (caller, _call, { service, conversation }) => {
      const row = ownService(caller, service);
      const found = requireConversation(row, conversation);
      if (found.createdBy !== caller.user.identity) requireParticipant(caller.actor, found);
      return { status: 200, body: conversationJson(row, found, found.participants.has(caller.user.identity)) };
    })
    .on('POST', `${CONVERSATIONS}/:conversation`, (caller, call, { service, conversation }) => {
      const row = ownService(caller, service);
      const found = requireConversation(row, conversation);
      updateConversation(caller.world, caller.actor, row, found, conversationChange(call));
      return { status: 200, body: conversationJson(row, found, true) };
    })
    .on('DELETE', `${CONVERSATIONS}/:conversation`, (caller, _call, { service, conversation }) => {
      const row = ownService(caller, service);
      removeConversation(caller.world, caller.actor, row, requireConversation(row, conversation));
      return { status: 204 };
    });
}

const PARTICIPANTS = `${CONVERSATIONS}/:conversation/Participants` as const;

export function addParticipantRoutes(router: Router<Caller>): void {
  router
    .on('POST', PARTICIPANTS, (caller, call, { service, conversation }) => {
      const row = ownService(caller, service);
      const found = requireConversation(row, conversation);
      const identity = textField(call, 'identity') ?? '';
      const change = { attributes: textField(call, 'attributes') };
      const added = addParticipant(caller.world, caller.actor, row, found, identity, change);
      return { status: 201, body: participantJson(row, found, added) };
    })
    .on('POST', `${PARTICIPANTS}/:participant`, (caller, call, { service, conversation, participant }) => {
      const { row, found } = joined(caller, service, conversation);
      const member = findParticipant(found, participant);
      const change = { attributes: textField(call, 'attributes') };
      updateParticipant(caller.world, caller.actor, row, found, member, change);
      return { status: 200, body: participantJson(row, found, member) };
    })
    .on('DELETE', `${PARTICIPANTS}/:participant`, (caller, _call, { service, conversation, participant }) => {
      const { row, found } = joined(caller, service, conversation);
      removeParticipant(caller.world, caller.actor, row, found, findParticipant(found, participant));
      return { status: 204 };
    });
}

/** A conversation in which the caller takes part; nobody else learns who does. */
export function joined(caller: Caller, serviceSid: string, conversationSid: string) {
  const row = ownService(caller, serviceSid);
  const found = requireConversation(row, conversationSid);
  requireParticipant(caller.actor, found);
  return { row, found };
}

function ownConversation(caller: Caller, sidOrName: string) {
  const conversation: ConversationRow = requireConversation(caller.service, sidOrName);
  const participant = conversation.participants.get(caller.user.identity);
  if (!participant) throw new TwilioError('conversation-not-found');
  return { conversation, participant };
}

function conversationChange(call: Call) {
  return {
    friendlyName: textField(call, 'friendly_name'),
    uniqueName: textField(call, 'unique_name'),
    attributes: textField(call, 'attributes'),
  };
}
