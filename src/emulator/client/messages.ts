/** What the SDK asks about messages. */
import { TwilioError } from '../errors.js';
import { removeMessage, requireMessage, sendMessage, updateMessage } from '../operations/messages.js';
import type { Call, Router } from '../router.js';
import { messageJson } from '../wire/client.js';
import { textField, type Caller } from './caller.js';
import { joined } from './conversations.js';

const MESSAGES = '/Client/v2/Services/:service/Conversations/:conversation/Messages';

export function addMessageRoutes(router: Router<Caller>): void {
  router
    .on('POST', MESSAGES, (caller, call, { service, conversation }) => {
      const { row, found } = joined(caller, service, conversation);
      const message = sendMessage(caller.world, caller.actor, row, found, newMessage(call));
      return { status: 201, body: messageJson(row, found, message) };
    })
    .on('GET', `${MESSAGES}/:message`, (caller, _call, { service, conversation, message }) => {
      const { row, found } = joined(caller, service, conversation);
      return { status: 200, body: messageJson(row, found, requireMessage(found, message)) };
    })
    .on('POST', `${MESSAGES}/:message`, (caller, call, { service, conversation, message }) => {
      const { row, found } = joined(caller, service, conversation);
      const messageRow = requireMessage(found, message);
      updateMessage(caller.world, caller.actor, row, found, messageRow, messageChange(call));
      return { status: 200, body: messageJson(row, found, messageRow) };
    })
    .on('DELETE', `${MESSAGES}/:message`, (caller, _call, { service, conversation, message }) => {
      const { row, found } = joined(caller, service, conversation);
      removeMessage(caller.world, caller.actor, row, found, requireMessage(found, message));
      return { status: 204 };
    })
    .on('GET', `${MESSAGES}/:message/Receipts`, (caller, _call, { service, conversation }) => {
      joined(caller, service, conversation);
      return { status: 200, body: { delivery_receipts: [], meta: { previous_token: null, next_token: null } } };
    })
    .on('GET', `${MESSAGES}/:message/ChannelMetadata`, () => {
      throw new TwilioError('no-channel-metadata');
    });
}

function messageChange(call: Call) {
  return { body: textField(call, 'body'), attributes: textField(call, 'attributes') };
}

function newMessage(call: Call) {
  const mediaSids = call.body['media_sids'] ?? [];
  if (!Array.isArray(mediaSids)) throw new TwilioError('bad-parameter', 'media_sids is no list.');
  return { ...messageChange(call), subject: textField(call, 'subject'), mediaSids: mediaSids.map(String) };
}
