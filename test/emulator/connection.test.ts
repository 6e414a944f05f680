import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';
import { RawSocket, type RawFrame } from '../support/node/raw-socket.js';
import { TestClock } from '../support/node/test-clock.js';

const PING_MS = 30_000;

interface Status {
  readonly code: number;
  readonly errorCode?: number;
}

const statusOf = ({ header }: RawFrame) => header['status'] as Status;
const httpStatusOf = ({ header }: RawFrame) => (header['http_status'] as Status).code;

describe('a Twilsock socket', () => {
  let clock: TestClock;
  let fixture: EmulatorFixture;
  let socket: RawSocket;

  beforeEach(async () => {
    clock = new TestClock();
    fixture = await startEmulator({ clock, pingIntervalMs: PING_MS });
    socket = await RawSocket.open(fixture.socketUri);
  });

  afterEach(async () => {
    socket.close();
    await fixture.close();
  });

  it('is told its capabilities, and of no storage', async () => {
    const { header } = await socket.initialise(fixture.token('alice'), {
      registrations: [{ product: 'ip_messaging' }],
    });
    assert.deepEqual(header['capabilities'], ['client_update', 'telemetry.v1']);
    assert.equal('offline_storage' in header, false);
    assert.equal((header['init_registrations'] as unknown[]).length, 1);
  });

  it('is given the name of a storage, the same for the same person, when the session cache is on', async () => {
    const cached = await startEmulator({ sessionCache: true, pingIntervalMs: 0 });
    const storageOf = async (identity: string) => {
      const raw = await RawSocket.open(cached.socketUri);
      const { header } = await raw.initialise(cached.token(identity));
      raw.close();
      assert.deepEqual(header['capabilities'], ['client_update', 'offline_storage', 'telemetry.v1']);
      return (header['offline_storage'] as { ip_messaging: { storage_id: string } }).ip_messaging.storage_id;
    };
    const first = await storageOf('alice');
    assert.match(first, /^[0-9a-f]{40}$/);
    assert.equal(await storageOf('alice'), first);
    assert.notEqual(await storageOf('bob'), first);
    await cached.close();
  });

  it('takes telemetry, receipts and what it does not know without an answer', async () => {
    await socket.initialise(fixture.token('alice'));
    socket.send({ method: 'telemetry.v1', id: 'TM-1' }, { events: [{ start: -5, end: 0, title: 'x', details: '' }] });
    socket.send({ method: 'reply', id: 'TM-2', status: { code: 200, status: 'OK' } });
    socket.send({ method: 'tomorrow', id: 'TM-3' });
    const { header } = await socket.request('GET', '/Client/v2/Configuration');
    assert.equal(header['id'], 'TM-request');
  });

  it('has its wishes for push notifications acknowledged', async () => {
    const ask = async (method: string) => {
      socket.send({ method, id: 'TM-push' });
      return statusOf(await socket.next()).code;
    };
    assert.equal(await ask('put_notification_ctx'), 401);
    await socket.initialise(fixture.token('alice'));
    assert.deepEqual([await ask('put_notification_ctx'), await ask('delete_notification_ctx')], [200, 200]);
  });

  it('ends its session with a close, and begins another', async () => {
    await socket.initialise(fixture.token('alice'));
    socket.send({ method: 'close', id: 'TM-close' });
    assert.equal(statusOf(await socket.request('GET', '/Client/v2/Configuration')).code, 401);
    assert.equal(statusOf(await socket.initialise(fixture.token('alice'))).code, 200);
  });

  it('keeps its continuation token while its identity is the same', async () => {
    const first = (await socket.initialise(fixture.token('alice'))).header;
    assert.deepEqual((first['continuation_token_status'] as { reissue_reason: string }).reissue_reason, 'MISSING');
    const token = { continuation_token: first['continuation_token'] };
    const same = (await socket.initialise(fixture.token('alice'), token)).header;
    assert.deepEqual(same['continuation_token_status'], { reissued: false });
    const other = (await socket.initialise(fixture.token('bob'), token)).header;
    assert.deepEqual(
      (other['continuation_token_status'] as { reissue_reason: string }).reissue_reason,
      'DIFFERENT_IDENTITY',
    );
  });

  it('asks nothing before it is authenticated', async () => {
    const reply = await socket.request('GET', '/Client/v2/Configuration');
    assert.equal(statusOf(reply).code, 401);
    assert.equal(reply.header['id'], 'TM-request');
  });

  it('does not become somebody else', async () => {
    await socket.initialise(fixture.token('alice'));
    socket.send({ method: 'update', id: 'TM-update', token: fixture.token('bob') });
    const { header } = await socket.next();
    assert.equal(header['method'], 'close');
    assert.deepEqual((header['status'] as Status).errorCode, 51232);
  });

  it('carries a mutation out once', async () => {
    const { sid } = await fixture.service.conversations.create({});
    const { participants, messages } = fixture.service.conversations(sid);
    await participants.create({ identity: 'alice' });
    await socket.initialise(fixture.token('alice'));
    const path = `/Client/v2/Services/${fixture.serviceSid}/Conversations/${sid}/Messages`;
    const mutation = { 'X-Twilio-Mutation-Id': '9f4d6480-a542-4c5b-92bf-c5fd92315609' };
    const first = await socket.request('POST', path, { body: 'once' }, mutation);
    assert.equal(httpStatusOf(first), 201);
    const repeat = await socket.request('POST', path, { body: 'once' }, mutation);
    assert.equal(httpStatusOf(repeat), 202);
    const { resource_url: url } = repeat.payload as { resource_url: string };
    const made = await socket.request('GET', new URL(url).pathname);
    assert.deepEqual((made.payload as { index: number }).index, 0);
    assert.equal((await messages.list()).length, 1);
  });

  it('reads nothing of a conversation that is not its own', async () => {
    const { sid } = await fixture.service.conversations.create({});
    await fixture.service.conversations(sid).participants.create({ identity: 'bob' });
    await socket.initialise(fixture.token('mallory'));
    for (const path of [`/v3/Documents/${sid}.channel`, `/v3/Lists/${sid}.messages`, `/v3/Maps/${sid}.roster`]) {
      assert.equal(httpStatusOf(await socket.request('GET', path)), 403, path);
    }
    const service = `/Client/v2/Services/${fixture.serviceSid}`;
    assert.equal(
      httpStatusOf(await socket.request('POST', `${service}/Conversations/${sid}/Messages`, { body: '' })),
      403,
    );
    assert.equal(httpStatusOf(await socket.request('DELETE', `${service}/Conversations/${sid}/Participants/bob`)), 403);
    const typing = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
    assert.equal(httpStatusOf(await socket.request('POST', '/v1/typing', { ChannelSid: sid }, typing.headers)), 403);
    const foreign = await socket.request(
      'GET',
      '/Client/v2/Services/IS00000000000000000000000000000009/MyConversations',
    );
    assert.equal(httpStatusOf(foreign), 404);
  });

  it('reads another user’s info but not their list of conversations', async () => {
    const bob = await fixture.service.users.create({ identity: 'bob' });
    await socket.initialise(fixture.token('alice'));
    assert.equal(httpStatusOf(await socket.request('GET', `/v3/Maps/${bob.sid}.info`)), 200);
    assert.equal(httpStatusOf(await socket.request('GET', `/v3/Maps/${bob.sid}.myConversations`)), 403);
  });

  it('stays while it answers pings, and is cut when it does not', async () => {
    await socket.initialise(fixture.token('alice'));
    clock.advance(PING_MS);
    const ping = await socket.next();
    assert.equal(ping.header['method'], 'ping');
    socket.send({ method: 'reply', id: ping.header['id'], status: { code: 200, status: 'OK' } });
    assert.equal(httpStatusOf(await socket.request('GET', '/Client/v2/Configuration')), 200);
    clock.advance(PING_MS);
    assert.equal((await socket.next()).header['method'], 'ping');
    clock.advance(PING_MS);
    await socket.closed;
  });

  it('is cut when it sends what is no frame', async () => {
    socket.sendText('GET / HTTP/1.1');
    await socket.closed;
  });

  it('says nothing any more once it is silenced', async () => {
    await socket.initialise(fixture.token('alice'));
    fixture.emulator.simulate.silenceConnections('alice');
    socket.send({
      method: 'message',
      id: 'TM-lost',
      http_request: { path: '/Client/v2/Configuration', method: 'GET' },
    });
    const other = await RawSocket.open(fixture.socketUri);
    await other.initialise(fixture.token('alice'));
    assert.equal(httpStatusOf(await other.request('GET', '/Client/v2/Configuration')), 200);
    other.close();
    fixture.emulator.simulate.dropConnections();
    await socket.closed;
    assert.equal(await Promise.race([socket.next(), Promise.resolve('nothing')]), 'nothing');
  });
});
