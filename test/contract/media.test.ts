/** Files, through the real SDK and through REST. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Client, Conversation, Message } from '@twilio/conversations';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';
import { connectedClient, nextEvent } from '../support/contract/sdk.js';
import { TestClock } from '../support/node/test-clock.js';

const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]);

describe('files', () => {
  let fixture: EmulatorFixture;
  let clock: TestClock;
  let clients: Client[];
  let sid: string;

  const open = async (identity: string): Promise<Conversation> => {
    const client = await connectedClient(fixture.socketUri, fixture.token(identity));
    clients.push(client);
    const conversation = await client.getConversationBySid(sid);
    await conversation.getParticipants();
    return conversation;
  };
  const mediaService = () =>
    `${fixture.socketUri.replace(/^ws(.*)\/v3.*/, 'http$1')}/media/v1/Services/${fixture.serviceSid}`;
  const upload = (body: BodyInit, headers: Record<string, string>) =>
    fetch(`${mediaService()}/Media?Category=media&Filename=a.bin`, { method: 'POST', body, headers });

  beforeEach(async () => {
    clients = [];
    clock = new TestClock();
    fixture = await startEmulator({ clock, pingIntervalMs: 0, limits: { fileBytes: 100 } });
    ({ sid } = await fixture.service.conversations.create({}));
    const { participants } = fixture.service.conversations(sid);
    for (const identity of ['alice', 'bob']) await participants.create({ identity });
  });

  afterEach(async () => {
    await Promise.all(clients.map((client) => client.shutdown()));
    await fixture.close();
  });

  it('travel with a message, and their links end', async () => {
    const alice = await open('alice');
    const bob = await open('bob');
    const arrived = nextEvent<Message>(bob, 'messageAdded');
    const file = { contentType: 'image/png', filename: 'p ü.png', media: BYTES };
    await alice
      .prepareMessage()
      .setBody('look')
      .addMedia(file)
      .addMedia({ ...file, filename: 'q.png' })
      .build()
      .send();
    const { attachedMedia, body, type } = await arrived;
    assert.deepEqual([body, type, attachedMedia?.length], ['look', 'media', 2]);
    const [media] = attachedMedia ?? [];
    assert.deepEqual([media?.contentType, media?.filename, media?.size], ['image/png', 'p ü.png', BYTES.length]);
    const url = (await media?.getContentTemporaryUrl()) ?? '';
    const answer = await fetch(url);
    assert.equal(answer.headers.get('Content-Type'), 'image/png');
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), BYTES);
    assert.equal((await fetch(url.replace(/signature=./, 'signature=!'))).status, 403);
    clock.advance(301_000);
    assert.equal((await fetch(url)).status, 403);
    const [stored] = await fixture.service.conversations(sid).messages.list();
    assert.equal((stored?.media as unknown as { size: number }[])[0]?.size, BYTES.length);
  });

  it('may be asked for by any page, and are given only to those concerned', async () => {
    const preflight = await fetch(`${mediaService()}/Media`, { method: 'OPTIONS' });
    assert.equal(preflight.headers.get('Access-Control-Allow-Origin'), '*');
    const headers = { 'X-Twilio-Token': fixture.token('alice'), 'Content-Type': 'text/plain' };
    const made = (await (await upload('hello', headers)).json()) as {
      sid: string;
      url: string;
      content_type: string;
      links: { content: string };
    };
    assert.equal(made.content_type, 'text/plain');
    const { links } = made;
    const content = await fetch(links.content, { headers: { 'X-Twilio-Token': fixture.token('alice') } });
    assert.deepEqual([await content.text(), (await fetch(links.content)).status], ['hello', 401]);
    const as = async (identity: string) =>
      (await fetch(made.url, { headers: { 'X-Twilio-Token': fixture.token(identity) } })).status;
    assert.deepEqual([await as('alice'), await as('bob'), (await fetch(made.url)).status], [200, 404, 401]);
    await fixture.service.conversations(sid).messages.create({ author: 'alice', mediaSid: made.sid });
    assert.deepEqual([await as('bob'), await as('carol')], [200, 404]);
    const again = fixture.service.conversations(sid).messages.create({ mediaSid: made.sid });
    await assert.rejects(again, { status: 400 });
  });

  it('come as forms too, and several are looked up at once', async () => {
    const form = new FormData();
    form.set('file', new Blob([BYTES], { type: 'image/gif' }), 'b.gif');
    const headers = { 'X-Twilio-Token': fixture.token('alice') };
    const answer = await fetch(`${mediaService()}/Media`, { method: 'POST', body: form, headers });
    const made = (await answer.json()) as { sid: string; filename: string; size: number };
    assert.deepEqual([answer.status, made.filename, made.size], [201, 'b.gif', BYTES.length]);
    const list = [{ media_sid: made.sid }, { media_sid: 'MEnone' }];
    const body = JSON.stringify({ command: 'get', list });
    const set = await fetch(`${mediaService()}/MediaSet`, { method: 'POST', body, headers });
    assert.deepEqual(
      ((await set.json()) as { code: number }[]).map(({ code }) => code),
      [200, 404],
    );
  });

  it('are refused when they are too large, and with a bad token', async () => {
    const headers = { 'X-Twilio-Token': fixture.token('alice'), 'Content-Type': 'text/plain' };
    assert.equal((await upload('x'.repeat(101), headers)).status, 413);
    assert.equal((await upload('x', { 'X-Twilio-Token': fixture.token('alice', { ttl: -1 }) })).status, 401);
  });

  it('fail when a fault says so', async () => {
    const headers = { 'X-Twilio-Token': fixture.token('alice'), 'Content-Type': 'text/plain' };
    fixture.emulator.faults.add({ at: 'media', method: 'POST', times: 1, fault: { kind: 'status', status: 503 } });
    await fetch(`${mediaService()}/Media`, { method: 'OPTIONS' });
    const failed = await upload('x', headers);
    assert.deepEqual([failed.status, failed.headers.get('Access-Control-Allow-Origin')], [503, '*']);
    assert.equal((await upload('x', headers)).status, 201);
  });
});
