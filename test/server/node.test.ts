/** The server on a port: what only the wire shows, and Twilio's own SDK with what the routes gave out. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Client, Conversation, Message } from '@twilio/conversations';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { AVAILABILITY_FRESH_MS } from '../../src/server/availability.js';
import type { InboxSessionAnswer } from '../../src/shared/inbox.js';
import { startServer, type RunningServer } from '../../src/server/node.js';
import type { PublicSettings } from '../../src/shared/public-settings.js';
import type { SessionAnswer } from '../../src/shared/session.js';
import { connectedClient, nextEvent } from '../support/contract/sdk.js';
import '../support/node/sdk-timers.js';
import { createTestCompanion, SIGN_IN_KEY } from './harness.js';

let world: Awaited<ReturnType<typeof createTestCompanion>>;
let server: RunningServer;
let clients: Client[];

beforeEach(async () => {
  world = await createTestCompanion();
  server = await startServer(world.companion, { port: 0, host: '127.0.0.1' });
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.shutdown()));
  await server.close();
});

/** Sends a request line as it is and returns the answer's first line. */
async function sendRaw(head: string): Promise<string> {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  socket.end(`${head}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  await once(socket, 'close');
  return answer.split('\r\n', 1)[0] ?? '';
}

async function post<Answer>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  return (await (await fetch(server.origin + path, init)).json()) as Answer;
}

async function settings(): Promise<PublicSettings> {
  return (await (await fetch(`${server.origin}/${DEMO_ACCOUNT.id}/settings`)).json()) as PublicSettings;
}

async function connectClient(token: string): Promise<Client> {
  const { twilio } = await settings();
  const client = await connectedClient(twilio.socket ?? '', token);
  clients.push(client);
  return client;
}

async function connectMember(): Promise<Client> {
  const signIn = await fetch(`${server.origin}/sign-in?key=${SIGN_IN_KEY}&to=/inbox`, { redirect: 'manual' });
  const headers = { Cookie: signIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '', Origin: server.origin };
  return connectClient((await post<InboxSessionAnswer>('/inbox/session', {}, headers)).token);
}

async function startChat(): Promise<{ visitor: Client; conversation: Conversation }> {
  const { token, device } = await post<SessionAnswer>(`/${DEMO_ACCOUNT.id}/session`, {});
  const headers = { Authorization: `Bearer ${device}` };
  const { sid } = await post<{ sid: string }>(`/${DEMO_ACCOUNT.id}/conversation`, {}, headers);
  const visitor = await connectClient(token);
  return { visitor, conversation: await visitor.getConversationBySid(sid) };
}

describe('on the wire', () => {
  test('the script is there for an empty id', async () => {
    assert.equal(await sendRaw('GET //missive.js HTTP/1.1'), 'HTTP/1.1 200 OK');
  });

  test('no path climbs', async () => {
    for (const path of ['/assets/../../package.json', '/demo/..%2fpackage.json', '/assets/..\\..\\package.json']) {
      assert.match(await sendRaw(`GET ${path} HTTP/1.1`), /^HTTP\/1\.1 40[04] /);
    }
  });

  test('a WebSocket elsewhere is refused', async () => {
    const head = 'GET /elsewhere HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade';
    assert.equal(await sendRaw(head), 'HTTP/1.1 404 Not Found');
  });
});

describe('with the tokens that it gives out', () => {
  test('visitor and team write to each other', async () => {
    const member = await connectMember();
    const joined = nextEvent(member, 'conversationJoined');
    const { visitor, conversation } = await startChat();
    await joined;
    const received = nextEvent<Message>(member, 'messageAdded');
    await conversation.sendMessage('Hello');
    const message = await received;
    assert.equal(message.body, 'Hello');
    assert.equal(message.author, visitor.user.identity);

    const answered = nextEvent<Message>(conversation, 'messageAdded', ({ author }) => author !== visitor.user.identity);
    await message.conversation.sendMessage('Hi');
    assert.match((await answered).author ?? '', /^t_/);
    await conversation.setAllMessagesRead();
  });

  test('the team is online while it is connected', async () => {
    assert.equal((await settings()).availability, 'offline');
    await connectMember();
    world.clock.now += AVAILABILITY_FRESH_MS;
    assert.equal((await settings()).availability, 'online');
  });

  test('a visitor can make no conversation, bring nobody in and change nothing said', async () => {
    await connectMember();
    const { visitor, conversation } = await startChat();
    const stranger = await post<SessionAnswer>(`/${DEMO_ACCOUNT.id}/session`, {});
    await conversation.sendMessage('Said');
    const message = (await conversation.getMessages()).items[0];
    const people = await conversation.getParticipants();
    const member = people.find(({ identity }) => identity?.startsWith('t_'));
    assert.ok(message && member);
    for (const attempt of [
      () => visitor.createConversation({ uniqueName: stranger.identity }),
      () => conversation.add(stranger.identity),
      () => conversation.addNonChatParticipant('+15005550006', '+15005550007'),
      () => conversation.removeParticipant(member),
      () => conversation.updateFriendlyName('Mine'),
      () => conversation.updateAttributes({ mine: true }),
      () => conversation.delete(),
      () => message.updateBody('Never said'),
      () => message.updateAttributes({ mine: true }),
      () => message.remove(),
    ]) {
      await assert.rejects(attempt, attempt.toString());
    }
  });
});

test('what Twilio and its users can read of a visitor holds no name and no e-mail', async () => {
  const user = { name: 'Jane Canary', email: 'canary@acme.com' };
  const { token, device, identity } = await post<SessionAnswer>(`/${DEMO_ACCOUNT.id}/session`, { user });
  await post(`/${DEMO_ACCOUNT.id}/conversation`, {}, { Authorization: `Bearer ${device}` });
  const visitor = await connectClient(token);
  const { items } = await visitor.getSubscribedConversations();
  const participants = await items[0]?.getParticipants();
  const readable = [
    ...[identity, token, visitor.user.friendlyName, visitor.user.attributes],
    ...[items[0]?.friendlyName, items[0]?.uniqueName, items[0]?.attributes],
    ...(participants ?? []).map(({ attributes }) => attributes),
  ];
  assert.doesNotMatch(JSON.stringify(readable), /canary/i);
});
