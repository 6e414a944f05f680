/** The Inbox's routes, as its page uses them, with the real SDK as the page's connection. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Client } from '@twilio/conversations';
import type {
  InboxAttendanceAnswer,
  InboxClosedAnswer,
  InboxMessagesAnswer,
  InboxPeopleAnswer,
  InboxSessionAnswer,
} from '../../src/shared/inbox.js';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { PublicError } from '../../src/server/errors.js';
import { connectedClient, nextEvent } from '../support/contract/sdk.js';
import '../support/node/sdk-timers.js';
import { CLOSED_ACCOUNT, errorCodeOf, type TestServer } from './harness.js';
import { join, openSetup, type Owner } from './setup-harness.js';

let server: TestServer;
let owner: Owner;
let sockets: Server;
let clients: Client[];

before(() => {
  sockets = createServer().on('upgrade', (request, socket, head) => {
    server.backend.handleUpgrade?.(request, socket, head);
  });
  sockets.listen(0, '127.0.0.1');
});
beforeEach(async () => {
  ({ server, owner } = await openSetup());
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.shutdown()));
  await server.backend.close();
});
after(async () => {
  sockets.close();
  sockets.closeAllConnections();
  if (sockets.listening) await once(sockets, 'close');
});

const post = async <Answer>(member: Owner, path: string, body: object = {}): Promise<Answer> => {
  const response = await member.ask('POST', path, body);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await errorCodeOf(response)}`);
  return (await response.json()) as Answer;
};
const get = async <Answer>(member: Owner, path: string): Promise<Answer> =>
  (await (await member.ask('GET', path)).json()) as Answer;

const attend = (member: Owner) => post<InboxAttendanceAnswer>(member, '/inbox/attendance');
const closedOf = (member: Owner) => get<InboxClosedAnswer>(member, '/inbox/conversations');

async function connect(token: string): Promise<Client> {
  const { port } = sockets.address() as AddressInfo;
  const client = await connectedClient(`ws://127.0.0.1:${port}/`, token);
  clients.push(client);
  return client;
}

/** An Inbox is open. */
async function openInbox(member: Owner): Promise<{ client: Client; identity: string }> {
  const { token, identity } = await post<InboxSessionAnswer>(member, '/inbox/session');
  return { client: await connect(token), identity };
}

/** Waits until a client has all of a conversation: the SDK holds no rejection of what it asks for after it has left. */
async function take(client: Client, sid: string): Promise<void> {
  const conversation = await client.getConversationBySid(sid);
  await Promise.all([conversation.getMessages(), conversation.getParticipants()]);
}

/** A visitor writes. */
async function arrive(name = 'Jane') {
  const { device, token, identity } = await server.openSession({ user: { name } });
  const { sid } = (await (await server.startConversation(device)).json()) as { sid: string };
  const client = await connect(token);
  const conversation = await client.getConversationBySid(sid);
  await conversation.sendMessage('hello', { data: { plan: 'pro' } });
  return { device, identity, sid, conversation };
}

describe('a conversation', () => {
  test('is closed, read, written in again, and back with the team', async () => {
    const { client, identity: me } = await openInbox(owner);
    const visitor = await arrive();
    await take(client, visitor.sid);
    const left = nextEvent<{ sid: string }>(client, 'conversationLeft');
    await post(owner, `/inbox/conversations/${visitor.sid}/close`, { seenIndex: 0 });
    assert.equal((await left).sid, visitor.sid);

    const { conversations, next } = await closedOf(owner);
    assert.equal(next, null);
    assert.deepEqual(conversations, [
      { sid: visitor.sid, visitor: visitor.identity, closedBy: me, closedAt: server.clock.now },
    ]);
    const read = await get<InboxMessagesAnswer>(owner, `/inbox/conversations/${visitor.sid}/messages`);
    assert.deepEqual(read.conversation, { visitor: visitor.identity, isOpen: false });
    assert.deepEqual(
      read.messages.map(({ index, author, body, attributes }) => ({ index, author, body, attributes })),
      [{ index: 0, author: visitor.identity, body: 'hello', attributes: { data: { plan: 'pro' } } }],
    );
    // The visitor still has the history, on this page and after a reload.
    assert.equal((await visitor.conversation.getMessages()).items.length, 1);
    assert.equal((await server.openSession({ device: visitor.device })).conversation, visitor.sid);

    const joined = nextEvent<{ sid: string }>(client, 'conversationJoined');
    await visitor.conversation.sendMessage('one more thing');
    assert.equal((await server.startConversation(visitor.device)).status, 200);
    assert.equal((await joined).sid, visitor.sid);
    assert.deepEqual((await closedOf(owner)).conversations, []);
  });

  test('that a member has not read to its end is not closed', async () => {
    const { sid } = await arrive();
    const response = await owner.ask('POST', `/inbox/conversations/${sid}/close`, { seenIndex: -1 });
    assert.deepEqual([response.status, await errorCodeOf(response)], [409, 'conversation-moved']);
  });

  test('is opened by a member', async () => {
    const { client } = await openInbox(owner);
    const { sid } = await arrive();
    await take(client, sid);
    await post(owner, `/inbox/conversations/${sid}/close`, { seenIndex: 0 });
    const joined = nextEvent<{ sid: string }>(client, 'conversationJoined', (found) => found.sid === sid);
    await post(owner, `/inbox/conversations/${sid}/reopen`);
    await joined;
    assert.deepEqual((await closedOf(owner)).conversations, []);
    await take(client, sid);
  });

  test('is named by its sid, and a page by what the last one said', async () => {
    const { identity, sid: known } = await arrive();
    for (const sid of [identity, 'CH1', `CH${'0'.repeat(32)}`, '..%2FParticipants']) {
      for (const [method, what] of [
        ['GET', 'messages'],
        ['POST', 'close'],
        ['POST', 'reopen'],
      ] as const) {
        const body = method === 'POST' ? { seenIndex: 0 } : undefined;
        const response = await owner.ask(method, `/inbox/conversations/${sid}/${what}`, body);
        assert.deepEqual([response.status, await errorCodeOf(response)], [404, 'not-found']);
      }
    }
    for (const after of ['x', '1', '1.CH1', `-1.CH${'0'.repeat(32)}`]) {
      assert.equal((await owner.ask('GET', `/inbox/conversations?after=${after}`)).status, 400);
    }
    for (const page of ['garbage', 'x'.repeat(501)]) {
      const response = await owner.ask('GET', `/inbox/conversations/${known}/messages?page=${page}`);
      assert.deepEqual([response.status, await errorCodeOf(response)], [400, 'bad-request']);
    }
  });

  test('list of closed ones goes on where a page ended', async () => {
    const sids = Array.from({ length: 120 }, (_, i) => `CH${String(i).padStart(32, '0')}`);
    for (const [i, sid] of sids.entries()) {
      await server.storage.closed.add(DEMO_ACCOUNT.id, { sid, visitor: `a_${i}`, closedBy: null, closedAt: i });
    }
    const read: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: InboxClosedAnswer = await get(owner, `/inbox/conversations${next && `?after=${next}`}`);
      read.push(...page.conversations.map(({ sid }) => sid));
      next = page.next;
    }
    assert.deepEqual(read, sids.reverse());
  });
});

