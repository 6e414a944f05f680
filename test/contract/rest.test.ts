/** Twilio's helper library against the emulator's REST interface. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import twilio from 'twilio';
import { createEmulator } from '../../src/emulator/index.js';
import { FetchRequestClient } from '../../src/server/twilio-requests.js';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';

/** What a refusal has to say, as far as a test cares. */
const refused = (status: number, code: number) => ({ status, code });

describe('Twilio’s helper library on the emulator', () => {
  let fixture: EmulatorFixture;
  let service: EmulatorFixture['service'];

  beforeEach(async () => {
    fixture = await startEmulator();
    ({ service } = fixture);
  });

  afterEach(() => fixture.close());

  it('reads the account and keeps its API keys', async () => {
    const account = fixture.twilio.api.v2010.accounts(fixture.emulator.accountSid);
    assert.equal((await account.fetch()).status, 'active');
    const made = await account.newKeys.create({ friendlyName: 'Server' });
    assert.match(made.sid, /^SK[0-9a-f]{32}$/);
    assert.equal(made.secret.length, 32);
    assert.ok(
      (await account.keys.list()).some(({ sid, friendlyName }) => sid === made.sid && friendlyName === 'Server'),
    );
    assert.ok((await account.keys(made.sid).fetch()).dateCreated instanceof Date);
    await account.keys(made.sid).remove();
    await assert.rejects(account.keys(made.sid).fetch(), refused(404, 20404));
  });

  it('gets in with an API key, and with nothing else', async () => {
    const { emulator } = fixture;
    const httpClient = new FetchRequestClient((request) => emulator.fetch(request));
    const key = await fixture.twilio.api.v2010.accounts(emulator.accountSid).newKeys.create({});
    const as = (name: string, secret: string) =>
      twilio(name, secret, { accountSid: emulator.accountSid, env: {}, httpClient }).conversations.v1.services.list();
    assert.equal((await as(key.sid, key.secret)).length, 1);
    await assert.rejects(as(key.sid, 'wrong'), refused(401, 20003));
    await assert.rejects(as(emulator.accountSid, key.secret), refused(401, 20003));
    await assert.rejects(as('SK00000000000000000000000000000009', key.secret), refused(401, 20003));
  });

  it('makes services and configures them', async () => {
    const { services } = fixture.twilio.conversations.v1;
    const { sid } = await services.create({ friendlyName: 'Second' });
    assert.equal((await services(sid).fetch()).friendlyName, 'Second');
    assert.equal((await services.list()).length, 2);
    const before = await services(sid).configuration().fetch();
    assert.equal(before.reachabilityEnabled, false);
    const role = { friendlyName: 'visitor', type: 'conversation' as const, permission: ['sendMessage'] };
    const { sid: roleSid } = await services(sid).roles.create(role);
    const change = { reachabilityEnabled: true, defaultConversationRoleSid: roleSid };
    await services(sid).configuration().update(change);
    const after = await services(sid).configuration().fetch();
    assert.equal(after.reachabilityEnabled, true);
    assert.equal(after.defaultConversationRoleSid, roleSid);
    assert.equal(after.defaultChatServiceRoleSid, before.defaultChatServiceRoleSid);
    const wrongType = services(sid).configuration().update({ defaultChatServiceRoleSid: roleSid });
    await assert.rejects(wrongType, refused(400, 20001));
  });

  it('makes roles and changes their permissions', async () => {
    const made = await service.roles.create({
      friendlyName: 'visitor',
      type: 'conversation',
      permission: ['sendMessage', 'leaveConversation'],
    });
    assert.deepEqual(made.permissions, ['sendMessage', 'leaveConversation']);
    await service.roles(made.sid).update({ permission: ['sendMessage'] });
    const found = (await service.roles.list()).find(({ sid }) => sid === made.sid);
    assert.deepEqual(found?.permissions, ['sendMessage']);
  });

  it('makes, finds, changes and removes conversations', async () => {
    const made = await service.conversations.create({ uniqueName: 'ticket 1 ü', attributes: '{"a":1}' });
    assert.equal((await service.conversations(made.sid).fetch()).uniqueName, 'ticket 1 ü');
    assert.equal((await service.conversations('ticket 1 ü').fetch()).sid, made.sid);
    await assert.rejects(service.conversations.create({ uniqueName: 'ticket 1 ü' }), refused(409, 50353));
    await assert.rejects(service.conversations.create({ attributes: '{' }), refused(400, 20001));
    const changed = await service.conversations(made.sid).update({ friendlyName: 'Bill', state: 'closed' });
    assert.deepEqual([changed.friendlyName, changed.state, changed.attributes], ['Bill', 'closed', '{"a":1}']);
    await service.conversations(made.sid).remove();
    await assert.rejects(service.conversations(made.sid).fetch(), refused(404, 20404));
    assert.equal((await service.conversations.create({ uniqueName: 'ticket 1 ü' })).uniqueName, 'ticket 1 ü');
  });

  it('takes an inactive conversation back into use when somebody writes or comes in', async () => {
    const { sid } = await service.conversations.create({});
    const conversation = service.conversations(sid);
    const sidsOf = async (state: 'active' | 'inactive') =>
      (await service.conversations.list({ state })).map((found) => found.sid);
    for (const use of [
      () => conversation.messages.create({ author: 'system', body: 'hello' }),
      () => conversation.participants.create({ identity: 'alice' }),
    ]) {
      await conversation.update({ state: 'inactive' });
      assert.deepEqual([await sidsOf('inactive'), await sidsOf('active')], [[sid], []]);
      await use();
      assert.deepEqual([await sidsOf('inactive'), await sidsOf('active')], [[], [sid]]);
    }
    await conversation.update({ state: 'inactive' });
    await service.users('alice').userConversations(sid).remove();
    assert.equal((await conversation.fetch()).state, 'inactive');
  });

  it('walks through long lists page by page', async () => {
    for (let count = 0; count < 120; count++) await service.conversations.create({ friendlyName: `${count}` });
    const names = (await service.conversations.list({ pageSize: 50 })).map(({ friendlyName }) => Number(friendlyName));
    assert.deepEqual(
      names,
      Array.from({ length: 120 }, (_, count) => count),
    );
    assert.equal((await service.conversations.list({ limit: 7 })).length, 7);
    const first = await service.conversations.page({ pageSize: 50 });
    const second = await first.nextPage();
    assert.equal(second?.instances[0]?.friendlyName, '50');
    const back = await second.previousPage();
    assert.equal(back?.instances[0]?.friendlyName, '0');
    assert.equal(first.previousPage(), undefined);
  });

  it('adds and removes participants', async () => {
    const { sid } = await service.conversations.create({});
    const { participants } = service.conversations(sid);
    const made = await participants.create({ identity: 'alice', attributes: '{"vip":true}' });
    assert.equal(made.identity, 'alice');
    await assert.rejects(participants.create({ identity: 'alice' }), refused(409, 50433));
    await assert.rejects(participants.create({}), refused(400, 20001));
    assert.equal((await service.users('alice').fetch()).identity, 'alice');
    const conversation = service.conversations(sid);
    assert.equal((await conversation.participants('alice').fetch()).sid, made.sid);
    assert.equal((await conversation.participants(made.sid).fetch()).attributes, '{"vip":true}');
    assert.equal((await participants.list()).length, 1);
    await conversation.participants(made.sid).remove();
    assert.equal((await participants.list()).length, 0);
    await assert.rejects(conversation.participants(made.sid).fetch(), refused(404, 20404));
  });

  it('writes, lists, changes and removes messages', async () => {
    const { sid } = await service.conversations.create({});
    const conversation = service.conversations(sid);
    const { sid: participantSid } = await conversation.participants.create({ identity: 'alice' });
    const first = await conversation.messages.create({ author: 'alice', body: 'hi 🎉', attributes: '{"cid":"c"}' });
    const second = await conversation.messages.create({ body: 'welcome' });
    assert.deepEqual([first.index, first.author, first.participantSid], [0, 'alice', participantSid]);
    assert.deepEqual([second.index, second.author, second.participantSid], [1, 'system', null]);
    assert.equal((await conversation.messages(first.sid).fetch()).body, 'hi 🎉');
    const newestFirst = await conversation.messages.list({ order: 'desc' });
    assert.deepEqual(
      newestFirst.map(({ index }) => index),
      [1, 0],
    );
    assert.equal((await conversation.messages(first.sid).update({ body: 'hello' })).body, 'hello');
    await conversation.messages(first.sid).remove();
    const left = await conversation.messages.list();
    assert.deepEqual(
      left.map(({ index }) => index),
      [1],
    );
    const tooLong = conversation.messages.create({ body: 'x'.repeat(32 * 1024 + 1) });
    await assert.rejects(tooLong, refused(400, 50504));
  });

  it('keeps users', async () => {
    const made = await service.users.create({ identity: 'a_ü 1', friendlyName: 'Alice', attributes: '{"n":1}' });
    assert.equal((await service.users('a_ü 1').fetch()).sid, made.sid);
    assert.equal((await service.users(made.sid).fetch()).isOnline, null);
    await assert.rejects(service.users.create({ identity: 'a_ü 1' }), refused(409, 50201));
    const changed = await service.users('a_ü 1').update({ friendlyName: 'Al' });
    assert.deepEqual([changed.friendlyName, changed.attributes], ['Al', '{"n":1}']);
    assert.equal((await service.users.list()).length, 1);
    await service.users('a_ü 1').remove();
    await assert.rejects(service.users('a_ü 1').fetch(), refused(404, 20404));
  });

  it('finds nothing of a service that does not exist, nor at another host', async () => {
    const unknown = fixture.twilio.conversations.v1.services('IS00000000000000000000000000000009');
    await assert.rejects(unknown.conversations.list(), refused(404, 20404));
    await assert.rejects(fixture.twilio.verify.v2.services.list(), refused(404, 20404));
  });

  it('has only the account after a reset', async () => {
    fixture.emulator.reset();
    assert.deepEqual(await fixture.twilio.conversations.v1.services.list(), []);
    await assert.rejects(service.fetch(), refused(404, 20404));
  });
});

it('two emulators know nothing of each other', async () => {
  const [one, other] = [createEmulator(), createEmulator()];
  const library = (emulator: typeof one) =>
    twilio(emulator.accountSid, emulator.authToken, {
      env: {},
      httpClient: new FetchRequestClient((request) => emulator.fetch(request)),
    });
  await library(one).conversations.v1.services.create({ friendlyName: 'Only here' });
  assert.equal((await library(one).conversations.v1.services.list()).length, 1);
  assert.equal((await library(other).conversations.v1.services.list()).length, 0);
});
