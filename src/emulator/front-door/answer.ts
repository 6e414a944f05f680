/** What is asked at the front door, and of whom: the emulator, the page, or the controls. */
import type { Emulator } from '../index.js';
import { answerControl } from './control.js';
import { signToken, type Credentials } from './credentials.js';
import { answerPage } from './page.js';

export interface Door {
  readonly emulator: Emulator;
  readonly credentials: Credentials;
  readonly hasControl: boolean;
  /** Whether it listens on this machine alone. */
  readonly isLoopback: boolean;
}

/** Twilio's hosts by the beginnings of their paths. */
const HOSTS: readonly (readonly [string, string])[] = [
  ['/2010-04-01/', 'https://api.twilio.com'],
  ['/v1/', 'https://conversations.twilio.com'],
];

export async function answerAtTheDoor(door: Door, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (!isKnownHost(door, request)) return new Response('This address is not served here.', { status: 421 });
  if (url.pathname.startsWith('/media/')) return door.emulator.fetch(request);
  if (url.pathname.startsWith('/control/') && door.hasControl) return answerControl(door, request, url);
  if (url.pathname.startsWith('/tokens/') && request.method === 'GET') return answerToken(door, url);
  const origin = HOSTS.find(([path]) => url.pathname.startsWith(path))?.[1];
  if (origin !== undefined) return door.emulator.fetch(new Request(origin + url.pathname + url.search, request));
  return answerPage(door, request, url);
}

/** On loopback, a page from elsewhere that made its own name point here is told nothing. */
function isKnownHost({ isLoopback }: Door, request: Request): boolean {
  const host = request.headers.get('Host') ?? '';
  return !isLoopback || /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9.-]+\.twilio\.com)(:\d+)?$/i.test(host);
}

/** `/tokens/alice`: an access token, as an application's own server would give it out. For any page of this machine. */
function answerToken({ credentials, emulator }: Door, url: URL): Response {
  const identity = decodeURIComponent(url.pathname.slice('/tokens/'.length));
  if (identity === '') return new Response('Whose token? /tokens/alice', { status: 400 });
  const headers = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' };
  return new Response(signToken(credentials, identity, emulator.now()), { headers });
}
