/** Who of the team is in which conversation, when conversations are closed and opened, members come and go. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import twilio from 'twilio';
import { createEmulator, type Emulator } from '../../src/emulator/index.js';
import { openMemoryStorage } from '../../src/server/database/memory.js';
import { createProcessLock } from '../../src/server/lock.js';
import type { Storage } from '../../src/server/storage.js';
import { FetchRequestClient } from '../../src/server/twilio-requests.js';
import { openCopy } from './copy.js';

const ACCOUNT = 'account';
const VISITOR = 'a_visitor';
const NOW = 1_800_000_000_000;

type Copy = ReturnType<typeof openCopy>;

let emulator: Emulator;
let storage: Storage;
let service: Copy;
let members: string[];

beforeEach(async () => {
  emulator = createEmulator();
  storage = await openMemoryStorage([], () => NOW);
  service = openCopy(emulator, storage);
  const ada = await storage.team.add(ACCOUNT, { name: 'Ada', email: 'ada@acme.com' });
  members = [await storage.team.identityOf(ACCOUNT, 'demo'), await storage.team.identityOf(ACCOUNT, ada?.id ?? '')];
});
afterEach(() => emulator.close());

/** What Twilio has, seen as the account's owner. */
async function conversations() {
  const { serviceSid = '' } = (await storage.twilio.find(ACCOUNT)) ?? {};
  const httpClient = new FetchRequestClient((request) => emulator.fetch(request));
  const client = twilio(emulator.accountSid, emulator.authToken, { env: {}, httpClient });
  return client.conversations.v1.services(serviceSid).conversations;
}

async function teamIn(sid: string): Promise<string[]> {
  const participants = await (await conversations())(sid).participants.list();
  return participants.map(({ identity }) => identity).filter((identity) => identity.startsWith('t_'));
}

const stateOf = async (sid: string) => (await (await conversations())(sid).fetch()).state;
const write = async (sid: string, body: string, author = VISITOR) =>
  (await conversations())(sid).messages.create({ author, body });
const closedSids = async () => (await storage.closed.list(ACCOUNT, 10)).map(({ sid }) => sid);

const close = (sid: string, seenIndex: number, copy = service) =>
  copy.closeConversation(ACCOUNT, sid, { by: members[0] ?? '', seenIndex, at: NOW });

/** A conversation of a visitor with one message, closed. */
async function openClosed(visitor = VISITOR): Promise<string> {
  const sid = await service.openConversation(ACCOUNT, visitor);
  await write(sid, 'hello', visitor);
  await close(sid, 0);
  return sid;
}

/** Fails the first request to Twilio that a copy makes after the first so many of that kind. */
function failing(pattern: RegExp, status = 500): Copy {
  let isDone = false;
  return openCopy(emulator, storage, async (request) => {
    if (isDone || !pattern.test(`${request.method} ${request.url}`)) return emulator.fetch(request);
    isDone = true;
    return new Response('{}', { status });
  });
}

