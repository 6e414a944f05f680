/** Conversations and people, through the SDK. */
import type { Conversation, Message, User } from '@twilio/conversations';
import { expect, failure } from './expect.js';
import { nextEvent } from './sdk.js';
import type { SdkWorld } from './sdk-world.js';

interface UserUpdate {
  readonly user: User;
  readonly updateReasons: readonly string[];
}

export const CONVERSATION_BEHAVIOURS = {
  async 'lists one’s own conversations and who takes part'(world: SdkWorld) {
    await world.host.createConversation({ participants: ['bob'] });
    const alice = await world.connect('alice');
    const { items } = await alice.getSubscribedConversations();
    expect(
      items.map(({ sid, friendlyName, status }) => [sid, friendlyName, status]),
      [[world.sid, 'Support', 'joined']],
    );
    const participants = (await items[0]?.getParticipants()) ?? [];
    expect(participants.map(({ identity }) => identity).sort(), ['alice', 'bob']);
  },

  async 'lets a user make a conversation, join, and leave it'(world: SdkWorld) {
    const alice = await world.connect('alice');
    const made = await alice.createConversation({ friendlyName: 'Mine', attributes: { a: 1 } });
    expect([made.friendlyName, made.attributes, made.status], ['Mine', { a: 1 }, 'notParticipating']);
    const joined = nextEvent(alice, 'conversationJoined', (conversation) => conversation === made);
    await made.join();
    await joined;
    await made.getParticipants();
    await made.sendMessage('to myself');
    expect(await made.getMessagesCount(), 1);
    const left = nextEvent(alice, 'conversationLeft');
    await made.leave();
    await left;
    expect(await world.host.participants(made.sid), []);
  },

  async 'hears at once of a conversation that the server made, and when it is gone'(world: SdkWorld) {
    const alice = await world.connect('alice');
    const joined = nextEvent<Conversation>(alice, 'conversationJoined', ({ sid }) => sid !== world.sid);
    const sid = await world.host.createConversation({
      uniqueName: 'ticket-1',
      attributes: '{"topic":"bill"}',
      participants: ['alice'],
    });
    const conversation = await joined;
    await conversation.getParticipants();
    expect([conversation.uniqueName, conversation.attributes], ['ticket-1', { topic: 'bill' }]);
    expect((await alice.getConversationByUniqueName('ticket-1')).sid, sid);
    const removed = nextEvent<Conversation>(alice, 'conversationRemoved');
    await world.host.removeConversation(sid);
    expect((await removed).sid, sid);
  },

  async 'shows who is online'(world: SdkWorld) {
    const alice = await world.connect('alice');
    const bob = await alice.getUser('bob');
    expect([alice.reachabilityEnabled, bob.isOnline], [true, false]);
    const isBob = ({ user, updateReasons }: UserUpdate) =>
      user.identity === 'bob' && updateReasons.includes('reachabilityOnline');
    const cameOnline = nextEvent(alice, 'userUpdated', isBob);
    const bobClient = await world.connect('bob');
    await cameOnline;
    expect([bob.isOnline, (await world.host.user('bob')).isOnline], [true, true]);
    const wentOffline = nextEvent(alice, 'userUpdated', isBob);
    await bobClient.shutdown();
    await wentOffline;
    expect([bob.isOnline, (await world.host.user('bob')).isOnline], [false, false]);
  },

  async 'shows a user’s own changes of name to others'(world: SdkWorld) {
    const alice = await world.connect('alice');
    const bob = await world.connect('bob');
    const seen = await alice.getUser('bob');
    const renamed = nextEvent<UserUpdate>(alice, 'userUpdated', ({ user }) => user.friendlyName === 'Bob');
    await bob.user.updateFriendlyName('Bob');
    expect((await renamed).user === seen, true);
    expect((await world.host.user('bob')).friendlyName, 'Bob');
    expect((await failure(seen.updateFriendlyName('Rob')))['status'], 403);
  },

  async 'refuses a visitor everything but to read, write and mute in their own conversation'(world: SdkWorld) {
    const { host } = world;
    await host.restrictRoles();
    const sid = await host.createConversation({ participants: ['visitor'] });
    await host.write(sid, 'team', ['welcome']);
    const visitor = await world.connect('visitor');
    const conversation = await visitor.getConversationBySid(sid);
    const [welcome] = (await conversation.getMessages()).items;
    expect(welcome?.body, 'welcome');
    const added = nextEvent<Message>(conversation, 'messageAdded');
    expect(await conversation.sendMessage('allowed'), 1);
    const own = await added;
    expect(await conversation.updateLastReadMessageIndex(1), 0);
    await conversation.typing();
    await conversation.setUserNotificationLevel('muted');
    const self = await conversation.getParticipantByIdentity('visitor');
    const forbidden: readonly (() => Promise<unknown>)[] = [
      () => visitor.createConversation({}),
      () => conversation.add('friend'),
      () => conversation.updateFriendlyName('mine'),
      () => conversation.updateUniqueName('mine'),
      () => conversation.updateAttributes({ mine: true }),
      () => conversation.leave(),
      () => conversation.delete(),
      () => conversation.removeParticipant('visitor'),
      () => own.updateBody('changed'),
      () => own.updateAttributes({ changed: true }),
      () => own.remove(),
      () => welcome?.remove() ?? Promise.resolve(),
      () => self?.updateAttributes({ mine: true }) ?? Promise.resolve(),
      () => visitor.getConversationBySid(world.sid),
    ];
    const answers = [];
    for (const attempt of forbidden) answers.push((await failure(attempt()))['status']);
    expect(
      answers,
      forbidden.map(() => 403),
    );
  },
};
