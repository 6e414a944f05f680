/** The one implementation over Twilio's helper library: what it makes, how often, and what it says when Twilio fails. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import twilio from 'twilio';
import { createEmulator, type Emulator } from '../../src/emulator/index.js';
import { hasTwilioCredentials } from '../../src/server/backend.js';
import { openMemoryStorage } from '../../src/server/database/memory.js';
import type { Storage } from '../../src/server/storage.js';
import { FetchRequestClient } from '../../src/server/twilio-requests.js';
import { openCopy } from './copy.js';

const ACCOUNT = 'account';
const VISITOR = 'a_visitor';

let emulator: Emulator;
let storage: Storage;
let requests: string[];

beforeEach(async () => {
  emulator = createEmulator();
  storage = await openMemoryStorage([]);
  requests = [];
});
afterEach(() => emulator.close());

/** A copy of the server whose requests to Twilio are counted. */
function createCopy(fetch: (request: Request) => Promise<Response> = (request) => emulator.fetch(request)) {
  return openCopy(emulator, storage, (request) => {
    requests.push(`${request.method} ${new URL(request.url).pathname.replace(/[A-Z]{2}[0-9a-f]{32}/g, '*')}`);
    return fetch(request);
  });
}

/** The participants of a conversation, the visitor before the team. */
async function identitiesIn(sid: string): Promise<string[]> {
  const { serviceSid } = (await storage.twilio.find(ACCOUNT)) ?? { serviceSid: '' };
  const httpClient = new FetchRequestClient((request) => emulator.fetch(request));
  const client = twilio(emulator.accountSid, emulator.authToken, { env: {}, httpClient });
  const participants = await client.conversations.v1.services(serviceSid).conversations(sid).participants.list();
  return participants.map(({ identity }) => identity).sort();
}

const countOf = (request: string) => requests.filter((made) => made === request).length;

describe('an account at Twilio', () => {
  test('is prepared once, however many ask for it at once', async () => {
    const service = createCopy();
    await Promise.all(Array.from({ length: 20 }, () => service.createToken(ACCOUNT, VISITOR)));
    assert.equal(countOf('POST /v1/Services'), 1);
    assert.equal(countOf('POST /2010-04-01/Accounts/*/Keys.json'), 1);
  });

  test('keeps its service, roles included, when only the key was lost', async () => {
    await createCopy().createToken(ACCOUNT, VISITOR);
    const before = await storage.twilio.find(ACCOUNT);
    storage = await openMemoryStorage([]);
    await createCopy().createToken(ACCOUNT, VISITOR);
    const after = await storage.twilio.find(ACCOUNT);
    assert.equal(after?.serviceSid, before?.serviceSid);
    assert.notEqual(after?.apiKeySid, before?.apiKeySid);
    assert.equal(countOf('POST /v1/Services'), 1);
    assert.equal(countOf('POST /v1/Services/*/Roles'), 2);
  });

  test('is its own: another one finds nothing of it', async () => {
    const service = createCopy();
    await service.openConversation(ACCOUNT, VISITOR);
    assert.notEqual(await service.findConversation(ACCOUNT, VISITOR), null);
    assert.equal(await service.findConversation('another', VISITOR), null);
  });
});

describe('a conversation', () => {
  test('is one even when two copies of the server make it at once', async () => {
    const copies = [createCopy(), createCopy()];
    await copies[0]?.createToken(ACCOUNT, VISITOR);
    const sids = await Promise.all(copies.map((copy) => copy.openConversation(ACCOUNT, VISITOR)));
    assert.equal(countOf('POST /v1/Services/*/Conversations'), 2);
    assert.equal(sids[0], sids[1]);
  });

  test('gets the participants that an earlier attempt left out', async () => {
    const member = await storage.team.identityOf(ACCOUNT, 'demo');
    let isFailing = true;
    const service = createCopy(async (request) =>
      isFailing && request.url.endsWith('/Participants')
        ? new Response('{}', { status: 500 })
        : emulator.fetch(request),
    );
    await assert.rejects(service.openConversation(ACCOUNT, VISITOR), { code: 'backend-unavailable' });
    isFailing = false;
    const sid = await service.openConversation(ACCOUNT, VISITOR);
    assert.deepEqual(await identitiesIn(sid), [VISITOR, member]);
  });

  test('has nobody in it but the visitor, in an account that has no team yet', async () => {
    const sid = await createCopy().openConversation(ACCOUNT, VISITOR);
    assert.deepEqual(await identitiesIn(sid), [VISITOR]);
    assert.deepEqual(await storage.team.list(ACCOUNT), []);
  });
});

describe('a failure of Twilio', () => {
  for (const [status, code] of [
    [400, 'backend-failed'],
    [401, 'backend-failed'],
    [403, 'backend-failed'],
    [429, 'backend-unavailable'],
    [500, 'backend-unavailable'],
    [503, 'backend-unavailable'],
  ] as const) {
    test(`${status} is ${code}`, async () => {
      const service = createCopy(async () => new Response('<html>', { status }));
      await assert.rejects(service.createToken(ACCOUNT, VISITOR), { name: 'PublicError', code });
    });
  }

  test('to answer at all is backend-unavailable, and is not remembered', async () => {
    let isAway = true;
    const service = createCopy(async (request) =>
      isAway ? Promise.reject(new Error('getaddrinfo ENOTFOUND')) : emulator.fetch(request),
    );
    await assert.rejects(service.createToken(ACCOUNT, VISITOR), { code: 'backend-unavailable' });
    isAway = false;
    assert.match(await service.createToken(ACCOUNT, VISITOR), /^[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});

test('the real Twilio needs both of its credentials', () => {
  assert.ok(hasTwilioCredentials({ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'x' }));
  assert.ok(!hasTwilioCredentials({ TWILIO_ACCOUNT_SID: 'AC1' }));
  assert.ok(!hasTwilioCredentials({ TWILIO_ACCOUNT_SID: '', TWILIO_AUTH_TOKEN: 'x' }));
});