describe('a conversation that is closed', () => {
  test('is left by the team, not by the visitor, and is on the list', async () => {
    const sid = await openClosed();
    assert.deepEqual(await teamIn(sid), []);
    assert.equal((await (await conversations())(sid).participants.list()).length, 1);
    assert.deepEqual(await storage.closed.list(ACCOUNT, 10), [
      { sid, visitor: VISITOR, closedBy: members[0], closedAt: NOW },
    ]);
    assert.equal(await service.findConversation(ACCOUNT, VISITOR), sid);
    await close(sid, -1); // once more changes nothing, whatever the second one has seen
    assert.deepEqual(await closedSids(), [sid]);
  });

  test('stays closed while the visitor only looks', async () => {
    const sid = await openClosed();
    assert.equal(await service.openConversation(ACCOUNT, VISITOR), sid);
    assert.deepEqual([await teamIn(sid), await closedSids()], [[], [sid]]);
  });

  for (const [how, look] of [
    ['the widget says so', (copy: Copy) => copy.openConversation(ACCOUNT, VISITOR)],
    ['the visitor comes back', (copy: Copy) => copy.findConversation(ACCOUNT, VISITOR)],
    ['an Inbox looks', (copy: Copy) => copy.attend(ACCOUNT, members[1] ?? '', NOW)],
    ['a member opens it', async (copy: Copy) => copy.reopenConversation(ACCOUNT, (await closedSids())[0] ?? '')],
  ] as const) {
    test(`is the whole team's again once the visitor has written and ${how}`, async () => {
      const sid = await openClosed();
      await write(sid, 'one more thing');
      await look(openCopy(emulator, storage));
      assert.deepEqual((await teamIn(sid)).sort(), [...members].sort());
      assert.deepEqual(await closedSids(), []);
      assert.equal(await stateOf(sid), 'active');
    });
  }

  test('is not closed over a message that the member has not seen', async () => {
    const sid = await service.openConversation(ACCOUNT, VISITOR);
    await write(sid, 'hello');
    await write(sid, 'and this');
    await assert.rejects(close(sid, 0), { code: 'conversation-moved' });
    assert.deepEqual([await stateOf(sid), (await teamIn(sid)).length, await closedSids()], ['active', 2, []]);
  });

  test('is not closed over a message that comes meanwhile', async () => {
    const sid = await service.openConversation(ACCOUNT, VISITOR);
    await write(sid, 'hello');
    let isWritten = false;
    const slow = openCopy(emulator, storage, async (request) => {
      const answer = await emulator.fetch(request);
      // The message comes when it was looked already whether there is one.
      if (!isWritten && request.method === 'GET' && request.url.includes('/Messages')) {
        isWritten = true;
        await write(sid, 'wait');
      }
      return answer;
    });
    await assert.rejects(close(sid, 0, slow), { code: 'conversation-moved' });
    assert.ok(isWritten);
    assert.deepEqual((await teamIn(sid)).sort(), [...members].sort());
    assert.deepEqual([await stateOf(sid), await closedSids()], ['active', []]);
  });

  test('of which the closing failed half-way is closed by whoever looks next', async () => {
    const sid = await service.openConversation(ACCOUNT, VISITOR);
    await assert.rejects(close(sid, -1, failing(/^DELETE .*\/Conversations\/CH/)), { code: 'backend-unavailable' });
    assert.notDeepEqual(await teamIn(sid), []);
    for (const member of members) await service.attend(ACCOUNT, member, NOW);
    assert.deepEqual([await teamIn(sid), await stateOf(sid), await closedSids()], [[], 'inactive', [sid]]);
  });

  test('of another account, or of no visitor, is not found', async () => {
    const sid = await openClosed();
    await service.createToken('another', VISITOR);
    for (const attempt of [
      service.closeConversation('another', sid, { by: 't_x', seenIndex: 0, at: NOW }),
      service.reopenConversation('another', sid),
      service.readConversation('another', sid),
    ]) {
      await assert.rejects(attempt, { code: 'not-found' });
    }
    const own = await (await conversations()).create({ uniqueName: 'notes' });
    await assert.rejects(close(own.sid, 0), { code: 'not-found' });
    await assert.rejects(service.readConversation(ACCOUNT, own.sid), { code: 'not-found' });
  });

  test('is read in pages, the newest first', async () => {
    const sid = await service.openConversation(ACCOUNT, VISITOR);
    for (let i = 0; i < 120; i++) await write(sid, String(i));
    await close(sid, 119);
    const read: string[] = [];
    let page: string | undefined;
    do {
      const { messages, earlier, visitor, isOpen } = await service.readConversation(ACCOUNT, sid, page);
      assert.deepEqual([visitor, isOpen], [VISITOR, false]);
      read.unshift(...messages.map(({ body }) => body));
      page = earlier ?? undefined;
    } while (page !== undefined);
    assert.deepEqual(
      read,
      Array.from({ length: 120 }, (_, i) => String(i)),
    );
    await assert.rejects(service.readConversation(ACCOUNT, sid, 'no such page'), { code: 'bad-request' });
  });

  test('comes to one end, however many close, open and write at once in two copies', async () => {
    const lock = createProcessLock(); // stands for the database's, which both share
    const copies = [1, 2].map(() => openCopy(emulator, storage, undefined, lock));
    const sid = await service.openConversation(ACCOUNT, VISITOR);
    await write(sid, '0');
    for (let round = 1; round <= 15; round++) {
      await Promise.allSettled([
        ...copies.map((copy) => close(sid, round - 1, copy)),
        write(sid, String(round)),
        ...copies.map((copy) => copy.openConversation(ACCOUNT, VISITOR)),
        ...members.map((member, i) => copies[i]?.attend(ACCOUNT, member, NOW)),
      ]);
      // The message was written, so whoever looks now finds the conversation open and the team in it.
      await Promise.all(members.map((member) => service.attend(ACCOUNT, member, NOW)));
      assert.deepEqual((await teamIn(sid)).sort(), [...members].sort());
      assert.deepEqual([await stateOf(sid), await closedSids()], ['active', []]);
    }
  });
});

