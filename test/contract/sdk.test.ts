/** The real SDK, two people, a real socket: what a chat needs of Twilio. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Client, Conversation, Message, Participant, User } from '@twilio/conversations';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';
import { connectedClient, nextEvent } from '../support/node/sdk.js';

interface Update<Reason extends string> {
  readonly updateReasons: readonly Reason[];
}

/** Waits until the SDK has read messages and participants: what comes later, it hears as events. */
async function opened(conversation: Conversation): Promise<Conversation> {
  await conversation.getParticipants();
  return conversation;
}

describe('the Twilio SDK on the emulator', () => {
  let fixture: EmulatorFixture;
  let clients: Client[];
  let sid: string;

  const connect = async (identity: string): Promise<Client> => {
    const client = await connectedClient(fixture.socketUri, fixture.token(identity));
    clients.push(client);
    return client;
  };
  const open = async (client: Client): Promise<Conversation> => opened(await client.getConversationBySid(sid));

  beforeEach(async () => {
    clients = [];
    fixture = await startEmulator();
    ({ sid } = await fixture.service.conversations.create({ friendlyName: 'Support' }));
    for (const identity of ['alice', 'bob']) {
      await fixture.service.conversations(sid).participants.create({ identity });
    }
  });

  afterEach(async () => {
    await Promise.all(clients.map((client) => client.shutdown()));
    await fixture.close();
  });

  it('carries messages both ways, with their attributes', async () => {
    const alice = await open(await connect('alice'));
    const bob = await open(await connect('bob'));
    const arrived = nextEvent<Message>(bob, 'messageAdded');
    const attributes = { cid: 'c-1', data: { page: '/ünïcode 🎉' } };
    assert.equal(await alice.sendMessage('hi bob ✓ 🎉', attributes), 0);
    const message = await arrived;
    assert.equal(message.body, 'hi bob ✓ 🎉');
    assert.equal(message.author, 'alice');
    assert.deepEqual(message.attributes, attributes);

    const answered = nextEvent<Message>(alice, 'messageAdded', ({ author }) => author === 'bob');
    assert.equal(await bob.sendMessage('hi alice'), 1);
    assert.equal((await answered).index, 1);
  });

  it('shows edits and deletions of one’s own messages, and refuses those of others', async () => {
    const alice = await open(await connect('alice'));
    const bob = await open(await connect('bob'));
    const arrived = nextEvent<Message>(bob, 'messageAdded');
    await alice.sendMessage('frist');
    const seen = await arrived;
    const [own] = (await alice.getMessages(1)).items;
    assert.ok(own);
    const updated = nextEvent(bob, 'messageUpdated');
    await own.updateBody('first');
    await updated;
    assert.equal(seen.body, 'first');
    await assert.rejects(seen.updateBody('mine now'), { status: 403 });
    await assert.rejects(seen.remove(), { status: 403 });
    const removed = nextEvent<Message>(bob, 'messageRemoved');
    await own.remove();
    assert.equal((await removed).sid, own.sid);
  });

  it('refuses what is too long, with Twilio’s numbers', async () => {
    const alice = await open(await connect('alice'));
    const codeOf = (attempt: Promise<unknown>) =>
      attempt.then(
        () => null,
        (error: unknown) => {
          const { status, body } = error as { status: number; body: { code: number } };
          return [status, body.code];
        },
      );
    assert.deepEqual(await codeOf(alice.sendMessage('é'.repeat(16 * 1024 + 1))), [400, 50504]);
    assert.deepEqual(await codeOf(alice.sendMessage('x', { long: 'x'.repeat(4096) })), [400, 50303]);
    assert.equal(await alice.sendMessage('é'.repeat(16 * 1024)), 0);
  });

  it('shows who is typing to the others', async () => {
    const alice = await open(await connect('alice'));
    const bob = await open(await connect('bob'));
    const started = nextEvent<Participant>(bob, 'typingStarted');
    let sawMyself = false;
    alice.on('typingStarted', () => (sawMyself = true));
    await alice.typing();
    assert.equal((await started).identity, 'alice');
    const ended = nextEvent<Participant>(bob, 'typingEnded');
    await alice.sendMessage('typed');
    assert.equal((await ended).identity, 'alice');
    assert.equal(sawMyself, false);
  });

  it('shows how far the other has read, and counts what is unread', async () => {
    const alice = await open(await connect('alice'));
    const bobClient = await connect('bob');
    const bob = await open(bobClient);
    const arrived = nextEvent<Message>(bob, 'messageAdded', ({ index }) => index === 2);
    for (const text of ['one', 'two', 'three']) await alice.sendMessage(text);
    await arrived;
    assert.equal(await bob.getUnreadMessagesCount(), null);
    const own = nextEvent<Update<string>>(bob, 'updated', ({ updateReasons }) =>
      updateReasons.includes('lastReadMessageIndex'),
    );
    const others = nextEvent<{ participant: Participant } & Update<string>>(
      alice,
      'participantUpdated',
      ({ updateReasons }) => updateReasons.includes('lastReadMessageIndex'),
    );
    assert.equal(await bob.updateLastReadMessageIndex(0), 2);
    await own;
    assert.equal(bob.lastReadMessageIndex, 0);
    assert.equal((await others).participant.lastReadMessageIndex, 0);
    assert.equal(await bob.setAllMessagesRead(), 0);
  });

  it('shows who is online', async () => {
    const alice = await connect('alice');
    const bob = await alice.getUser('bob');
    assert.equal(alice.reachabilityEnabled, true);
    assert.equal(bob.isOnline, false);
    const isBob = ({ user, updateReasons }: { user: User } & Update<string>) =>
      user.identity === 'bob' && updateReasons.includes('reachabilityOnline');
    const cameOnline = nextEvent(alice, 'userUpdated', isBob);
    const bobClient = await connect('bob');
    await cameOnline;
    assert.equal(bob.isOnline, true);
    assert.equal((await fixture.service.users('bob').fetch()).isOnline, true);
    const wentOffline = nextEvent(alice, 'userUpdated', isBob);
    await bobClient.shutdown();
    await wentOffline;
    assert.equal(bob.isOnline, false);
    assert.equal((await fixture.service.users('bob').fetch()).isOnline, false);
  });

  it('pages through 250 messages, backwards and forwards', async () => {
    for (let index = 0; index < 250; index++) {
      await fixture.service.conversations(sid).messages.create({ author: 'bob', body: `m${index}` });
    }
    const alice = await open(await connect('alice'));
    const expected = Array.from({ length: 250 }, (_, index) => index);

    const backwards: number[] = [];
    let page = await alice.getMessages(30);
    for (;;) {
      backwards.unshift(...page.items.map(({ index }) => index));
      if (!page.hasPrevPage) break;
      page = await page.prevPage();
    }
    assert.deepEqual(backwards, expected);

    const bob = await open(await connect('bob'));
    const forwards: number[] = [];
    page = await bob.getMessages(100, 0, 'forward');
    for (;;) {
      forwards.push(...page.items.map(({ index }) => index));
      if (!page.hasNextPage) break;
      page = await page.nextPage();
    }
    assert.deepEqual(forwards, expected);
  });

  it('comes back after a cut and has missed nothing', async () => {
    const aliceClient = await connect('alice');
    const alice = await open(aliceClient);
    const first = nextEvent<Message>(alice, 'messageAdded');
    const { messages } = fixture.service.conversations(sid);
    await messages.create({ author: 'bob', body: 'before' });
    await first;
    const heard: (string | null)[] = [];
    alice.on('messageAdded', ({ body }) => heard.push(body));
    const last = nextEvent<Message>(alice, 'messageAdded', ({ body }) => body === 'after');
    const cut = nextEvent(aliceClient, 'connectionStateChanged', (state) => state === 'connecting');
    fixture.emulator.simulate.dropConnections('alice');
    await messages.create({ author: 'bob', body: 'meanwhile 1' });
    await messages.create({ author: 'bob', body: 'meanwhile 2' });
    await cut;
    await nextEvent(aliceClient, 'connectionStateChanged', (state) => state === 'connected');
    await messages.create({ author: 'bob', body: 'after' });
    await last;
    assert.deepEqual(heard, ['meanwhile 1', 'meanwhile 2', 'after']);
  });

  it('comes back after the server sent it away, and hears what a test simulates', async () => {
    const aliceClient = await connect('alice');
    const alice = await open(aliceClient);
    const back = nextEvent(aliceClient, 'connectionStateChanged', (state) => state === 'connected');
    fixture.emulator.simulate.endSessions({ code: 308, status: 'OFFLOAD' }, 'alice');
    await back;
    const typing = nextEvent<Participant>(alice, 'typingStarted');
    fixture.emulator.simulate.typing(sid, 'bob');
    assert.equal((await typing).identity, 'bob');
    const ended = nextEvent<Participant>(alice, 'typingEnded');
    await fixture.service.conversations(sid).messages.create({ author: 'bob', body: 'typed' });
    await ended;
  });

  it('hears at once of a conversation that the server made, and when it is gone', async () => {
    const alice = await connect('alice');
    const joined = nextEvent<Conversation>(alice, 'conversationJoined', ({ sid: joinedSid }) => joinedSid !== sid);
    const { conversations } = fixture.service;
    const { sid: newSid } = await conversations.create({ uniqueName: 'ticket-1', attributes: '{"topic":"bill"}' });
    await conversations(newSid).participants.create({ identity: 'alice' });
    const conversation = await opened(await joined);
    assert.equal(conversation.uniqueName, 'ticket-1');
    assert.deepEqual(conversation.attributes, { topic: 'bill' });
    assert.equal((await alice.getConversationByUniqueName('ticket-1')).sid, newSid);
    const removed = nextEvent<Conversation>(alice, 'conversationRemoved');
    await conversations(newSid).remove();
    assert.equal((await removed).sid, newSid);
  });

  it('lets a user make a conversation, join, and leave it', async () => {
    const alice = await connect('alice');
    const made = await alice.createConversation({ friendlyName: 'Mine', attributes: { a: 1 } });
    assert.equal(made.friendlyName, 'Mine');
    const joined = nextEvent(alice, 'conversationJoined', (conversation) => conversation === made);
    await made.join();
    await joined;
    await opened(made);
    await made.sendMessage('to myself');
    assert.equal(await made.getMessagesCount(), 1);
    const left = nextEvent(alice, 'conversationLeft');
    await made.leave();
    await left;
    const [participant] = await fixture.service.conversations(made.sid).participants.list();
    assert.equal(participant, undefined);
  });

  it('shows a user’s own changes of name to others', async () => {
    const alice = await connect('alice');
    const bobClient = await connect('bob');
    const seen = await alice.getUser('bob');
    const renamed = nextEvent<{ user: User }>(alice, 'userUpdated', ({ user }) => user.friendlyName === 'Bob');
    await bobClient.user.updateFriendlyName('Bob');
    assert.equal((await renamed).user, seen);
    assert.equal((await fixture.service.users('bob').fetch()).friendlyName, 'Bob');
    await assert.rejects(seen.updateFriendlyName('Rob'), { status: 403 });
  });
});
