/**
 * Twilio's REST interface. Knows the hosts, how a caller proves who it is and the form of requests and answers; the
 * resources are in the files beside it. Called through `Emulator.fetch`.
 */
import { TwilioError } from '../errors.js';
import { formFields } from '../form-fields.js';
import type { World } from '../operations/world.js';
import { Router, errorBody, type Answer, type Call } from '../router.js';
import { accountRoutes } from './accounts.js';
import { addConversationRoutes, addParticipantRoutes } from './conversations.js';
import { addMessageRoutes } from './messages.js';
import { addRoleRoutes, addServiceRoutes } from './services.js';
import { addUserRoutes } from './users.js';

const conversationsRoutes = new Router<World>();
addServiceRoutes(conversationsRoutes);
addRoleRoutes(conversationsRoutes);
addConversationRoutes(conversationsRoutes);
addParticipantRoutes(conversationsRoutes);
addMessageRoutes(conversationsRoutes);
addUserRoutes(conversationsRoutes);

/** Answers a request as the host in its URL would. */
export async function answerRest(world: World, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const call: Call = {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    body: formFields(new URLSearchParams(request.method === 'POST' ? await request.text() : '')),
    headers: Object.fromEntries(request.headers),
  };
  const answer = isAuthentic(world, call)
    ? route(world, url.hostname, call)
    : refuse(new TwilioError('not-authenticated'));
  const body = answer.body === undefined ? null : JSON.stringify(answer.body);
  return new Response(body, { status: answer.status, headers: { 'Content-Type': 'application/json' } });
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

/** The account itself with its token, or one of its API keys with its secret. */
function isAuthentic(world: World, call: Call): boolean {
  const [scheme, credentials] = (call.headers['authorization'] ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || credentials === undefined) return false;
  const [name = '', ...rest] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  const { account } = world;
  const secret = name === account.sid ? account.authToken : account.keys.get(name)?.secret;
  return secret !== undefined && secret === rest.join(':');
}

function refuse(error: TwilioError): Answer {
  return { status: error.status, body: errorBody(error) };
}
