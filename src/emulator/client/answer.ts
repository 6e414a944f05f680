/**
 * The interface of the SDK's own commands ("AIM"). Knows who asks; membership and roles are checked by the operations.
 * Called for every request that comes through a socket and is not about Sync.
 */
import { TwilioError } from '../errors.js';
import { showTyping } from '../operations/attention.js';
import { requireConversation } from '../operations/conversations.js';
import { countAction } from '../operations/rate.js';
import { requireUser, updateUser } from '../operations/users.js';
import type { World } from '../operations/world.js';
import { errorBody, Router, type Answer, type Call } from '../router.js';
import { configurationJson, typingJson, userJson } from '../wire/client.js';
import { ownService, textField, type Caller } from './caller.js';
import { addConversationRoutes, addMyConversationRoutes, addParticipantRoutes } from './conversations.js';
import { addMessageRoutes } from './messages.js';

/** Mutations that are remembered; the oldest is forgotten first. */
const REMEMBERED_MUTATIONS = 10_000;

const routes = new Router<Caller>()
  .on('GET', '/Client/v2/Configuration', ({ world, service, user }) => ({
    status: 200,
    body: configurationJson(world, service, user),
  }))
  .on('GET', '/Client/v2/ContentTemplates', () => ({
    status: 200,
    body: { templates: [], meta: { next_token: null } },
  }))
  .on('GET', '/Client/v2/Services/:service/Users/:identity', (caller, _call, { service, identity }) => {
    const row = ownService(caller, service);
    return { status: 200, body: userJson(row, requireUser(row, identity)) };
  })
  .on('POST', '/Client/v2/Services/:service/Users/:identity', (caller, call, { service, identity }) => {
    const row = ownService(caller, service);
    const user = requireUser(row, identity);
    updateUser(caller.world, caller.actor, row, user, {
      friendlyName: textField(call, 'friendly_name'),
      attributes: textField(call, 'attributes'),
    });
    return { status: 200, body: userJson(row, user) };
  })
  .on('POST', '/v1/typing', (caller, call) => {
    const conversation = requireConversation(caller.service, textField(call, 'ChannelSid') ?? '');
    showTyping(caller.world, caller.service, conversation, caller.user.identity);
    return { status: 200, body: typingJson() };
  });
addMyConversationRoutes(routes);
addConversationRoutes(routes);
addParticipantRoutes(routes);
addMessageRoutes(routes);

/** Answers a command; one that was carried out before is not carried out again. */
export function answerClient(caller: Caller, call: Call): Answer {
  const mutationId = call.headers['x-twilio-mutation-id'];
  if (mutationId === undefined) return routes.answer(caller, call);
  const { mutations } = caller.world;
  const key = `${caller.service.sid}/${caller.user.identity}/${mutationId}`;
  const resourceUrl = mutations.get(key);
  if (resourceUrl !== undefined) return { status: 202, body: { resource_url: resourceUrl } };
  const answer = routes.answer(caller, call);
  if (answer.status < 300) {
    remember(caller.world, key, madeResource(answer) ?? call.path);
  }
  return answer;
}

function remember({ mutations, journal }: World, key: string, resource: string): void {
  mutations.set(key, resource);
  journal.put('mutation', key, () => ({ key, resource }));
  const [oldest] = mutations.keys();
  if (mutations.size <= REMEMBERED_MUTATIONS || oldest === undefined) return;
  mutations.delete(oldest);
  journal.remove('mutation', oldest);
}

/** Counts a command. @returns The refusal when there were too many. */
export function refuseHaste({ world, service, user }: Caller, call: Call): Answer | null {
  if (call.method === 'GET') return null;
  try {
    countAction(world, service.sid, user.identity);
    return null;
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    return { status: error.status, body: errorBody(error) };
  }
}

function madeResource({ body }: Answer): string | null {
  const url = typeof body === 'object' && body !== null && 'url' in body ? body.url : null;
  return typeof url === 'string' ? url : null;
}
