/** The command, as a process of its own. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';

const CLI = fileURLToPath(new URL('../../src/server/cli.js', import.meta.url));

const COMMANDS = [
  ...[
    '',
    'serve',
    'account',
    'account add',
    'account rename',
    'account list',
    'key',
    'key rotate',
    'key retire',
    'key list',
  ],
  ...['member', 'member add', 'member invite', 'member list', 'member remove'],
];

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
    for (const [environment, message] of [
      [{ TWILIO_ACCOUNT_SID: 'SK1', TWILIO_AUTH_TOKEN: 'x' }, 'TWILIO_ACCOUNT_SID must begin with AC.'],
      [{ TWILIO_ACCOUNT_SID: 'AC1' }, /belong together; one of them is missing/],
      [{ TWILIO_URL: 'http://127.0.0.1:1' }, /^TWILIO_URL needs TWILIO_ACCOUNT_SID/],
      [{ MISSIVE_KEY: 'short' }, /^MISSIVE_KEY is too short.*openssl rand -hex 32/],
      [{ DATABASE_URL: 'mysql://user:canary@host/name' }, /^DATABASE_URL must be an address/],
      [{ DATABASE_URL: 'postgres://127.0.0.1:1/x' }, /^DATABASE_URL needs MISSIVE_KEY/],
      [{ DATA_DIR: CLI }, /cli\.js.key cannot be read/],
      [
        { DATA_DIR: join(CLI, 'x'), MISSIVE_KEY: 'k'.repeat(32) },
        /^\S+cli\.js.x cannot be made \(ENOTDIR.*Set DATA_DIR to another/,
      ],
      // A file system that says of its own root that it is not there.
      [{ DATA_DIR: '/proc/x' }, /^\/proc\/x cannot be made \(ENOENT.*Set DATA_DIR to another/],
      [{ DATA_DIR: '/proc' }, /^\/proc\/key cannot be made \(ENOENT.*Set MISSIVE_KEY, or another/],
      [{ DATA_DIR: '/proc', MISSIVE_KEY: 'k'.repeat(32) }, /^\/proc\/missive-chat\.db cannot be opened/],
      [{ PUBLIC_URL: 'chat.example.com' }, /^PUBLIC_URL must be an address that begins with http/],
      [{ TRUSTED_PROXIES: '127.0.0.1, everybody' }, /^"everybody" is neither an address nor a network/],
    ] as const) {
      const { code, out, err } = await runToEnd(['serve'], environment);
      assert.deepEqual({ code, out }, { code: 1, out: '' });
      if (typeof message === 'string') assert.equal(err, `${message}\n`);
      else assert.match(err, message);
      assert.doesNotMatch(err, /canary|\n.+/);
    }
    assert.match((await runToEnd(['emulator', '--help'], {})).out, /^Usage: missive-chat emulator/);
  });

  test('makes the data folder for its own user alone', async () => {
    const folder = join(DATA_DIR, 'made', 'here');
    assert.equal((await runToEnd(['account', 'list'], { DATA_DIR: folder })).code, 0);
    for (const made of [folder, dirname(folder)]) assert.equal(statSync(made).mode & 0o777, 0o700);
  });

  for (const [typed, words] of [
    ['--nothing', 'There is no option --nothing. Try: missive-chat serve --help'],
    ['--memry', 'There is no option --memry. Did you mean --memory? Try: missive-chat serve --help'],
    ['--config', 'The value of --config <file> is missing. Try: missive-chat --help'],
    ['serv', 'There is no command "serv". Did you mean serve? Try: missive-chat --help'],
    ['account ad', 'There is no command "ad". Did you mean add? Try: missive-chat account --help'],
    ['account add', 'The <name> is missing. Try: missive-chat account add --help'],
    ['account list x', 'That is too much: it takes 0, and got 1. Try: missive-chat account list --help'],
    ['member add x Ada', 'The <email> is missing. Try: missive-chat member add --help'],
    ['member list x', 'There is no such account. Try: missive-chat account list'],
    ['key retire x', 'There is no such account. Try: missive-chat account list'],
    ['emulator --nothing', /--nothing.*--help/],
  ] as const) {
    test(`says what is wrong with "${typed}"`, async () => {
      const { code, out, err } = await runToEnd(typed.split(' '), { MISSIVE_KEY: 'k'.repeat(32) });
      assert.deepEqual({ code, out }, { code: 1, out: '' });
      if (typeof words === 'string') assert.equal(err, `${words}\n`);
      else assert.match(err, words);
    });
  }

  test('explains each command, with examples', async () => {
    for (const command of COMMANDS) {
      const { code, out } = await runToEnd([...command.split(' ').filter(Boolean), '--help'], {});
      assert.equal(code, 0, command);
      assert.match(out, new RegExp(`^Usage: missive-chat ${command}`));
      // A group of commands names those.
      assert.match(out, new RegExp(`Examples:\\n  missive-chat ${command}|Commands:\\n  `), command);
    }
  });
});

describe('accounts, members and keys from the command line', () => {
  const say = async (...parameters: string[]) => {
    const { code, out, err } = await runToEnd(parameters, { MISSIVE_KEY: 'k'.repeat(32), HOST: '::1', PORT: '9090' });
    return { code, text: out + err };
  };

  test('an account and its team', async () => {
    const added = await say('account', 'add', ' Acme ', 'https://acme.com');
    const id = /^Account: ([0-9a-f-]{36})$/m.exec(added.text)?.[1] ?? '';
    assert.match(added.text, new RegExp(`^Secret key .*: [0-9a-f]{32}\\n.*missive-chat member add ${id} `, 'm'));
    assert.match((await say('account', 'list')).text, new RegExp(`^${id}  Acme$`, 'm'));
    assert.match((await say('member', 'list', id)).text, /^Nobody yet/);
    assert.equal((await say('account', 'rename', id, 'Acme Boats ')).text, `${id}  Acme Boats\n`);
    assert.match((await say('account', 'list')).text, new RegExp(`^${id}  Acme Boats$`, 'm'));

    const invited = await say('member', 'add', id, 'Ada', 'ada@acme.com');
    assert.match(
      invited.text,
      /^Invitation for Ada: http:\/\/\[::1\]:9090\/join#[\w-]+\.[\w-]{43}\n.*once, for 3 days/,
    );
    assert.match(invited.text, /PUBLIC_URL/);
    assert.equal((await say('member', 'list', id)).text, 'ada@acme.com  Ada  (has no password yet)\n');
    assert.match((await say('member', 'invite', id, 'ADA@acme.com')).text, /^Invitation for Ada: /);
    const sites = Array.from({ length: 101 }, (_, index) => `https://${index}.acme.com`);
    for (const [parameters, words] of [
      [
        ['member', 'add', id, 'Ada', 'ada@acme.com'],
        /is a member already\. For a new password: missive-chat member invite/,
      ],
      [['member', 'add', id, 'Ada', 'ada'], /^"ada" is no e-mail address/],
      [['member', 'add', id, ' ', 'bob@acme.com'], /^A name has 1 to 100 characters/],
      [['member', 'invite', id, 'bob@acme.com'], /^bob@acme.com is no member/],
      [['account', 'add', ' '], /^An account needs a name/],
      [['account', 'add', 'Acme', ...sites], /^An account can have 100 sites, not 101\./],
      [['account', 'add', 'Acme', 'acme.com/x'], /^"acme.com\/x" is no origin/],
      [['account', 'add', 'Acme', 'https://a.*.com'], /^"https:\/\/a.\*.com" is no origin/],
    ] as const) {
      const { code, text } = await say(...parameters);
      assert.match(text, words);
      assert.equal(code, 1);
    }
    assert.match((await say('member', 'remove', id, 'ada@acme.com')).text, /^Removed Ada/);
    assert.match((await say('member', 'list', id)).text, /^Nobody yet/);
  });

  test('keys, two at most', async () => {
    const id = /^Account: (.*)$/m.exec((await say('account', 'add', 'Keys')).text)?.[1] ?? '';
    assert.match((await say('key', 'retire', id)).text, new RegExp(`has no second key.*key rotate ${id}`));
    assert.match((await say('key', 'rotate', id)).text, /^Secret key \(shown once\): [0-9a-f]{32}\n/);
    assert.match((await say('key', 'rotate', id)).text, new RegExp(`has 2 keys.*key retire ${id}`));
    assert.equal((await say('key', 'list', id)).text.trim().split('\n').length, 2);
    assert.match((await say('key', 'retire', id)).text, /^Retired the key …[0-9a-f]{4}/);
  });
});
