/** What every storage promises, as tests that any database can be held to. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Storage } from '../../src/server/storage.js';

const ACCOUNT = '00000000-0000-4000-8000-00000000000a';
const OTHER = '00000000-0000-4000-8000-00000000000b';
const DEVICE = { identity: 'a_1', verification: 'unverified', email: null, wrongDigest: null } as const;

/** @param open Opens an empty storage whose clock is `now`. */
export function testStorage(open: (now: () => number) => Promise<Storage>): void {
  const clock = { now: 1_800_000_000_000 };
  let storage: Storage;
  beforeEach(async () => {
    storage = await open(() => clock.now);
    await storage.accounts.add({ id: ACCOUNT, name: 'A', secretKeys: ['first'] });
  });
  afterEach(() => storage.close());

  const keysOf = async (account: string): Promise<string[]> =>
    (await storage.accounts.secretKeys(account)).map(({ value }) => value);

  test('an account begins with what it was given, and the rest by default', async () => {
    assert.deepEqual(await storage.accounts.find(ACCOUNT), {
      id: ACCOUNT,
      name: 'A',
      version: 1,
      config: {},
      allowedOrigins: [],
      availability: { by: 'presence' },
      isLimited: true,
    });
    assert.equal(await storage.accounts.find(OTHER), null);
  });

  test('an account that is there is not added again', async () => {
    assert.equal(await storage.accounts.add({ id: ACCOUNT, name: 'B', secretKeys: ['second'] }), false);
    assert.equal((await storage.accounts.find(ACCOUNT))?.name, 'A');
    assert.deepEqual(await keysOf(ACCOUNT), ['first']);
    await storage.accounts.add({ id: OTHER });
    assert.deepEqual((await storage.accounts.list()).map(({ id }) => id).sort(), [ACCOUNT, OTHER]);
  });

  test('of two who save the same version, one is told to look again', async () => {
    const [one, two] = await Promise.all([
      storage.accounts.save(ACCOUNT, 1, { name: 'One', config: { chat: { name: 'One' } } }),
      storage.accounts.save(ACCOUNT, 1, { name: 'Two', config: { chat: { name: 'Two' } } }),
    ]);
    assert.deepEqual([one, two].sort(), [2, null]);
    const account = await storage.accounts.find(ACCOUNT);
    assert.deepEqual(account?.config, { chat: { name: account?.name } });
    assert.equal(await storage.accounts.save(OTHER, 1, {}), null);
  });

  test('a save changes what is given and nothing else', async () => {
    const availability = {
      by: 'schedule',
      timeZone: 'Europe/Prague',
      hours: [{ day: 1, from: '09:00', to: '17:00' }],
    } as const;
    await storage.accounts.save(ACCOUNT, 1, { allowedOrigins: ['https://acme.com'], availability, isLimited: false });
    const account = await storage.accounts.find(ACCOUNT);
    assert.deepEqual(account?.availability, availability);
    assert.deepEqual([account.name, account.allowedOrigins, account.isLimited], ['A', ['https://acme.com'], false]);
  });

  test('an account has two secret keys at most, also when they are added at once', async () => {
    const added = await Promise.all(['a', 'b', 'c'].map((value) => storage.accounts.addSecretKey(ACCOUNT, value)));
    assert.equal(added.filter((key) => key !== null).length, 1);
    assert.equal(await storage.accounts.addSecretKey(OTHER, 'of nobody'), null);
    const keys = await storage.accounts.secretKeys(ACCOUNT);
    assert.equal(keys[0]?.value, 'first');
    assert.equal(await storage.accounts.removeSecretKey(OTHER, keys[0].id), false);
    assert.equal(await storage.accounts.removeSecretKey(ACCOUNT, keys[0].id), true);
    assert.deepEqual(await keysOf(ACCOUNT), [keys[1]?.value]);
  });

  test('a member has one identity, whoever asks for it at once', async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, () => storage.team.identityOf(ACCOUNT, 'demo')));
    assert.equal(new Set(asked).size, 1);
    assert.match(asked[0] ?? '', /^t_[\w-]{22}$/);
    assert.notEqual(await storage.team.identityOf(OTHER, 'demo'), asked[0]);
    assert.deepEqual(await storage.team.identities(ACCOUNT), [asked[0]]);
  });

  test('members are found by e-mail address, whatever its case, and once in an account', async () => {
    const jane = { name: 'Jane', email: 'Jane@acme.com', passwordHash: 'hash' };
    const member = await storage.team.add(ACCOUNT, jane);
    assert.ok(member);
    assert.deepEqual(await storage.team.find(ACCOUNT, member.id), {
      id: member.id,
      name: 'Jane',
      email: 'Jane@acme.com',
      identity: member.identity,
      hasPassword: true,
    });
    assert.equal(await storage.team.add(ACCOUNT, { ...jane, email: ' jane@ACME.com' }), null);
    assert.ok(await storage.team.add(OTHER, { name: 'Jane', email: 'jane@acme.com' }));
    const credentials = await storage.team.credentialsOf('JANE@acme.com');
    assert.deepEqual(credentials.map(({ passwordHash }) => passwordHash).sort(), ['hash', null]);
    assert.equal(await storage.team.find(OTHER, member.id), null);
    assert.deepEqual(await storage.team.credentialsOf(''), []);
  });

  test('a member is changed without taking the e-mail address of another', async () => {
    const jane = await storage.team.add(ACCOUNT, { name: 'Jane', email: 'jane@acme.com' });
    clock.now += 1;
    const john = await storage.team.add(ACCOUNT, { name: 'John', email: 'john@acme.com' });
    assert.ok(jane && john);
    assert.equal(await storage.team.change(ACCOUNT, john.id, { email: 'JANE@acme.com' }), false);
    assert.equal(await storage.team.change(ACCOUNT, jane.id, { email: 'JANE@acme.com', passwordHash: 'x' }), true);
    assert.equal(await storage.team.change(OTHER, jane.id, { name: 'No' }), false);
    assert.deepEqual(
      (await storage.team.list(ACCOUNT)).map(({ name, email }) => [name, email]),
      [
        ['Jane', 'JANE@acme.com'],
        ['John', 'john@acme.com'],
      ],
    );
    const racing = await Promise.all(
      [jane, john].map(({ id }) => storage.team.change(ACCOUNT, id, { email: 'team@acme.com' })),
    );
    assert.deepEqual(racing.sort(), [false, true]);
  });

  test('who leaves the team is signed in no more', async () => {
    const jane = await storage.team.add(ACCOUNT, { name: 'Jane', email: 'jane@acme.com' });
    assert.ok(jane);
    const signIn = { account: ACCOUNT, member: jane.id, expiresAt: clock.now + 1, usedAt: clock.now };
    assert.equal(await storage.signIns.add('hash', signIn), true);
    assert.equal(await storage.team.remove(OTHER, jane.id, clock.now), false);
    assert.notEqual(await storage.signIns.find('hash'), null);
    assert.equal(await storage.team.remove(ACCOUNT, jane.id, clock.now), true);
    assert.equal(await storage.signIns.find('hash'), null);
    assert.equal(await storage.signIns.add('hash', signIn), false);
    assert.equal(await storage.signIns.find('hash'), null);
  });

  test('another password ends the sign-ins under the former one, also those that come at the same time', async () => {
    const jane = await storage.team.add(ACCOUNT, { name: 'Jane', email: 'jane@acme.com', passwordHash: 'former' });
    assert.ok(jane);
    const signIn = { account: ACCOUNT, member: jane.id, expiresAt: clock.now + 1, usedAt: clock.now };
    const add = (hash: string, passwordHash: string) => storage.signIns.add(hash, signIn, passwordHash);
    assert.deepEqual([await add('one', 'former'), await add('two', 'wrong')], [true, false]);
    const hashes = Array.from({ length: 20 }, (_, index) => `at once ${index}`);
    await Promise.all([
      ...hashes.slice(0, 10).map((hash) => add(hash, 'former')),
      storage.team.change(ACCOUNT, jane.id, { passwordHash: 'new' }),
      ...hashes.slice(10).map((hash) => add(hash, 'former')),
    ]);
    assert.deepEqual(await storage.signIns.list(ACCOUNT, jane.id), []);
    await storage.team.change(ACCOUNT, jane.id, { name: 'Jane D.' });
    assert.equal(await add('three', 'new'), true);
    await storage.team.change(ACCOUNT, jane.id, { name: 'Jane' });
    assert.notEqual(await storage.signIns.find('three'), null);
  });

  test('whoever left the team keeps their name at what they wrote', async () => {
    const jane = await storage.team.add(ACCOUNT, { name: 'Jane', email: 'jane@acme.com' });
    const john = await storage.team.add(ACCOUNT, { name: 'John', email: 'john@acme.com' });
    assert.ok(jane && john);
    const [janes, johns] = await Promise.all([jane, john].map(({ id }) => storage.team.identityOf(ACCOUNT, id)));
    assert.ok(janes !== undefined && johns !== undefined);
    await storage.team.remove(ACCOUNT, jane.id, clock.now);
    const nobody = await storage.team.identityOf(ACCOUNT, 'demo');
    const names = await storage.team.namesOf(ACCOUNT, [janes, johns, nobody, '__proto__']);
    assert.deepEqual(Object.fromEntries(names), { [janes]: 'Jane', [johns]: 'John' });
    assert.equal((await storage.team.namesOf(OTHER, [janes, johns])).size, 0);
    assert.equal((await storage.team.namesOf(ACCOUNT, [])).size, 0);
    const former = [{ id: jane.id, identity: janes, removedAt: clock.now }];
    assert.deepEqual(await storage.team.formerSince(ACCOUNT, clock.now), former);
    assert.deepEqual(await storage.team.formerSince(ACCOUNT, clock.now + 1), []);
    assert.deepEqual(await storage.team.formerSince(OTHER, clock.now), []);
  });

  test('closed conversations are listed page by page, the last closed first, each once', async () => {
    const add = (sid: string, closedAt: number) =>
      storage.closed.add(ACCOUNT, { sid, visitor: `a_${sid}`, closedBy: 't_1', closedAt });
    for (const [sid, at] of [
      ['a', 1],
      ['b', 3],
      ['c', 3],
      ['d', 2],
      ['a', 4],
    ] as const)
      await add(sid, at);
    const sidsAfter = async (after?: { closedAt: number; sid: string }) =>
      (await storage.closed.list(ACCOUNT, 2, after)).map(({ sid }) => sid);
    assert.deepEqual(await sidsAfter(), ['a', 'b']);
    assert.deepEqual(await sidsAfter({ closedAt: 3, sid: 'b' }), ['c', 'd']);
    assert.deepEqual(await sidsAfter({ closedAt: 2, sid: 'd' }), []);
    assert.deepEqual(await storage.closed.find(ACCOUNT, 'a'), {
      sid: 'a',
      visitor: 'a_a',
      closedBy: 't_1',
      closedAt: 4,
    });
    assert.equal(await storage.closed.find(OTHER, 'a'), null);
    const many = Array.from({ length: 1200 }, (_, i) => `x${i}`);
    assert.deepEqual([...(await storage.closed.among(ACCOUNT, ['d', ...many, 'b']))].sort(), ['b', 'd']);
    assert.deepEqual(await storage.closed.among(OTHER, ['a']), []);
    assert.equal(await storage.closed.remove(OTHER, 'b'), false);
    // Of two at once either may be the first.
    const removed = await Promise.all([ACCOUNT, ACCOUNT].map((id) => storage.closed.remove(id, 'b')));
    assert.deepEqual(removed.sort(), [false, true]);
  });

  test('sign-ins are found, used and ended', async () => {
    await storage.team.identityOf(ACCOUNT, 'demo');
    const signIn = { account: ACCOUNT, member: 'demo', expiresAt: clock.now + 1000, usedAt: clock.now };
    for (const hash of ['one', 'two', 'three']) assert.equal(await storage.signIns.add(hash, signIn), true);
    await storage.signIns.touch('one', clock.now + 5);
    assert.deepEqual(await storage.signIns.find('one'), { ...signIn, usedAt: clock.now + 5 });
    await storage.signIns.remove('two');
    assert.deepEqual(
      (await storage.signIns.list(ACCOUNT, 'demo')).map(({ secretHash }) => secretHash),
      ['one', 'three'],
    );
    await storage.tidy(clock.now + 1000);
    assert.equal(await storage.signIns.find('three'), null);
  });

  test('a device and a visitor belong to one account', async () => {
    const nobody = { verification: 'unverified', name: '', email: '', avatarUrl: '' } as const;
    await storage.visitors.saveVisitor(ACCOUNT, 'a_1', nobody, { ...DEVICE, secretHash: 'hash' });
    assert.deepEqual(await storage.visitors.findDevice(ACCOUNT, 'hash'), DEVICE);
    assert.equal(await storage.visitors.findDevice(OTHER, 'hash'), null);
    const jane = { verification: 'unverified', name: 'Jane', email: 'jane@acme.com', avatarUrl: '' } as const;
    await storage.visitors.saveVisitor(ACCOUNT, 'a_1', jane);
    await storage.visitors.saveVisitor(ACCOUNT, 'a_1', {
      ...jane,
      name: '',
      email: 'new@acme.com',
      avatarUrl: 'https://a',
    });
    const found = await storage.visitors.findVisitors(ACCOUNT, ['a_1', '__proto__']);
    assert.deepEqual([...found], [['a_1', { ...jane, email: 'new@acme.com', avatarUrl: 'https://a' }]]);
    assert.equal((await storage.visitors.findVisitors(OTHER, ['a_1'])).size, 0);
    assert.equal((await storage.visitors.findVisitors(ACCOUNT, [])).size, 0);
  });

  test('a connection to Twilio is kept, replaced and removed', async () => {
    const connection = {
      accountSid: 'AC1',
      region: 'ie1',
      apiKeySid: 'SK1',
      apiKeySecret: 's',
      serviceSid: 'IS1',
    };
    await storage.twilio.save(ACCOUNT, connection);
    assert.deepEqual(await storage.twilio.find(ACCOUNT), connection);
    await storage.twilio.save(ACCOUNT, { ...connection, region: '' });
    assert.equal((await storage.twilio.find(ACCOUNT))?.region, '');
    assert.equal(await storage.twilio.find(OTHER), null);
    await storage.twilio.remove(ACCOUNT);
    assert.equal(await storage.twilio.find(ACCOUNT), null);
  });

  test('the sites of an account are the last fifty, the last one first', async () => {
    for (let site = 0; site < 52; site++)
      await storage.installations.see(ACCOUNT, `https://${site}.example`, clock.now + site);
    await storage.installations.see(ACCOUNT, 'https://51.example', clock.now + 60_000);
    await storage.installations.see(ACCOUNT, 'https://10.example', clock.now + 600_000);
    const seen = await storage.installations.list(ACCOUNT);
    assert.equal(seen.length, 50);
    assert.deepEqual(seen[0], { origin: 'https://10.example', seenAt: clock.now + 600_000 });
    assert.deepEqual(seen[1], { origin: 'https://51.example', seenAt: clock.now + 51 });
    assert.deepEqual(await storage.installations.list(OTHER), []);
  });

  test('a counter counts every request, and begins anew when its time is over', async () => {
    const counts = await Promise.all(Array.from({ length: 50 }, () => storage.counters.count('key', 1000, clock.now)));
    assert.deepEqual(
      counts.map(({ count }) => count).sort((a, b) => a - b),
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    assert.deepEqual(await storage.counters.count('key', 1000, clock.now + 999), {
      count: 51,
      endsAt: clock.now + 1000,
    });
    assert.deepEqual(await storage.counters.count('key', 1000, clock.now + 1000), {
      count: 1,
      endsAt: clock.now + 2000,
    });
    assert.equal((await storage.counters.count('other', 1000, clock.now)).count, 1);
    await storage.tidy(clock.now + 2000);
    assert.equal((await storage.counters.count('key', 1000, clock.now)).count, 1);
  });

  test('works of one key never overlap, also when one fails', async () => {
    let running = 0;
    const overlaps: number[] = [];
    const work = (isFailing: boolean) =>
      storage.lock('key', async () => {
        overlaps.push(++running);
        await storage.check();
        running--;
        if (isFailing) throw new Error('failed');
      });
    const results = await Promise.allSettled([work(false), work(true), work(false)]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(overlaps, [1, 1, 1]);
  });

  test('a secret of the server is drawn once', async () => {
    const drawn = await Promise.all(Array.from({ length: 10 }, () => storage.serverSecret('identity')));
    assert.equal(new Set(drawn).size, 1);
    assert.match(drawn[0] ?? '', /^[\w-]{43}$/);
    assert.notEqual(await storage.serverSecret('another'), drawn[0]);
  });
}
