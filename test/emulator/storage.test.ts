/** What is kept, in a file, in a snapshot, and not at all. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  createEmulator,
  openDatabase,
  StorageError,
  type Emulator,
  type RowStorage,
} from '../../src/emulator/index.js';
import { helperLibrary } from '../support/node/emulator.js';

/** A process that opens a database and never stops writing. */
const WRITER = fileURLToPath(new URL('../support/node/writer.js', import.meta.url));

/** An account with something of everything in it. */
async function fill(emulator: Emulator) {
  const library = helperLibrary(emulator);
  await library.api.v2010.accounts(emulator.accountSid).newKeys.create({ friendlyName: 'Kept' });
  const { sid } = await library.conversations.v1.services.create({ friendlyName: 'Kept' });
  const service = library.conversations.v1.services(sid);
  await service.configuration.webhooks().update({ postWebhookUrl: 'http://127.0.0.1:9/', filters: ['onUserAdded'] });
  const { sid: conversationSid } = await service.conversations.create({ uniqueName: 'ticket', attributes: '{"a":1}' });
  const conversation = service.conversations(conversationSid);
  await conversation.participants.create({ identity: 'alice' });
  await conversation.participants.create({ identity: 'bob' });
  await conversation.participants('bob').remove();
  await conversation.webhooks.create({ target: 'webhook', 'configuration.url': 'http://127.0.0.1:9/' });
  for (const body of ['one', 'two', 'three']) await conversation.messages.create({ author: 'alice', body });
  const [, second] = await conversation.messages.list();
  await conversation.messages(second?.sid ?? '').remove();
  return conversation;
}

describe('the rows of an emulator', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emulator-'));
    path = join(folder, 'rows.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are the same after a restart', async () => {
    const first = createEmulator({ storage: await openDatabase(path) });
    await fill(first);
    const before = first.snapshot();
    await first.close();
    const second = createEmulator({ storage: await openDatabase(path) });
    assert.deepEqual(second.snapshot(), before);
    const { services } = helperLibrary(second).conversations.v1;
    const [service] = await services.list();
    const conversation = services(service?.sid ?? '').conversations('ticket');
    const messages = await conversation.messages.list();
    assert.deepEqual(
      messages.map(({ index, body }) => [index, body]),
      [
        [0, 'one'],
        [2, 'three'],
      ],
    );
    assert.equal((await conversation.messages.create({ body: 'four' })).index, 3);
    assert.equal((await conversation.participants('alice').fetch()).identity, 'alice');
    await second.close();
  });

  it('are gone after a reset, in the file as well', async () => {
    const first = createEmulator({ storage: await openDatabase(path) });
    await fill(first);
    first.reset();
    assert.deepEqual(first.snapshot(), []);
    await first.close();
    const second = createEmulator({ storage: await openDatabase(path) });
    assert.deepEqual(second.snapshot(), []);
    await second.close();
  });

  it('come back from a snapshot, into any emulator', async () => {
    const first = createEmulator();
    const conversation = await fill(first);
    const snapshot = first.snapshot();
    await conversation.remove();
    first.reset(snapshot);
    assert.equal((await conversation.messages.list()).length, 2);
    const second = createEmulator();
    second.reset(JSON.parse(JSON.stringify(snapshot)) as typeof snapshot);
    assert.deepEqual(second.snapshot(), snapshot);
  });

  it('leave nothing of a service that was removed', async () => {
    const emulator = createEmulator({ storage: await openDatabase(path) });
    await fill(emulator);
    const { services } = helperLibrary(emulator).conversations.v1;
    const [service] = await services.list();
    await services(service?.sid ?? '').remove();
    await emulator.close();
    const storage = await openDatabase(path);
    assert.deepEqual(
      storage.read().map(({ kind }) => kind),
      ['key'],
    );
    storage.close();
  });

  it('are acknowledged only when they are stored', async () => {
    let isFull = false;
    const written: string[] = [];
    const storage: RowStorage = {
      read: () => [],
      write(changes) {
        if (isFull) throw new Error('the disk is full');
        written.push(...changes.map(({ kind }) => kind));
      },
      clear: () => undefined,
      close: () => undefined,
    };
    const emulator = createEmulator({ storage });
    const conversation = await fill(emulator);
    isFull = true;
    await assert.rejects(conversation.messages.create({ body: 'lost?' }), { status: 500 });
    isFull = false;
    written.length = 0;
    await conversation.messages.create({ body: 'stored' });
    assert.equal(written.filter((kind) => kind === 'message').length, 2);
  });

  it('belong to one emulator at a time', async () => {
    const first = await openDatabase(path);
    const inUse = (error: unknown) => error instanceof StorageError && error.message.includes('is in use');
    await assert.rejects(openDatabase(path), inUse);
    const holder = spawn(process.execPath, [WRITER, path], { stdio: ['ignore', 'ignore', 'pipe'] });
    const complaint = await text(holder.stderr);
    assert.match(complaint, /is in use by another emulator\. Stop that one, or name another file\./);
    first.close();
    (await openDatabase(path)).close();
  });

  it('are free again as soon as the process that held them was killed', async () => {
    const holder = spawn(process.execPath, [WRITER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    await assert.rejects(openDatabase(path), StorageError);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    (await openDatabase(path)).close();
  });

  it('say in one sentence why a file cannot be used', async () => {
    writeFileSync(
      path,
      'This is no database, and it is longer than the head that one would have had here. '.repeat(20),
    );
    await assert.rejects(
      openDatabase(path),
      (error) => error instanceof StorageError && error.message.includes('cannot be opened'),
    );
    await assert.rejects(openDatabase(join(folder, 'no', 'such', 'folder.db')), StorageError);
  });
});
