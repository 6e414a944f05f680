/** conversations.twilio.com: the conversations that somebody takes part in. */
import { setNotificationLevel, setReadIndex } from '../operations/attention.js';
import { requireConversation } from '../operations/conversations.js';
import { findParticipant, removeParticipant } from '../operations/participants.js';
import { requireUser } from '../operations/users.js';
import type { World } from '../operations/world.js';
import type { Router } from '../router.js';
import type { ServiceRow } from '../rows.js';
import { participantConversationJson, userConversationJson } from '../wire/rest.js';
import { actorOf, requiredText, text } from './form.js';
import { pageAnswer } from './paging.js';
import { requireService } from './services.js';

const CONVERSATIONS = '/v1/Services/:service/Users/:user/Conversations';

export function addUserConversationRoutes(router: Router<World>): void {
  router
    .on('GET', CONVERSATIONS, (world, call, { service, user }) => {
      const row = requireService(world, service);
      return pageAnswer(call, 'conversations', conversationsOf(row, requireUser(row, user).identity), (found) =>
        userConversationJson(world, row, found.conversation, found.participant),
      );
    })
    .on('GET', `${CONVERSATIONS}/:conversation`, (world, _call, { service, user, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      const participant = findParticipant(found, requireUser(row, user).identity);
      return { status: 200, body: userConversationJson(world, row, found, participant) };
    })
    .on('POST', `${CONVERSATIONS}/:conversation`, (world, call, { service, user, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      const participant = findParticipant(found, requireUser(row, user).identity);
      const index = text(call, 'LastReadMessageIndex');
      const level = text(call, 'NotificationLevel');
      if (index !== undefined) setReadIndex(world, row, found, participant, index === '' ? null : Number(index));
      if (level !== undefined) setNotificationLevel(world, actorOf(call), row, found, participant, level);
      return { status: 200, body: userConversationJson(world, row, found, participant) };
    })
    .on('DELETE', `${CONVERSATIONS}/:conversation`, (world, call, { service, user, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      removeParticipant(world, actorOf(call), row, found, findParticipant(found, requireUser(row, user).identity));
      return { status: 204 };
    });
}

export function addParticipantConversationRoutes(router: Router<World>): void {
  router.on('GET', '/v1/Services/:service/ParticipantConversations', (world, call, { service }) => {
    const row = requireService(world, service);
    const identity = call.query.get('Identity') ?? requiredText(call, 'Identity');
    return pageAnswer(call, 'conversations', conversationsOf(row, identity), (found) =>
      participantConversationJson(world, row, found.conversation, found.participant),
    );
  });
}

function conversationsOf(service: ServiceRow, identity: string) {
  const sids = [...(service.users.get(identity)?.conversationSids ?? [])];
  return sids.map((sid) => {
    const conversation = requireConversation(service, sid);
    return { sid, conversation, participant: findParticipant(conversation, identity) };
  });
}
