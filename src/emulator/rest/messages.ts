/** conversations.twilio.com: messages. */
import { requireConversation } from '../operations/conversations.js';
import { removeMessage, requireMessage, sendMessage, updateMessage } from '../operations/messages.js';
import type { World } from '../operations/world.js';
import type { Call, Router } from '../router.js';
import { messageJson } from '../wire/rest.js';
import { actorOf, text } from './form.js';
import { pageAnswer } from './paging.js';
import { requireService } from './services.js';

const MESSAGES = '/v1/Services/:service/Conversations/:conversation/Messages';

export function addMessageRoutes(router: Router<World>): void {
  router
    .on('GET', MESSAGES, (world, call, { service, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      const ascending = [...found.messages.values()];
      const ordered = call.query.get('Order') === 'desc' ? ascending.reverse() : ascending;
      return pageAnswer(call, 'messages', ordered, (message) => messageJson(world, row, found, message));
    })
    .on('POST', MESSAGES, (world, call, { service, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      const message = sendMessage(world, actorOf(call), row, found, newMessage(call), text(call, 'Author'));
      return { status: 201, body: messageJson(world, row, found, message) };
    })
    .on('GET', `${MESSAGES}/:message`, (world, _call, { service, conversation, message }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      return { status: 200, body: messageJson(world, row, found, requireMessage(found, message)) };
    })
    .on('POST', `${MESSAGES}/:message`, (world, call, { service, conversation, message }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      const messageRow = requireMessage(found, message);
      updateMessage(world, actorOf(call), row, found, messageRow, messageChange(call));
      return { status: 200, body: messageJson(world, row, found, messageRow) };
    })
    .on('DELETE', `${MESSAGES}/:message`, (world, call, { service, conversation, message }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      removeMessage(world, actorOf(call), row, found, requireMessage(found, message));
      return { status: 204 };
    })
    // There are no channels beyond the chat, and so nothing is ever on its way to them.
    .on('GET', `${MESSAGES}/:message/Receipts`, (world, call, { service, conversation, message }) => {
      requireMessage(requireConversation(requireService(world, service), conversation), message);
      return pageAnswer(call, 'delivery_receipts', [], (receipt: { readonly sid: string }) => receipt);
    });
}

/** REST takes one file; the SDK takes several. */
function newMessage(call: Call) {
  const mediaSid = text(call, 'MediaSid');
  return {
    ...messageChange(call),
    subject: text(call, 'Subject'),
    mediaSids: mediaSid === undefined ? [] : [mediaSid],
  };
}

function messageChange(call: Call) {
  return { body: text(call, 'Body'), attributes: text(call, 'Attributes') };
}
