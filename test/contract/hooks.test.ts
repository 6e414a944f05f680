/** Webhooks that are asked before something happens, with the real SDK on the other side. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Client, Conversation, Message } from '@twilio/conversations';
import twilio from 'twilio';
import { connectedClient, nextEvent } from '../support/contract/sdk.js';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';
import { TestClock } from '../support/node/test-clock.js';

const URL_OF_HOOK = 'http://127.0.0.1:9/before';

describe('a webhook that is asked first', () => {
  let fixture: EmulatorFixture;
  let clock: TestClock;
  let clients: Client[];
  let sid: string;
  let asked: { readonly request: Request; readonly fields: Record<string, string> }[];
  let failures: string[];
  let answer: () => Promise<Response> | Response;
  /** Told when the hook is called. */
  let called: () => void;

  const connect = async (identity: string): Promise<Client> => {
    const client = await connectedClient(fixture.socketUri, fixture.token(identity));
    clients.push(client);
    return client;
  };
  const open = async (identity: string): Promise<Conversation> => {
    const conversation = await (await connect(identity)).getConversationBySid(sid);
    await conversation.getParticipants();
    return conversation;
  };
  const hookFor = (...filters: string[]) =>
    fixture.service.configuration.webhooks().update({ preWebhookUrl: URL_OF_HOOK, filters });
  const bodies = async () => (await fixture.service.conversations(sid).messages.list()).map(({ body }) => body);

  beforeEach(async () => {
    clients = [];
    asked = [];
    failures = [];
    answer = () => new Response(null);
    called = () => undefined;
    clock = new TestClock();
    fixture = await startEmulator({
      clock,
      pingIntervalMs: 0,
      webhooks: {
        async fetch(request) {
          const fields = Object.fromEntries(new URLSearchParams(await request.clone().text()));
          asked.push({ request, fields });
          called();
          return answer();
        },
        onFailure: (_url, reason) => failures.push(reason),
      },
    });
    ({ sid } = await fixture.service.conversations.create({}));
    const { participants } = fixture.service.conversations(sid);
    for (const identity of ['alice', 'bob']) await participants.create({ identity });
  });

  afterEach(async () => {
    await Promise.all(clients.map((client) => client.shutdown()));
    await fixture.close();
  });

  it('is told what is about to happen, signed, and lets it pass with an empty answer', async () => {
    await hookFor('onMessageAdd');
    const alice = await open('alice');
    assert.equal(await alice.sendMessage('hi 🎉', { a: 1 }), 0);
    assert.deepEqual(await bodies(), ['hi 🎉']);
    const [{ request, fields } = assert.fail('It was not asked.')] = asked;
    assert.deepEqual(
      [fields['EventType'], fields['Body'], fields['Author'], fields['Attributes'], fields['ClientIdentity']],
      ['onMessageAdd', 'hi 🎉', 'alice', '{"a":1}', 'alice'],
    );
    assert.equal(fields['MessageSid'], undefined);
    const signature = request.headers.get('X-Twilio-Signature') ?? '';
    assert.ok(twilio.validateRequest(fixture.emulator.authToken, signature, URL_OF_HOOK, fields));
  });

  it('changes a message before anybody sees it', async () => {
    await hookFor('onMessageAdd', 'onMessageUpdate');
    const bob = await open('bob');
    const alice = await open('alice');
    answer = () => Response.json({ body: '***', attributes: '{"masked":true}', index: 7 });
    const arrived = nextEvent<Message>(bob, 'messageAdded');
    const own = nextEvent<Message>(alice, 'messageAdded');
    assert.equal(await alice.sendMessage('damn'), 0);
    const message = await arrived;
    assert.deepEqual([message.body, message.attributes, message.author], ['***', { masked: true }, 'alice']);
    answer = () => Response.json({ body: 'edited, and masked' });
    await (await own).updateBody('edited');
    assert.deepEqual(await bodies(), ['edited, and masked']);
  });

  it('refuses with any 4xx, and nothing has happened', async () => {
    const early = ['onMessageAdd', 'onConversationAdd', 'onConversationUpdate', 'onParticipantRemove', 'onUserUpdate'];
    await hookFor(...early);
    const alice = await open('alice');
    const client = clients[0] ?? assert.fail('Nobody is connected.');
    answer = () => new Response('no', { status: 403 });
    const refused = { status: 403, body: { code: 20403, status: 403 } };
    const isRefused = (error: { status: number; body: { code: number } }) =>
      error.status === refused.status && error.body.code === refused.body.code;
    await assert.rejects(alice.sendMessage('hi'), isRefused);
    await assert.rejects(client.createConversation({ uniqueName: 'new' }), isRefused);
    await assert.rejects(alice.leave(), isRefused);
    await assert.rejects(client.user.updateFriendlyName('Al'), isRefused);
    assert.deepEqual(
      asked.map(({ fields }) => fields['EventType']),
      ['onMessageAdd', 'onConversationAdd', 'onParticipantRemove', 'onUserUpdate'],
    );
    assert.deepEqual(await bodies(), []);
    assert.equal((await fixture.service.conversations.list()).length, 1);
    assert.equal((await fixture.service.conversations(sid).participants.list()).length, 2);
    assert.equal((await fixture.service.users('alice').fetch()).friendlyName, null);
  });

  it('changes what is made and who takes part', async () => {
    await hookFor('onConversationAdd', 'onParticipantAdd', 'onUserUpdate');
    const client = await connect('alice');
    answer = () => Response.json({ friendly_name: 'Named by the hook', attributes: '{"by":"hook"}' });
    const made = await client.createConversation({ friendlyName: 'Mine' });
    const stored = await fixture.service.conversations(made.sid).fetch();
    assert.deepEqual([stored.friendlyName, stored.attributes], ['Named by the hook', '{"by":"hook"}']);
    await made.join();
    const participant = await fixture.service.conversations(made.sid).participants('alice').fetch();
    assert.equal(participant.attributes, '{"by":"hook"}');
    await client.user.updateFriendlyName('Al');
    assert.equal((await fixture.service.users('alice').fetch()).friendlyName, 'Named by the hook');
  });

  it('stops nothing when it fails, answers nonsense or cannot be reached', async () => {
    await hookFor('onMessageAdd');
    const alice = await open('alice');
    const answers = [
      () => new Response(null, { status: 500 }),
      () => new Response('<html>'),
      () => Promise.reject(new Error('refused')),
    ];
    for (const [index, one] of answers.entries()) {
      answer = one;
      assert.equal(await alice.sendMessage(`m${index}`), index);
    }
    assert.deepEqual(await bodies(), ['m0', 'm1', 'm2']);
    assert.equal(failures.length, answers.length);
  });

  it('has five seconds, in which others may go on', async () => {
    await hookFor('onMessageAdd');
    const alice = await open('alice');
    answer = () => new Promise(() => undefined);
    const wasCalled = new Promise<void>((resolve) => (called = resolve));
    const sent = alice.sendMessage('slow');
    await wasCalled;
    await fixture.service.conversations(sid).messages.create({ author: 'bob', body: 'meanwhile' });
    clock.advance(5000);
    assert.equal(await sent, 1);
    assert.deepEqual(await bodies(), ['meanwhile', 'slow']);
    assert.deepEqual(failures, ['gave no answer within 5 s']);
  });

  it('hears of REST only when the request asks for it', async () => {
    await hookFor('onMessageAdd', 'onMessageRemove');
    const { messages } = fixture.service.conversations(sid);
    answer = () => new Response(null, { status: 400 });
    const silent = await messages.create({ body: 'in silence' });
    const aloud = { xTwilioWebhookEnabled: 'true' } as const;
    await assert.rejects(messages.create({ body: 'aloud', ...aloud }), { status: 403, code: 20403 });
    await assert.rejects(fixture.service.conversations(sid).messages(silent.sid).remove(aloud), { status: 403 });
    assert.deepEqual(await bodies(), ['in silence']);
  });
});
