/** Many copies: PostgreSQL as storage, and two processes behind one load balancer that must act like one server. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openFrontDoor, type FrontDoor } from '../../src/emulator/front-door/server.js';
import { openPostgres } from '../../src/server/database/postgres.js';
import { createStorage } from '../../src/server/database/storage.js';
import { createSealer } from '../../src/server/sealing.js';
import type { PublicSettings } from '../../src/shared/public-settings.js';
import type { SessionAnswer, SessionRequest } from '../../src/shared/session.js';
import { startPostgres, type TestPostgres } from '../support/node/postgres.js';
import { startRoundRobin, type RoundRobin } from '../support/node/round-robin.js';
import { connectedClient, nextEvent } from '../support/contract/sdk.js';
import '../support/node/sdk-timers.js';
import { digestOf } from './harness.js';
import { testStorage } from './storage-cases.js';

const CLI = fileURLToPath(new URL('../../src/server/cli.js', import.meta.url));
const KEY = 'k'.repeat(32);

let postgres: TestPostgres;
before(async () => (postgres = await startPostgres()));
after(() => postgres.stop());

describe('storage in PostgreSQL', () => {
  let url = '';
  before(async () => (url = await postgres.createDatabase('storage')));
  testStorage(async (now) => {
    const database = openPostgres(url, (error) => assert.fail(error));
    await sql`drop schema public cascade`.execute(database);
    await sql`create schema public`.execute(database);
    return createStorage(database, createSealer([KEY]), now);
  });
});

describe('two copies', () => {
  let door: FrontDoor;
  let environment: Record<string, string | undefined>;
  let copies: ChildProcess[];
  let balancer: RoundRobin;
  let account = '';
  let secretKey = '';

  before(async () => {
    door = await openFrontDoor();
    environment = {
      PATH: process.env['PATH'],
      PORT: '0',
      DATABASE_URL: await postgres.createDatabase('copies'),
      MISSIVE_KEY: KEY,
      TRUSTED_PROXIES: '127.0.0.1',
      TWILIO_URL: door.origin,
      TWILIO_ACCOUNT_SID: door.credentials.TWILIO_ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: door.credentials.TWILIO_AUTH_TOKEN,
    };
    // At once, on an empty database: both want to make the tables.
    const started = await Promise.all([startCopy(), startCopy()]);
    copies = started.map(({ child }) => child);
    balancer = await startRoundRobin(started.map(({ origin }) => origin));
    const added = await runCommand('account', 'add', 'Acme');
    account = /^Account: (.+)$/m.exec(added)?.[1] ?? '';
    secretKey = /^Secret key .*: (.+)$/m.exec(added)?.[1] ?? '';
  });

  after(async () => {
    await balancer.close();
    for (const child of copies) {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      assert.deepEqual(await exit, [0, null]);
    }
    await door.close();
  });

  async function startCopy(): Promise<{ child: ChildProcess; origin: string }> {
    const child = spawn(process.execPath, [CLI, 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      output += String(text);
      if (output.includes('Inbox: ')) break;
    }
    return { child, origin: /^Demo: (.*)\/$/m.exec(output)?.[1] ?? '' };
  }

  async function runCommand(...parameters: string[]): Promise<string> {
    const child = spawn(process.execPath, [CLI, ...parameters], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    assert.deepEqual(await once(child, 'close'), [0, null]);
    return output;
  }

  const post = (path: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
    fetch(`${balancer.origin}/${account}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  /** @param address Where the visitor is: each test has a network of its own, so that limits do not meet. */
  async function openSession(address: string, request: SessionRequest = {}): Promise<SessionAnswer> {
    const response = await post('session', request, { 'X-Forwarded-For': address });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as SessionAnswer;
  }

  test('are both ready', async () => {
    for (let request = 0; request < 4; request++) {
      assert.equal((await fetch(`${balancer.origin}/readyz`)).status, 200);
    }
  });

  test('know the devices of each other', async () => {
    const { identity, device } = await openSession('192.0.2.1');
    for (let request = 0; request < 4; request++) {
      assert.equal((await openSession('192.0.2.1', { device })).identity, identity);
    }
  });

  test('give a verified visitor the same identity', async () => {
    const user = { email: 'jane@acme.com', digest: digestOf('jane@acme.com', secretKey) };
    const sessions = [];
    for (let request = 0; request < 4; request++) sessions.push(await openSession('192.0.2.2', { user }));
    assert.equal(new Set(sessions.map(({ identity }) => identity)).size, 1);
    assert.match(sessions[0]?.identity ?? '', /^v_/);
  });

  test('make one conversation of fifty requests at once, and one service and key of the account', async () => {
    const { identity, device } = await openSession('192.0.2.3');
    const ask = () => post('conversation', {}, { Authorization: `Bearer ${device}` });
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const sids = await Promise.all(answers.map(async (answer) => (await answer.json()) as { sid: string }));
    assert.equal(new Set(sids.map(({ sid }) => sid)).size, 1);
    const rows = door.emulator.snapshot().filter(({ value }) => value.includes(identity));
    assert.equal(rows.filter(({ kind }) => kind === 'conversation').length, 1);
    const ofAccount = door.emulator.snapshot().filter(({ value }) => value.includes(`missive-chat ${account}`));
    assert.deepEqual(ofAccount.map(({ kind }) => kind).sort(), ['key', 'service']);
  });

  test('let through together what one of them would', async () => {
    const headers = { 'X-Forwarded-For': '192.0.2.4' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('session', {}, headers)));
    const refused = answers.filter(({ status }) => status === 429);
    assert.equal(refused.length, 10);
    const seconds = Number(refused[0]?.headers.get('retry-after'));
    assert.ok(seconds > 0 && seconds <= 60, String(seconds));
  });

  test('carry a message of the SDK', async () => {
    const { token, device } = await openSession('192.0.2.5');
    const settings = await fetch(`${balancer.origin}/${account}/settings`);
    const { twilio } = (await settings.json()) as PublicSettings;
    const client = await connectedClient(twilio.socket ?? '', token);
    const joined = nextEvent(client, 'conversationJoined');
    await post('conversation', {}, { Authorization: `Bearer ${device}` });
    await joined;
    const [conversation] = (await client.getSubscribedConversations()).items;
    assert.equal(await conversation?.sendMessage('Hello'), 0);
    await client.shutdown();
  });

  test('both count a new secret key at once, and an old one no more', async () => {
    const rotated = await runCommand('key', 'rotate', account);
    const newKey = /^Secret key .*: (.+)$/m.exec(rotated)?.[1] ?? '';
    const verificationOf = async (key: string) => {
      const user = { email: 'jane@acme.com', digest: digestOf('jane@acme.com', key) };
      return (await openSession('192.0.2.6', { user })).verification;
    };
    const both = [await verificationOf(newKey), await verificationOf(newKey), await verificationOf(secretKey)];
    assert.deepEqual(both, ['verified', 'verified', 'verified']);
    await runCommand('key', 'retire', account);
    const after = [await verificationOf(secretKey), await verificationOf(secretKey), await verificationOf(newKey)];
    assert.deepEqual(after, ['cannot-verify', 'cannot-verify', 'verified']);
  });
});