describe('a member', () => {
  test('who is new comes into all open conversations, some at a time, and into no closed one', async () => {
    const open: string[] = [];
    for (let i = 0; i < 120; i++) open.push(await service.openConversation(ACCOUNT, `a_${i}`));
    const sid = await openClosed();
    const eve = await storage.team.add(ACCOUNT, { name: 'Eve', email: 'eve@acme.com' });
    const identity = await storage.team.identityOf(ACCOUNT, eve?.id ?? '');
    const missing: number[] = [];
    let requests = 0;
    let busiest = 0;
    let now = 0;
    const counting = openCopy(emulator, storage, async (request) => {
      requests++;
      busiest = Math.max(busiest, ++now);
      const answer = await emulator.fetch(request);
      now--;
      return answer;
    });
    do missing.push((await counting.attend(ACCOUNT, identity, NOW)).missing);
    while (missing.at(-1) !== 0);
    assert.deepEqual(missing, [70, 20, 0]);
    assert.ok(busiest <= 6, `${busiest} at a time`);
    for (const joined of open) assert.ok((await teamIn(joined)).includes(identity));
    assert.deepEqual(await teamIn(sid), []);
    requests = 0;
    assert.deepEqual(await counting.attend(ACCOUNT, identity, NOW), { open: 120, missing: 0, refused: 0 });
    assert.ok(requests <= 5, `${requests} requests when there is nothing to do`);
  });

  test('goes on where Twilio had had enough', async () => {
    const sids = await Promise.all([1, 2, 3].map((i) => service.openConversation(ACCOUNT, `a_${i}`)));
    const eve = await storage.team.add(ACCOUNT, { name: 'Eve', email: 'eve@acme.com' });
    const identity = await storage.team.identityOf(ACCOUNT, eve?.id ?? '');
    await assert.rejects(failing(/^POST .*\/Participants/, 429).attend(ACCOUNT, identity, NOW), {
      code: 'backend-unavailable',
    });
    assert.deepEqual(await service.attend(ACCOUNT, identity, NOW), { open: 3, missing: 0, refused: 0 });
    for (const sid of sids) assert.ok((await teamIn(sid)).includes(identity));
  });

  test('whom Twilio takes into no more conversations keeps no visitor from writing', async () => {
    const full = openCopy(emulator, storage, async (request) => {
      const isTeam = request.url.endsWith('/Participants') && (await request.clone().text()).includes('t_');
      return isTeam ? new Response('{}', { status: 403 }) : emulator.fetch(request);
    });
    const sid = await full.openConversation(ACCOUNT, VISITOR);
    assert.deepEqual(await teamIn(sid), []);
    assert.deepEqual(await full.attend(ACCOUNT, members[0] ?? '', NOW), { open: 1, missing: 0, refused: 1 });
  });

  test('who is dismissed is in no conversation any more', async () => {
    const sids = await Promise.all([1, 2, 3].map((i) => service.openConversation(ACCOUNT, `a_${i}`)));
    const [first = '', second = ''] = members;
    await service.dismiss(ACCOUNT, second);
    for (const sid of sids) assert.deepEqual(await teamIn(sid), [first]);
    await service.dismiss(ACCOUNT, second);
    await service.dismiss(ACCOUNT, 't_unknown');
  });
});
