/** The command, as a process of its own. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';

const CLI = fileURLToPath(new URL('../../src/server/cli.js', import.meta.url));

let running: ChildProcess | null = null;
afterEach(() => running?.kill('SIGKILL'));

const DATA_DIR = mkdtempSync(join(tmpdir(), 'missive-chat-test-'));
after(() => rmSync(DATA_DIR, { recursive: true }));

function start(parameters: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [CLI, ...parameters], {
    env: { PATH: process.env['PATH'], DATA_DIR, ...environment },
  });
  running = child;
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  return { child, output };
}

async function runToEnd(parameters: string[], environment: Record<string, string>) {
  const { child, output } = start(parameters, environment);
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...output };
}

describe('the command', () => {
  test('says where it is, serves, and ends cleanly', async () => {
    const { child, output } = start(['--memory'], { PORT: '0' });
    while (!output.out.includes('Inbox: ')) await once(child.stdout, 'data');
    const [demo, setup, inbox, end] = output.out.split('\n');
    const origin = /^Demo: (http:\/\/127\.0\.0\.1:\d+)\/$/.exec(demo ?? '')?.[1] ?? '';
    assert.match(setup ?? '', new RegExp(`^Setup: ${origin}/sign-in\\?key=[\\w-]{43}&to=/setup$`));
    assert.match(inbox ?? '', new RegExp(`^Inbox: ${origin}/sign-in\\?key=[\\w-]{43}&to=/inbox$`));
    assert.equal(end, '');

    assert.equal((await fetch(`${origin}/healthz`)).status, 200);
    const signIn = await fetch(inbox?.slice('Inbox: '.length) ?? '', { redirect: 'manual' });
    assert.equal(signIn.status, 303);
    const settings = await fetch(`${origin}/${DEMO_ACCOUNT.id}/settings`);
    assert.deepEqual(((await settings.json()) as { twilio: unknown }).twilio, {
      socket: `${origin.replace('http', 'ws')}/twilio/v3/wsconnect`,
    });

    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.equal(output.err, '');
  });

  test('names a port that cannot be one', async () => {
    for (const PORT of ['eighty', '-1', '65536', '80.5', '0x50']) {
      const { code, out, err } = await runToEnd([], { PORT });
      assert.deepEqual({ code, out }, { code: 1, out: '' });
      assert.equal(err, `PORT is "${PORT}", but must be a number from 0 to 65535.\n`);
    }
  });

  test('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, out, err } = await runToEnd(['--memory'], { PORT: String(port) });
    other.close();
    assert.deepEqual({ code, out }, { code: 1, out: '' });
    assert.equal(err, `Port ${port} on 127.0.0.1 is taken. Set PORT to another one.\n`);
  });

  test('names what else is wrong, and explains itself', async () => {
    const wrong = await runToEnd(['--nothing'], {});
    assert.deepEqual(wrong, { code: 1, out: '', err: "error: unknown option '--nothing'\nTry --help.\n" });
    for (const [environment, message] of [
      [{ TWILIO_ACCOUNT_SID: 'SK1', TWILIO_AUTH_TOKEN: 'x' }, 'TWILIO_ACCOUNT_SID must begin with AC.'],
      [{ TWILIO_ACCOUNT_SID: 'AC1' }, /belong together; one of them is missing/],
      [{ TWILIO_URL: 'http://127.0.0.1:1' }, /^TWILIO_URL needs TWILIO_ACCOUNT_SID/],
      [{ MISSIVE_KEY: 'short' }, /^MISSIVE_KEY is too short.*openssl rand -hex 32/],
      [{ DATABASE_URL: 'mysql://user:canary@host/name' }, /^DATABASE_URL must be an address/],
      [{ DATABASE_URL: 'postgres://127.0.0.1:1/x' }, /^DATABASE_URL needs MISSIVE_KEY/],
      [{ PUBLIC_URL: 'chat.example.com' }, /^PUBLIC_URL must be an address that begins with http/],
      [{ TRUSTED_PROXIES: '127.0.0.1, everybody' }, /^"everybody" is neither an address nor a network/],
    ] as const) {
      const { code, out, err } = await runToEnd(['serve'], environment);
      assert.deepEqual({ code, out }, { code: 1, out: '' });
      if (typeof message === 'string') assert.equal(err, `${message}\n`);
      else assert.match(err, message);
      assert.doesNotMatch(err, /canary|\n.+/);
    }
    for (const parameters of [['--help'], ['serve', '--help'], ['account', '--help'], ['key', '--help']]) {
      const help = await runToEnd(parameters, {});
      assert.equal(help.code, 0);
      assert.match(help.out, /^Usage: missive-chat /);
    }
    assert.match((await runToEnd(['emulator', '--help'], {})).out, /^Usage: missive-chat emulator/);
  });
});
