/** conversations.twilio.com: conversations and their participants. */
import {
  createConversation,
  removeConversation,
  requireConversation,
  updateConversation,
} from '../operations/conversations.js';
import { addParticipant, findParticipant, removeParticipant, updateParticipant } from '../operations/participants.js';
import type { World } from '../operations/world.js';
import type { Call, Router } from '../router.js';
import { conversationJson, participantJson } from '../wire/rest.js';
import { actorOf, requiredText, text, word } from './form.js';
import { pageAnswer } from './paging.js';
import { requireService } from './services.js';

export function addConversationRoutes(router: Router<World>): void {
  router
    .on('GET', '/v1/Services/:service/Conversations', (world, call, { service }) => {
      const row = requireService(world, service);
      const state = call.query.get('State');
      const wanted = [...row.conversations.values()].filter((found) => state === null || found.state === state);
      return pageAnswer(call, 'conversations', wanted, (found) => conversationJson(world, row, found));
    })
    .on('POST', '/v1/Services/:service/Conversations', (world, call, { service }) => {
      const row = requireService(world, service);
      const made = createConversation(world, actorOf(call), row, conversationChange(call));
      return { status: 201, body: conversationJson(world, row, made) };
    })
    .on('GET', '/v1/Services/:service/Conversations/:conversation', (world, _call, { service, conversation }) => {
      const row = requireService(world, service);
      return { status: 200, body: conversationJson(world, row, requireConversation(row, conversation)) };
    })
    .on('POST', '/v1/Services/:service/Conversations/:conversation', (world, call, { service, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      updateConversation(world, actorOf(call), row, found, conversationChange(call));
      return { status: 200, body: conversationJson(world, row, found) };
    })
    .on('DELETE', '/v1/Services/:service/Conversations/:conversation', (world, call, { service, conversation }) => {
      const row = requireService(world, service);
      removeConversation(world, actorOf(call), row, requireConversation(row, conversation));
      return { status: 204 };
    });
}

const PARTICIPANTS = '/v1/Services/:service/Conversations/:conversation/Participants';

export function addParticipantRoutes(router: Router<World>): void {
  router
    .on('GET', PARTICIPANTS, (world, call, { service, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      return pageAnswer(call, 'participants', found.participants.values(), (participant) =>
        participantJson(world, row, found, participant),
      );
    })
    .on('POST', PARTICIPANTS, (world, call, { service, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      const identity = requiredText(call, 'Identity');
      const participant = addParticipant(world, actorOf(call), row, found, identity, participantChange(call));
      return { status: 201, body: participantJson(world, row, found, participant) };
    })
    .on('GET', `${PARTICIPANTS}/:participant`, (world, _call, { service, conversation, participant }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      return { status: 200, body: participantJson(world, row, found, findParticipant(found, participant)) };
    })
    .on('POST', `${PARTICIPANTS}/:participant`, (world, call, { service, conversation, participant }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      const member = findParticipant(found, participant);
      updateParticipant(world, actorOf(call), row, found, member, participantChange(call));
      return { status: 200, body: participantJson(world, row, found, member) };
    })
    .on('DELETE', `${PARTICIPANTS}/:participant`, (world, call, { service, conversation, participant }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      removeParticipant(world, actorOf(call), row, found, findParticipant(found, participant));
      return { status: 204 };
    });
}

function conversationChange(call: Call) {
  return {
    friendlyName: text(call, 'FriendlyName'),
    uniqueName: text(call, 'UniqueName'),
    attributes: text(call, 'Attributes'),
    state: word(call, 'State', ['active', 'inactive', 'closed']),
  };
}

function participantChange(call: Call) {
  return { attributes: text(call, 'Attributes'), roleSid: text(call, 'RoleSid') };
}
