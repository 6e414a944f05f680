/** The real SDK and the doors that stay shut: tokens, membership, roles. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Client, Conversation } from '@twilio/conversations';
import type { TokenChoice } from '../support/contract/emulator-host.js';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';
import { connectedClient, newClient, nextEvent } from '../support/contract/sdk.js';
import { TestClock } from '../support/node/test-clock.js';

interface ConnectionError {
  readonly terminal: boolean;
  readonly httpStatusCode?: number;
  readonly errorCode?: number;
}

describe('access of the Twilio SDK to the emulator', () => {
  let clock: TestClock;
  let fixture: EmulatorFixture;
  let clients: Client[];

  beforeEach(async () => {
    clients = [];
    clock = new TestClock();
    fixture = await startEmulator({ clock, pingIntervalMs: 0 });
  });

  afterEach(async () => {
    await Promise.all(clients.map((client) => client.shutdown()));
    await fixture.close();
  });

  const connect = async (identity: string, choice?: TokenChoice): Promise<Client> => {
    const client = await connectedClient(fixture.socketUri, fixture.token(identity, choice));
    clients.push(client);
    return client;
  };

  const refusals: readonly [string, TokenChoice, number, number][] = [
    ['a bad signature', { secret: 'wrong' }, 401, 20101],
    ['a life that is over', { ttl: -10 }, 401, 20104],
    ['a foreign account', { accountSid: 'AC00000000000000000000000000000009' }, 401, 20101],
    ['an unknown service', { serviceSid: 'IS00000000000000000000000000000009' }, 403, 51101],
  ];
  for (const [fault, choice, status, errorCode] of refusals) {
    it(`is refused to a token with ${fault}`, async () => {
      const client = newClient(fixture.socketUri, fixture.token('alice', choice));
      clients.push(client);
      const error = await nextEvent<ConnectionError>(client, 'connectionError', ({ terminal }) => terminal);
      assert.deepEqual([error.httpStatusCode, error.errorCode], [status, errorCode]);
    });
  }

  it('lasts on with a new token', async () => {
    const client = await connect('alice', { ttl: 600 });
    const warned = nextEvent(client, 'tokenAboutToExpire');
    clock.advance(370_000);
    await warned;
    await client.updateToken(fixture.token('alice', { ttl: 3600 }));
    clock.advance(300_000);
    assert.equal(client.connectionState, 'connected');
    assert.equal((await client.getSubscribedConversations()).items.length, 0);
  });

  it('ends with the token', async () => {
    const client = await connect('alice', { ttl: 600 });
    const expired = nextEvent(client, 'tokenExpired');
    clock.advance(600_000);
    await expired;
  });

  it('is refused to a new token with a bad signature', async () => {
    const client = await connect('alice');
    const refused = nextEvent<ConnectionError>(client, 'connectionError', ({ terminal }) => terminal);
    await assert.rejects(client.updateToken(fixture.token('alice', { secret: 'wrong' })));
    assert.equal((await refused).errorCode, 20101);
  });

  it('to a conversation is for its participants', async () => {
    const { sid } = await fixture.service.conversations.create({ uniqueName: 'private' });
    await fixture.service.conversations(sid).participants.create({ identity: 'bob' });
    await fixture.service.conversations(sid).messages.create({ author: 'bob', body: 'secret' });
    const mallory = await connect('mallory');
    await assert.rejects(mallory.getConversationBySid(sid), { status: 403, body: refusal(50430, 403) });
    await assert.rejects(mallory.getConversationByUniqueName('private'), { status: 404 });
    assert.equal((await mallory.getSubscribedConversations()).items.length, 0);
  });

  it('of a user without permissions is to reading and writing in their own conversation', async () => {
    const { service } = fixture;
    const conversationRole = { friendlyName: 'visitor', type: 'conversation', permission: ['sendMessage'] } as const;
    const serviceRole = { friendlyName: 'visitor', type: 'service', permission: ['editOwnUserInfo'] } as const;
    const inConversation = await service.roles.create({ ...conversationRole, permission: ['sendMessage'] });
    const inService = await service.roles.create({ ...serviceRole, permission: ['editOwnUserInfo'] });
    await service.configuration().update({
      defaultConversationRoleSid: inConversation.sid,
      defaultConversationCreatorRoleSid: inConversation.sid,
      defaultChatServiceRoleSid: inService.sid,
    });
    const { sid } = await service.conversations.create({});
    const other = await service.conversations.create({});
    await service.conversations(sid).participants.create({ identity: 'visitor' });
    const visitor = await connect('visitor');
    const conversation: Conversation = await visitor.getConversationBySid(sid);
    assert.equal(await conversation.sendMessage('allowed'), 0);
    assert.equal(await conversation.updateLastReadMessageIndex(0), 0);
    const forbidden = { status: 403, body: refusal(50107, 403) };
    await assert.rejects(visitor.createConversation({}), forbidden);
    await assert.rejects(conversation.add('friend'), forbidden);
    await assert.rejects(conversation.updateFriendlyName('mine'), forbidden);
    await assert.rejects(conversation.updateAttributes({ mine: true }), forbidden);
    await assert.rejects(conversation.leave(), forbidden);
    await assert.rejects(conversation.delete(), forbidden);
    await assert.rejects(visitor.getConversationBySid(other.sid), { status: 403 });
  });
});

function refusal(code: number, status: number) {
  const message = code === 50430 ? 'Participant is not a member of conversation' : 'User not authorized for command';
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}
