/** Webhooks, checked with Twilio's own helper library. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import twilio from 'twilio';
import type { WebhookOptions } from '../../src/emulator/index.js';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';

/** Twilio tells webhooks of what is done over REST only when asked to. */
const ALOUD = { xTwilioWebhookEnabled: 'true' } as const;

interface Heard {
  readonly request: Request;
  readonly fields: Record<string, string>;
}

describe('webhooks', () => {
  let fixture: EmulatorFixture;
  let heard: Heard[];
  let failures: string[];

  async function start(options: WebhookOptions = {}) {
    heard = [];
    failures = [];
    fixture = await startEmulator({
      webhooks: {
        async fetch(request) {
          const form = new URLSearchParams(await request.clone().text());
          heard.push({ request, fields: Object.fromEntries(form) });
          return new Response(null, { status: request.url.includes('broken') ? 500 : 204 });
        },
        onFailure: (url, reason) => failures.push(`${url} ${reason}`),
        ...options,
      },
    });
  }

  const eventsHeard = () => heard.map(({ fields }) => fields['EventType']);

  beforeEach(() => start());
  afterEach(() => fixture.close());

  it('of a service hear what they asked for, signed as Twilio signs', async () => {
    const url = 'http://127.0.0.1:9/hook?tenant=1';
    const filters = ['onConversationAdded', 'onMessageAdded', 'onParticipantAdded', 'onUserAdded', 'onMessageRemoved'];
    await fixture.service.configuration.webhooks().update({ postWebhookUrl: url, filters, method: 'POST' });
    assert.equal((await fixture.service.configuration.webhooks().fetch()).postWebhookUrl, url);
    const { sid } = await fixture.service.conversations.create({ friendlyName: 'Ä', ...ALOUD });
    const conversation = fixture.service.conversations(sid);
    await conversation.participants.create({ identity: 'alice', ...ALOUD });
    const message = await conversation.messages.create({
      author: 'alice',
      body: 'hi 🎉',
      attributes: '{"a":1}',
      ...ALOUD,
    });
    await conversation.messages(message.sid).update({ body: 'edited', ...ALOUD });
    await conversation.messages(message.sid).remove(ALOUD);
    await conversation.messages.create({ body: 'said in silence' });
    await fixture.emulator.webhooksSettled();
    assert.deepEqual(eventsHeard(), [
      'onConversationAdded',
      'onUserAdded',
      'onParticipantAdded',
      'onMessageAdded',
      'onMessageRemoved',
    ]);
    const { fields } = heard[3]!;
    assert.deepEqual(
      [fields['Body'], fields['Index'], fields['MessageSid'], fields['ConversationSid'], fields['Source']],
      ['hi 🎉', '0', message.sid, sid, 'API'],
    );
    for (const { request, fields: signed } of heard) {
      const signature = request.headers.get('X-Twilio-Signature') ?? '';
      assert.ok(twilio.validateRequest(fixture.emulator.authToken, signature, url, signed));
      assert.ok(!twilio.validateRequest('another token', signature, url, signed));
    }
  });

  it('of a conversation hear of that one alone', async () => {
    const { sid } = await fixture.service.conversations.create({});
    const other = await fixture.service.conversations.create({});
    const { webhooks } = fixture.service.conversations(sid);
    const made = await webhooks.create({
      target: 'webhook',
      'configuration.url': 'http://localhost:9/',
      'configuration.method': 'get',
      'configuration.filters': ['onMessageAdded'],
    });
    for (const conversation of [sid, other.sid]) {
      await fixture.service.conversations(conversation).messages.create({ body: conversation, ...ALOUD });
    }
    await fixture.emulator.webhooksSettled();
    assert.equal(heard.length, 1);
    const { request } = heard[0]!;
    assert.equal(new URL(request.url).searchParams.get('Body'), sid);
    const signature = request.headers.get('X-Twilio-Signature') ?? '';
    assert.ok(twilio.validateRequest(fixture.emulator.authToken, signature, request.url, {}));
    assert.equal((await webhooks.list()).length, 1);
    await fixture.service.conversations(sid).webhooks(made.sid).remove();
    assert.equal((await webhooks.list()).length, 0);
  });

  it('are called on this machine only, unless told otherwise, and a failure harms nothing', async () => {
    const post = async (postWebhookUrl: string) => {
      await fixture.service.configuration.webhooks().update({ postWebhookUrl, filters: ['onConversationAdded'] });
      await fixture.service.conversations.create(ALOUD);
      await fixture.emulator.webhooksSettled();
    };
    await post('https://hooks.example.com/');
    await post('http://127.0.0.1:9/broken');
    assert.equal(heard.length, 1);
    assert.deepEqual(failures, [
      'https://hooks.example.com/ only this machine may be called',
      'http://127.0.0.1:9/broken answered 500',
    ]);
    await fixture.close();
    await start({ allowAnywhere: true });
    await post('https://hooks.example.com/');
    assert.equal(heard.length, 1);
  });
});
