/** What outlives the process: a server that is killed while it writes, and started again on the same folder. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import type { SessionAnswer, SessionRequest } from '../../src/shared/session.js';

const CLI = fileURLToPath(new URL('../../src/server/cli.js', import.meta.url));
const DATA_DIR = mkdtempSync(join(tmpdir(), 'missive-chat-test-'));

let running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running = [];
});
after(() => rmSync(DATA_DIR, { recursive: true }));

async function start(parameters: string[] = ['serve'], variables: Record<string, string> = {}) {
  const env = { PATH: process.env['PATH'], PORT: '0', DATA_DIR, ...variables };
  const child = spawn(process.execPath, [CLI, ...parameters], { env });
  running.push(child);
  const output = { out: '', err: '' };
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  const exit = once(child, 'close');
  while (!output.out.includes('Inbox: ') && child.exitCode === null) {
    await Promise.race([once(child.stdout, 'data'), exit]);
  }
  const origin = /^Demo: (.*)\/$/m.exec(output.out)?.[1] ?? '';
  return { child, origin, output, exit };
}

async function post<Answer>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  return (await (await fetch(url, init)).json()) as Answer;
}

describe('after kill -9', () => {
  test('devices and conversations are there, and the same identity is derived', async () => {
    const open = (origin: string, request: SessionRequest) =>
      post<SessionAnswer>(`${origin}/${DEMO_ACCOUNT.id}/session`, request);
    const digest = 'd78c55fe6579a12831b5e0cdc5765ff7d110fefb2e386a43067accb51ce242f2';
    const jane = { user: { email: 'jane@acme.com', digest } };

    const first = await start();
    const visitor = await open(first.origin, {});
    const verified = await open(first.origin, jane);
    const headers = { Authorization: `Bearer ${visitor.device}` };
    const path = `/${DEMO_ACCOUNT.id}/conversation`;
    const { sid } = await post<{ sid: string }>(first.origin + path, {}, headers);
    first.child.kill('SIGKILL');
    await first.exit;

    const second = await start();
    const back = await open(second.origin, { device: visitor.device });
    assert.deepEqual([back.identity, back.conversation], [visitor.identity, sid]);
    assert.equal((await open(second.origin, jane)).identity, verified.identity);
    assert.equal(second.output.err, '');
  });

  test('the key was made once, readable by its owner alone, and said so once', async () => {
    rmSync(join(DATA_DIR, 'key'));
    rmSync(join(DATA_DIR, 'missive-chat.db'));
    const { output, child, exit } = await start();
    assert.equal(statSync(join(DATA_DIR, 'key')).mode & 0o777, 0o600);
    assert.equal((JSON.parse(output.err) as { event: string }).event, 'key-made');
    const stored = readFileSync(join(DATA_DIR, 'missive-chat.db-wal'), 'latin1');
    assert.ok(!stored.includes(DEMO_ACCOUNT.secretKeys[0]));
    assert.ok(!output.err.includes(readFileSync(join(DATA_DIR, 'key'), 'utf8').trim()));
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [0, null]);
  });

  test('another key opens nothing, and says so; the former one beside it does', async () => {
    const former = readFileSync(join(DATA_DIR, 'key'), 'utf8').trim();
    const wrong = await start(['serve'], { MISSIVE_KEY: 'x'.repeat(32) });
    await wrong.exit;
    assert.equal(wrong.child.exitCode, 1);
    assert.equal(wrong.output.err, 'A stored secret was sealed under another MISSIVE_KEY. Give the former key too.\n');
    const both = await start(['serve'], { MISSIVE_KEY: `${'x'.repeat(32)},${former}` });
    assert.equal((await fetch(`${both.origin}/readyz`)).status, 200);
  });

  test('settings can come from a file, which the environment overrules', async () => {
    const file = join(DATA_DIR, 'settings.env');
    writeFileSync(file, '# Where to listen\nHOST=localhost\nPORT=1\n');
    const { origin } = await start(['serve', '--memory', '--config', file]);
    assert.match(origin, /^http:\/\/(127\.0\.0\.1|\[::1\]):\d{2,}$/);
    writeFileSync(file, 'PROT=8080\n');
    const wrong = await start(['serve', '--config', file]);
    await wrong.exit;
    assert.match(wrong.output.err, /names PROT; there are PORT, HOST, /);
  });

  test('a second server in the same folder is refused in a sentence, and the first goes on', async () => {
    const first = await start();
    const second = await start();
    await second.exit;
    assert.equal(second.child.exitCode, 1);
    assert.match(
      second.output.err,
      /emulator\.db is in use by another emulator\. .*\(DATA_DIR names its folder\.\)\n$/,
    );
    assert.equal((await fetch(`${first.origin}/readyz`)).status, 200);
  });
});
