/** Twilio's helper library: keys, roles, users and the conversations of one person. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';

const NO_MEDIA = { enabled: false, template: null };

describe('Twilio’s helper library on the emulator, about people', () => {
  let fixture: EmulatorFixture;
  let service: EmulatorFixture['service'];

  beforeEach(async () => {
    fixture = await startEmulator();
    ({ service } = fixture);
  });
  afterEach(() => fixture.close());

  it('renames API keys, and lets a removed one in no more', async () => {
    const account = fixture.twilio.api.v2010.accounts(fixture.emulator.accountSid);
    const { sid } = await account.newKeys.create({ friendlyName: 'Server' });
    assert.equal((await account.keys(sid).update({ friendlyName: 'Renamed' })).friendlyName, 'Renamed');
    assert.equal((await account.keys(sid).fetch()).friendlyName, 'Renamed');
    await account.keys(sid).remove();
    await assert.rejects(account.keys(sid).update({ friendlyName: 'Gone' }), { status: 404, code: 20404 });
  });

  it('removes roles that nobody has, and no others', async () => {
    const role = { friendlyName: 'guest', type: 'service' as const, permission: ['joinConversation'] };
    const { sid } = await service.roles.create(role);
    assert.deepEqual((await service.roles(sid).fetch()).permissions, ['joinConversation']);
    const user = await service.users.create({ identity: 'alice', roleSid: sid });
    assert.equal(user.roleSid, sid);
    await assert.rejects(service.roles(sid).remove(), { status: 400 });
    const { defaultChatServiceRoleSid } = await service.configuration().fetch();
    await service.users('alice').update({ roleSid: defaultChatServiceRoleSid });
    await service.roles(sid).remove();
    await assert.rejects(service.roles(sid).fetch(), { status: 404, code: 20404 });
    await assert.rejects(service.roles(defaultChatServiceRoleSid).remove(), { status: 400 });
  });

  it('gives participants another role and other attributes', async () => {
    const { sid } = await service.conversations.create({});
    const conversation = service.conversations(sid);
    await conversation.participants.create({ identity: 'alice' });
    const role = { friendlyName: 'guest', type: 'conversation' as const, permission: ['sendMessage'] };
    const { sid: roleSid } = await service.roles.create(role);
    await conversation.participants('alice').update({ roleSid, attributes: '{"vip":true}' });
    const found = await conversation.participants('alice').fetch();
    assert.deepEqual([found.roleSid, found.attributes], [roleSid, '{"vip":true}']);
    const serviceRole = (await service.configuration().fetch()).defaultChatServiceRoleSid;
    await assert.rejects(conversation.participants('alice').update({ roleSid: serviceRole }), { status: 400 });
  });

  it('finds the conversations of a user, and moves their read horizon', async () => {
    for (const uniqueName of ['one', 'two', 'three']) await service.conversations.create({ uniqueName });
    for (const name of ['one', 'three']) {
      await service.conversations(name).participants.create({ identity: 'alice' });
      await service.conversations(name).messages.create({ body: 'hello' });
    }
    const user = service.users('alice');
    const names = (await user.userConversations.list()).map(({ uniqueName }) => uniqueName);
    assert.deepEqual(names, ['one', 'three']);
    const before = await user.userConversations('one').fetch();
    assert.deepEqual([before.unreadMessagesCount, before.lastReadMessageIndex], [null, null]);
    const read = await user.userConversations('one').update({ lastReadMessageIndex: 0, notificationLevel: 'muted' });
    assert.deepEqual([read.unreadMessagesCount, read.lastReadMessageIndex, read.notificationLevel], [0, 0, 'muted']);
    await user.userConversations('one').remove();
    await assert.rejects(user.userConversations('one').fetch(), { status: 404 });
    assert.equal((await service.conversations('one').participants.list()).length, 0);
  });

  it('searches conversations by who takes part', async () => {
    const { sid } = await service.conversations.create({ friendlyName: 'Support' });
    await service.conversations.create({});
    await service.conversations(sid).participants.create({ identity: 'alice' });
    const [found, ...more] = await service.participantConversations.list({ identity: 'alice' });
    assert.deepEqual(
      [found?.conversationSid, found?.conversationFriendlyName, found?.participantIdentity, more.length],
      [sid, 'Support', 'alice', 0],
    );
    assert.deepEqual(await service.participantConversations.list({ identity: 'bob' }), []);
  });

  it('removes a user with their places in conversations', async () => {
    const { sid } = await service.conversations.create({});
    await service.conversations(sid).participants.create({ identity: 'alice' });
    await service.users('alice').remove();
    assert.deepEqual(await service.conversations(sid).participants.list(), []);
  });

  it('keeps what a service says about notifications', async () => {
    const notifications = service.configuration.notifications();
    assert.equal((await notifications.fetch()).logEnabled, false);
    const changed = await notifications.update({
      logEnabled: true,
      'newMessage.enabled': true,
      'newMessage.template': 'New: ${MESSAGE}',
      'addedToConversation.sound': 'ping',
    });
    assert.equal(changed.logEnabled, true);
    const kept = await notifications.fetch();
    assert.deepEqual(
      [kept.newMessage, kept.addedToConversation, kept.removedFromConversation],
      [
        { enabled: true, template: 'New: ${MESSAGE}', sound: null, badge_count_enabled: false, with_media: NO_MEDIA },
        { enabled: false, template: null, sound: 'ping' },
        { enabled: false, template: null, sound: null },
      ],
    );
  });

  it('lists, changes and fetches the webhooks of a conversation', async () => {
    const { sid } = await service.conversations.create({});
    const conversation = service.conversations(sid);
    const made = await conversation.webhooks.create({
      target: 'webhook',
      'configuration.url': 'http://127.0.0.1:9/a',
      'configuration.filters': ['onMessageAdded'],
    });
    await conversation.webhooks(made.sid).update({ 'configuration.url': 'http://127.0.0.1:9/b' });
    const configuration: unknown = (await conversation.webhooks(made.sid).fetch()).configuration;
    assert.deepEqual(configuration, { url: 'http://127.0.0.1:9/b', method: 'POST', filters: ['onMessageAdded'] });
    const wrong = conversation.webhooks.create({ target: 'webhook', 'configuration.url': 'nowhere' });
    await assert.rejects(wrong, { status: 400 });
    await assert.rejects(conversation.webhooks.create({ target: 'studio' }), { status: 400 });
  });
});