describe('a member', () => {
  test('who is new is brought into what is open, and told when to ask again', async () => {
    const visitors = [await arrive('Jane'), await arrive('John')];
    const ada = await join(server, await owner.invite('Ada', 'ada@acme.com'));
    const { client, identity } = await openInbox(ada);
    assert.equal((await client.getSubscribedConversations()).items.length, 0);
    const first = nextEvent(client, 'conversationJoined');
    assert.deepEqual(await attend(ada), { againInSeconds: 20, refused: 0 });
    await first;
    const joined = await Promise.all(visitors.map(({ sid }) => client.getConversationBySid(sid)));
    assert.equal((await joined[0]?.getMessages())?.items.length, 1);

    const { team, people } = await post<InboxPeopleAnswer>(owner, '/inbox/people', {
      identities: [identity, visitors[0]?.identity],
    });
    assert.deepEqual(team, { [identity]: 'Ada' });
    assert.deepEqual(Object.keys(people), [visitors[0]?.identity]);
  });

  test('who is removed is cut off at once, with an Inbox that is open', async () => {
    const ada = await join(server, await owner.invite('Ada', 'ada@acme.com'));
    const { client, identity } = await openInbox(ada);
    const { sid, conversation } = await arrive();
    await take(client, sid);
    const { team } = await owner.account();
    const left = nextEvent<{ sid: string }>(client, 'conversationLeft');
    const id = team.find(({ name }) => name === 'Ada')?.id ?? '';
    assert.equal((await owner.ask('DELETE', `/setup/team/${id}`)).status, 200);
    assert.equal((await left).sid, sid);

    // What the open page still holds is a token; it opens nothing.
    const heard: unknown[] = [];
    client.on('messageAdded', (message) => void heard.push(message));
    await conversation.sendMessage('a secret');
    assert.equal((await client.getSubscribedConversations()).items.length, 0);
    await assert.rejects(client.peekConversationBySid(sid));
    assert.deepEqual(heard, []);
    for (const path of ['/inbox/session', '/inbox/attendance', '/inbox/people']) {
      assert.equal((await ada.ask('POST', path, { identities: [] })).status, 401);
    }
    // Later conversations are without them too, and the name stays.
    const { sid: later } = await arrive('John');
    await assert.rejects(client.peekConversationBySid(later));
    const people = await post<InboxPeopleAnswer>(owner, '/inbox/people', { identities: [identity] });
    assert.deepEqual(people.team, { [identity]: 'Ada' });
  });

  test('who was removed while Twilio was away is cut off by the next Inbox that looks', async () => {
    const ada = await join(server, await owner.invite('Ada', 'ada@acme.com'));
    const { client } = await openInbox(ada);
    const { sid } = await arrive();
    await take(client, sid);
    const { team } = await owner.account();
    const id = team.find(({ name }) => name === 'Ada')?.id ?? '';
    const { dismiss } = server.backend;
    server.backend.dismiss = () => Promise.reject(new PublicError('backend-unavailable'));
    assert.equal((await owner.ask('DELETE', `/setup/team/${id}`)).status, 503);
    assert.equal((await ada.ask('POST', '/inbox/session', {})).status, 401);
    await attend(owner);
    assert.equal(server.log.filter(({ event }) => event === 'dismissal-failed').length, 1);
    server.backend.dismiss = dismiss;
    const left = nextEvent<{ sid: string }>(client, 'conversationLeft');
    await attend(owner);
    assert.equal((await left).sid, sid);
  });

  test('of another account reads nothing and closes nothing here', async () => {
    const { sid } = await arrive();
    const { identity: theirs } = await server.openSession({}, CLOSED_ACCOUNT.id);
    const path = `/inbox/conversations/${sid}`;
    assert.notEqual(theirs, '');
    await assert.rejects(server.backend.readConversation(CLOSED_ACCOUNT.id, sid), { code: 'not-found' });
    const closing = { by: 't_x', seenIndex: 9, at: 0 };
    await assert.rejects(server.backend.closeConversation(CLOSED_ACCOUNT.id, sid, closing), { code: 'not-found' });
    assert.equal((await owner.ask('GET', `${path}/messages`)).status, 200);
  });
});
