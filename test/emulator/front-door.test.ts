/** The emulator's own port: what it lets in, what it does not, and the command that opens it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { afterEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCommand, UsageError } from '../../src/emulator/front-door/command-line.js';
import { openFrontDoor, type FrontDoor, type FrontDoorOptions } from '../../src/emulator/front-door/server.js';
import type { StoredRow } from '../../src/emulator/index.js';
import { RawSocket } from '../support/node/raw-socket.js';

const CLI = fileURLToPath(new URL('../../src/emulator/front-door/cli.js', import.meta.url));
const JSON_HEADERS = { 'Content-Type': 'application/json' };

describe('the front door', () => {
  let door: FrontDoor;
  const open = async (options?: FrontDoorOptions) => {
    door = await openFrontDoor(options);
  };
  const ask = (path: string, init?: RequestInit) => fetch(door.origin + path, init);
  const post = (path: string, body: unknown) =>
    ask(path, { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify(body) });
  const rest = (path: string) => {
    const credentials = `${door.credentials.TWILIO_API_KEY_SID}:${door.credentials.TWILIO_API_KEY_SECRET}`;
    return ask(path, { headers: { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } });
  };

  afterEach(() => door.close());

  it('answers REST, gives tokens out and takes sockets', async () => {
    await open();
    const { services } = (await (await rest('/v1/Services')).json()) as { services: { sid: string }[] };
    assert.equal(services[0]?.sid, door.credentials.TWILIO_CHAT_SERVICE_SID);
    assert.equal((await ask('/v1/Services')).status, 401);
    const token = await (await ask('/tokens/al%20ice')).text();
    const socket = await RawSocket.open(door.socketUri);
    assert.equal(((await socket.initialise(token)).header['status'] as { code: number }).code, 200);
    socket.close();
  });

  it('shows a page that runs under the strictest policy, and its rows to nobody else', async () => {
    await open();
    const page = await ask('/');
    assert.match(page.headers.get('Content-Security-Policy') ?? '', /default-src 'none'; script-src 'self'/);
    const rows = await (await ask('/page/rows')).text();
    assert.ok(rows.includes('"kind":"service"') && !rows.includes(door.credentials.TWILIO_API_KEY_SECRET));
    assert.equal((await ask('/page/rows', { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status, 404);
    assert.equal((await ask('/page/messages', { method: 'POST', body: '{}' })).status, 404);
  });

  it('has no controls unless they were asked for', async () => {
    await open();
    assert.equal((await post('/control/drop', {})).status, 404);
  });

  it('lets things go wrong over HTTP', async () => {
    await open({ control: true, pingIntervalMs: 0 });
    const fault = { kind: 'status', status: 503 };
    assert.equal((await post('/control/faults', { at: 'rest', times: 1, fault })).status, 204);
    assert.equal((await rest('/v1/Services')).status, 503);
    assert.equal((await rest('/v1/Services')).status, 200);
    await post('/control/script', [{ at: 'rest', fault: { kind: 'drop' } }]);
    await assert.rejects(rest('/v1/Services'), TypeError);
    await post('/control/script', [{ at: 'rest', fault: { kind: 'cut', afterBytes: 9 } }]);
    await assert.rejects(async () => (await rest('/v1/Services')).text(), TypeError);
    await post('/control/faults', { at: 'rest', fault });
    assert.equal((await ask('/control/faults', { method: 'DELETE' })).status, 204);
    assert.equal((await rest('/v1/Services')).status, 200);
    const token = await (await ask('/tokens/alice')).text();
    const socket = await RawSocket.open(door.socketUri);
    await socket.initialise(token);
    await post('/control/clock', { ms: 3_600_000 });
    assert.equal((await socket.next()).header['method'], 'client_update');
    assert.equal((await socket.next()).header['method'], 'close');
    await post('/control/drop', {});
    await socket.closed;
    // Keys alone: nobody is online after a reset, whoever was when the snapshot was taken.
    const keys = async () => ((await (await ask('/control/snapshot')).json()) as StoredRow[]).map(({ key }) => key);
    const [before, snapshot] = [await keys(), (await (await ask('/control/snapshot')).json()) as unknown];
    await post('/control/reset', []);
    assert.deepEqual(await keys(), []);
    await post('/control/reset', snapshot);
    assert.deepEqual((await keys()).filter((key) => before.includes(key)).length, before.length);
  });

  it('says what is wrong with a rule, and takes nothing that another page could send', async () => {
    await open({ control: true });
    const wrong = [
      {},
      { at: 'rest' },
      { at: 'moon', fault: { kind: 'drop' } },
      { at: 'rest', fault: { kind: 'delay' } },
    ];
    for (const rule of wrong) assert.equal((await post('/control/faults', rule)).status, 400);
    const plain = await ask('/control/drop', { method: 'POST', body: '{}' });
    assert.equal(plain.status, 415);
  });
});

describe('the command', () => {
  it('reads its arguments', () => {
    const { port, host, data, hasControl } = readCommand(['--port', '0', '--data', 'a.db', '--control']);
    assert.deepEqual([port, host, data, hasControl], [0, '127.0.0.1', 'a.db', true]);
    assert.equal(readCommand(['--help']).isHelp, true);
  });

  for (const wrong of [['--port'], ['--port', 'x'], ['--port', '70000'], ['--what'], ['--data', '--control']]) {
    it(`refuses ${wrong.join(' ')} in one sentence`, () => {
      assert.throws(() => readCommand(wrong), UsageError);
    });
  }

  it('shows how it is used', () => {
    const { stdout, status } = spawnSync(process.execPath, [CLI, 'emulator', '--help'], { encoding: 'utf8' });
    assert.deepEqual([status, stdout.startsWith('Usage: missive-chat emulator')], [0, true]);
  });
});
