/**
 * Twilio's REST interface. Knows the hosts, how a caller proves who it is and the form of requests and answers; the
 * resources are in the files beside it. Called through `Emulator.fetch`.
 */
import { TwilioError } from '../errors.js';
import { playOverHttp } from '../faults/http.js';
import { formFields } from '../form-fields.js';
import type { World } from '../operations/world.js';
import { Router, errorBody, type Answer, type Call } from '../router.js';
import { answerMedia } from '../media/answer.js';
import { accountRoutes } from './accounts.js';
import { isAuthentic } from './authentication.js';
import { addConversationRoutes, addParticipantRoutes } from './conversations.js';
import { addMessageRoutes } from './messages.js';
import { addNotificationRoutes } from './notifications.js';
import { addParticipantConversationRoutes, addUserConversationRoutes } from './user-conversations.js';
import { addRoleRoutes, addServiceRoutes } from './services.js';
import { addUserRoutes } from './users.js';
import { addConversationWebhookRoutes, addServiceWebhookRoutes } from './webhooks.js';

const conversationsRoutes = new Router<World>();
addServiceRoutes(conversationsRoutes);
addRoleRoutes(conversationsRoutes);
addConversationRoutes(conversationsRoutes);
addParticipantRoutes(conversationsRoutes);
addMessageRoutes(conversationsRoutes);
addUserRoutes(conversationsRoutes);
addUserConversationRoutes(conversationsRoutes);
addParticipantConversationRoutes(conversationsRoutes);
addNotificationRoutes(conversationsRoutes);
addServiceWebhookRoutes(conversationsRoutes);
addConversationWebhookRoutes(conversationsRoutes);

/** Answers a request as the host in its URL would. */
export async function answerRest(world: World, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const { method } = request;
  if (/^mcs(\.[a-z0-9-]+){0,2}\.twilio\.com$/.test(url.hostname)) {
    return answerMedia(world, request, url.pathname);
  }
  const fault = world.faults.take('rest', { method, path: url.pathname });
  return playOverHttp(fault, world.clock, () => execute(world, request, url));
}

async function execute(world: World, request: Request, url: URL): Promise<Response> {
  const call: Call = {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    body: formFields(new URLSearchParams(request.method === 'POST' ? await request.text() : '')),
    headers: Object.fromEntries(request.headers),
  };
  const answer = await world.hooks.deliberate(() => carryOut(world, url.hostname, call));
  const body = answer.body === undefined ? null : JSON.stringify(answer.body);
  return new Response(body, { status: answer.status, headers: { 'Content-Type': 'application/json' } });
}

function carryOut(world: World, hostname: string, call: Call): Answer {
  if (!isAuthentic(world, call.headers['authorization'] ?? null)) return refuse(new TwilioError('not-authenticated'));
  try {
    return world.journal.perform(() => route(world, hostname, call));
  } catch (error) {
    if (error instanceof TwilioError) return refuse(error);
    throw error;
  }
}

/** Hosts may carry an edge and a region: `api.dublin.ie1.twilio.com`. */
function route(world: World, hostname: string, call: Call): Answer {
  const product = /^(api|conversations)(?:\.[a-z0-9-]+){0,2}\.twilio\.com$/.exec(hostname)?.[1];
  if (product === 'api') return accountRoutes.answer(world, { ...call, path: call.path.replace(/\.json$/, '') });
  const answer =
    product === 'conversations' ? conversationsRoutes.answer(world, call) : refuse(new TwilioError('not-found'));
  // Whatever is missing, REST has one number for it.
  if (answer.status !== 404) return answer;
  return refuse(new TwilioError('not-found', `The requested resource ${call.path} was not found`));
}

function refuse(error: TwilioError): Answer {
  return { status: error.status, body: errorBody(error) };
}
