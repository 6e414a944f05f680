/** Brakes on abuse: who is counted as whom, and what the refused are told. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { networkOf } from '../../src/server/rate-limits.js';
import { CLOSED_ACCOUNT, createTestServer, errorCodeOf, type TestServer } from './harness.js';

const ACCOUNT = CLOSED_ACCOUNT.id;
const MINUTE = 60_000;

let server: TestServer;
beforeEach(async () => (server = await createTestServer()));
afterEach(() => server.backend.close());

const arrive = (address = '192.0.2.1', body: object = {}, account: string = ACCOUNT): Promise<Response> => {
  const headers = { 'Content-Type': 'application/json', Origin: 'https://acme.com' };
  return server.send(`/${account}/session`, { method: 'POST', headers, body: JSON.stringify(body) }, address);
};

async function statusesOf(count: number, ask: (index: number) => Promise<Response>): Promise<number[]> {
  const answers = [];
  for (let index = 0; index < count; index++) answers.push((await ask(index)).status);
  return answers;
}

describe('new visitors', () => {
  test('of one address are ten in a minute; the eleventh is told when to come back', async () => {
    assert.deepEqual(new Set(await statusesOf(10, () => arrive())), new Set([200]));
    server.clock.now += 15_000;
    const refused = await arrive();
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '45');
    assert.equal(refused.headers.get('access-control-allow-origin'), 'https://acme.com');
    assert.equal(refused.headers.get('access-control-expose-headers'), 'Retry-After');
    assert.equal(await errorCodeOf(refused), 'too-many-requests');
    assert.equal((await arrive('192.0.2.2')).status, 200);
    server.clock.now += 45_000;
    assert.equal((await arrive()).status, 200);
  });

  test('of one address are sixty in an hour', async () => {
    const statuses = await statusesOf(61, () => {
      server.clock.now += 7000;
      return arrive();
    });
    assert.deepEqual([statuses.slice(0, 60).every((status) => status === 200), statuses[60]], [true, 429]);
  });

  test('of a network of IPv6 are counted together, and a made-up device is a new visitor', async () => {
    const statuses = await statusesOf(11, (index) => arrive(`2001:db8:1:2::${index}`, { device: `made-up-${index}` }));
    assert.deepEqual([statuses[9], statuses[10]], [200, 429]);
    assert.equal((await arrive('2001:db8:1:3::1')).status, 200);
  });

  test('are also those whom a known device becomes, under other e-mails', async () => {
    const { device } = (await (await arrive()).json()) as { device: string };
    const statuses = await statusesOf(10, (index) => {
      const user = { email: `jane${index}@acme.com`, digest: '0'.repeat(64) };
      return arrive('192.0.2.1', { user, device });
    });
    assert.deepEqual([statuses[8], statuses[9]], [200, 429]);
    assert.equal((await arrive('192.0.2.1', { device })).status, 200);
  });

  test('of an account are twenty in a second, from wherever they come', async () => {
    const statuses = await statusesOf(21, (index) => arrive(`192.0.2.${index}`));
    assert.deepEqual([statuses[19], statuses[20]], [200, 429]);
    server.clock.now += 1000;
    assert.equal((await arrive('192.0.2.99')).status, 200);
  });

  test('are not counted where limits are off', async () => {
    const statuses = await statusesOf(30, () => arrive('192.0.2.1', {}, DEMO_ACCOUNT.id));
    assert.deepEqual(new Set(statuses), new Set([200]));
  });
});

describe('a visitor who is known', () => {
  test('is not stopped by the newcomers of the same address', async () => {
    const { device } = (await (await arrive()).json()) as { device: string };
    await statusesOf(10, () => arrive());
    assert.equal((await arrive()).status, 429);
    server.clock.now += 1000;
    assert.equal((await arrive('192.0.2.1', { device })).status, 200);
  });

  test('has a limit too', async () => {
    const { device } = (await (await arrive()).json()) as { device: string };
    const statuses = await statusesOf(61, () => {
      server.clock.now += 100;
      return arrive('192.0.2.1', { device });
    });
    assert.deepEqual([statuses[59], statuses[60]], [200, 429]);
    server.clock.now += MINUTE;
    assert.equal((await arrive('192.0.2.1', { device })).status, 200);
  });

  test('repeats the request for the conversation at nobody’s cost', async () => {
    const ask = async (device: string) =>
      server.send(
        `/${ACCOUNT}/conversation`,
        { method: 'POST', headers: { Authorization: `Bearer ${device}` } },
        '192.0.2.1',
      );
    const devices: string[] = [];
    for (let visitor = 0; visitor < 21; visitor++) {
      server.clock.now += MINUTE;
      devices.push(((await (await arrive()).json()) as { device: string }).device);
    }
    server.clock.now += MINUTE;
    const first = devices[0] ?? '';
    assert.deepEqual(new Set(await statusesOf(30, () => ask(first))), new Set([200]));
    server.clock.now += 1000;
    const others = await statusesOf(20, (index) => {
      server.clock.now += 200;
      return ask(devices[index + 1] ?? '');
    });
    assert.deepEqual([others[18], others[19]], [200, 429]);
  });
});

test('an address is counted as its network', () => {
  for (const [address, network] of [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    [undefined, ''],
  ] as const) {
    assert.equal(networkOf(address), network, address);
  }
});
