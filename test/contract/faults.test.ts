/** Everything that can go wrong on the way, played to the real SDK and to the helper library. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Client, Conversation, Message } from '@twilio/conversations';
import type { FaultRule } from '../../src/emulator/index.js';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';
import { RawSocket } from '../support/node/raw-socket.js';
import { connectedClient, newClient, nextEvent } from '../support/contract/sdk.js';

const SEND = { at: 'request', method: 'POST', path: '/Messages', times: 1 } as const;

describe('faults', () => {
  let fixture: EmulatorFixture;
  let clients: Client[];
  let sid: string;

  const fault = (rule: FaultRule) => fixture.emulator.faults.add(rule);
  const connect = async (identity: string): Promise<Client> => {
    const client = await connectedClient(fixture.socketUri, fixture.token(identity));
    clients.push(client);
    return client;
  };
  const open = async (client: Client): Promise<Conversation> => {
    const conversation = await client.getConversationBySid(sid);
    await conversation.getParticipants();
    return conversation;
  };
  const bodies = async () => (await fixture.service.conversations(sid).messages.list()).map(({ body }) => body);
  /** What became of a call: its status, or the words of its error. */
  const outcome = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => (error as { status?: number }).status ?? (error as Error).message,
    );

  beforeEach(async () => {
    clients = [];
    fixture = await startEmulator();
    ({ sid } = await fixture.service.conversations.create({}));
    const { participants } = fixture.service.conversations(sid);
    for (const identity of ['alice', 'bob']) await participants.create({ identity });
  });

  afterEach(async () => {
    await Promise.all(clients.map((client) => client.shutdown()));
    await fixture.close();
  });

  const sends: readonly [string, FaultRule['fault'], unknown, readonly string[]][] = [
    ['cut before it is carried out', { kind: 'drop' }, 'disconnected', []],
    ['cut after it was carried out', { kind: 'execute-and-drop' }, 'disconnected', ['hi']],
    ['cut in the middle of the answer', { kind: 'cut', afterBytes: 40 }, 'disconnected', ['hi']],
    ['refused as too many', { kind: 'status', status: 429, code: 20429 }, 429, []],
    ['met by a failing server', { kind: 'status', status: 503 }, 503, []],
    ['answered late', { kind: 'delay', ms: 50 }, 'done', ['hi']],
  ];
  for (const [name, what, expected, stored] of sends) {
    it(`let a send be ${name}`, async () => {
      const alice = await open(await connect('alice'));
      fault({ ...SEND, fault: what });
      assert.equal(await outcome(alice.sendMessage('hi')), expected);
      assert.deepEqual(await bodies(), stored);
    });
  }

  it('let a send be carried out after its line was cut', async () => {
    const bob = await open(await connect('bob'));
    const alice = await open(await connect('alice'));
    const arrived = nextEvent<Message>(bob, 'messageAdded');
    fault({ ...SEND, fault: { kind: 'late', ms: 100 } });
    assert.equal(await outcome(alice.sendMessage('late')), 'disconnected');
    assert.deepEqual(await bodies(), []);
    assert.equal((await arrived).body, 'late');
  });

  it('leave a command without an answer, or a line that is dead and looks alive', async () => {
    const socket = await RawSocket.open(fixture.socketUri);
    await socket.initialise(fixture.token('alice'));
    const base = `/Client/v2/Services/${fixture.serviceSid}/Conversations/${sid}/Messages`;
    fixture.emulator.faults.script([
      { at: 'request', fault: { kind: 'no-reply' } },
      { at: 'request', fault: { kind: 'execute-no-reply' } },
      { at: 'request', skip: 1, fault: { kind: 'half-open' } },
    ]);
    void socket.request('POST', base, { body: 'lost' });
    void socket.request('POST', base, { body: 'stored' });
    const answer = await socket.request('POST', base, { body: 'answered' });
    assert.equal((answer.payload as { index: number }).index, 1);
    void socket.request('POST', base, { body: 'into the void' });
    assert.deepEqual(await bodies(), ['stored', 'answered']);
    socket.close();
  });

  it('double, lose and reorder events, and the SDK tells each that came once', async () => {
    const alice = await open(await connect('alice'));
    const heard: (string | null)[] = [];
    alice.on('messageAdded', ({ body }) => heard.push(body));
    const { messages } = fixture.service.conversations(sid);
    const warmUp = nextEvent(alice, 'messageAdded');
    await messages.create({ body: 'zero' });
    await warmUp;
    const event = { at: 'event', identity: 'alice', path: 'cds.list' } as const;
    fixture.emulator.faults.script([
      { ...event, fault: { kind: 'double' } },
      { ...event, fault: { kind: 'lose' } },
      { ...event, fault: { kind: 'reorder' } },
    ]);
    const both = ['three', 'four'].map((text) =>
      nextEvent<Message>(alice, 'messageAdded', ({ body }) => body === text),
    );
    for (const body of ['one', 'two', 'three', 'four']) await messages.create({ body });
    await Promise.all(both);
    // Which of the reordered two the SDK tells first is its own affair.
    assert.deepEqual(heard.toSorted(), ['four', 'one', 'three', 'zero']);
  });

  it('refuse a socket, or leave it waiting, until it comes again', async () => {
    fixture.emulator.faults.script([
      { at: 'init', fault: { kind: 'status', status: 429, code: 51202, reconnectMs: 20 } },
      { at: 'init', fault: { kind: 'status', status: 500 } },
      { at: 'init', fault: { kind: 'drop' } },
    ]);
    const client = newClient(fixture.socketUri, fixture.token('alice'));
    clients.push(client);
    await nextEvent(client, 'initialized');
    await client.getSubscribedConversations();

    fault({ at: 'init', times: 1, fault: { kind: 'no-reply' } });
    const socket = await RawSocket.open(fixture.socketUri);
    void socket.initialise(fixture.token('bob'));
    assert.equal((await socket.initialise(fixture.token('bob'))).header['id'], 'TM-init');
    socket.close();
  });

  it('end sessions: away to another server, refused, expired', async () => {
    const aliceClient = await connect('alice');
    const back = nextEvent(aliceClient, 'connectionStateChanged', (state) => state === 'connected');
    fault({ ...SEND, path: 'typing', fault: { kind: 'close', status: 308 } });
    (await open(aliceClient)).typing().catch(() => undefined);
    await back;
    const bobClient = await connect('bob');
    const expired = nextEvent(bobClient, 'tokenExpired');
    fixture.emulator.faults.jumpClock(3600_000);
    await expired;
  });

  it('refuse the renewal of a token', async () => {
    const client = await connect('alice');
    fault({ at: 'update', times: 1, fault: { kind: 'status', status: 401, code: 20101 } });
    const denied = nextEvent(client, 'connectionStateChanged', (state) => state === 'denied');
    await assert.rejects(client.updateToken(fixture.token('alice', { ttl: 3000 })));
    await denied;
  });

  it('strike REST as well', async () => {
    const { messages } = fixture.service.conversations(sid);
    fixture.emulator.faults.script([
      { at: 'rest', path: '/Messages', fault: { kind: 'status', status: 429, code: 20429 } },
      { at: 'rest', path: '/Messages', fault: { kind: 'status', status: 503, code: 20503 } },
      { at: 'rest', path: '/Messages', fault: { kind: 'execute-and-drop' } },
      { at: 'rest', path: '/Messages', fault: { kind: 'cut', afterBytes: 10 } },
    ]);
    await assert.rejects(messages.create({ body: 'no' }), { status: 429, code: 20429 });
    await assert.rejects(messages.create({ body: 'no' }), { status: 503, code: 20503 });
    await assert.rejects(messages.create({ body: 'yes' }), TypeError);
    await assert.rejects(messages.create({ body: 'yes too' }), TypeError);
    assert.deepEqual(await bodies(), ['yes', 'yes too']);
  });
});

describe('the real limits', () => {
  it('count the commands of a second, and refuse tokens that live too short', async () => {
    const fixture = await startEmulator({ limits: { actionsPerSecond: 2, shortestTokenSeconds: 180 } });
    const socket = await RawSocket.open(fixture.socketUri);
    const { header } = await socket.initialise(fixture.token('alice', { ttl: 60 }));
    assert.equal((header['status'] as { code: number }).code, 401);
    await socket.initialise(fixture.token('alice'));
    const codes = new Set<unknown>();
    for (let count = 0; count < 9; count++) {
      const answer = await socket.request('POST', '/v1/typing', {});
      codes.add((answer.payload as { code: number }).code);
    }
    assert.ok(codes.has(20429));
    socket.close();
    await fixture.close();
  });
});
