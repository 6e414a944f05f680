import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { createApp as createCompanionApp } from '../../src/server/app.js';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { compressAnswers, createCompress } from '../../src/server/compression.js';
import { brotli } from '../../src/server/node.js';
import { createTestCompanion, ORIGIN } from './harness.js';

const SCRIPT = 'console.log("hello");\n'.repeat(200);

function createApp(type = 'text/javascript', body = SCRIPT) {
  let compressions = 0;
  const app = new Hono();
  app.use(
    compressAnswers((content) => {
      compressions++;
      return brotli(content);
    }),
  );
  app.get('/', () => new Response(body, { headers: { 'Content-Type': type, ETag: '"v1"' } }));
  const get = (encoding = 'gzip, br') => app.request('/', { headers: { 'Accept-Encoding': encoding } });
  return { get, compressions: () => compressions };
}

describe('compressed answers', () => {
  it('carry the same text in fewer bytes', async () => {
    const answer = await createApp().get();
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(answer.headers.get('Content-Encoding'), 'br');
    assert.equal(answer.headers.get('Vary'), 'Accept-Encoding');
    assert.equal(answer.headers.get('ETag'), 'W/"v1"');
    assert.ok(bytes.length < SCRIPT.length / 10);
    assert.equal(brotliDecompressSync(bytes).toString(), SCRIPT);
  });

  it('are made once for each content', async () => {
    const { get, compressions } = createApp();
    await Promise.all([get(), get(), get()]);
    assert.equal(compressions(), 1);
  });

  for (const [title, app, encoding] of [
    ['to a browser that does not take it', createApp(), 'gzip'],
    ['of pictures', createApp('image/png'), 'br'],
    ['of a few bytes', createApp('text/css', 'a{}'), 'br'],
  ] as const) {
    it(`are not given ${title}`, async () => {
      const answer = await app.get(encoding);
      assert.equal(answer.headers.get('Content-Encoding'), null);
      assert.equal(answer.headers.get('ETag'), '"v1"');
      assert.equal(app.compressions(), 0);
    });
  }
});

describe('what the build has compressed', () => {
  it('is taken as it is, and what it has not is compressed', async () => {
    const content = new TextEncoder().encode(SCRIPT);
    const name = createHash('sha256').update(content).digest('base64url');
    const readyMade = await brotli(content);
    const files = { read: async (path: string) => (path === `dist/compressed/${name}.br` ? readyMade : null) };
    const compress = createCompress(files, async () => new Uint8Array());
    assert.equal(await compress(content), readyMade);
    assert.equal((await compress(content.subarray(1))).length, 0);
  });
});

describe('the script of an account', () => {
  it('is compressed quickly where others are at it: who asks under ever new hosts keeps nobody waiting', async (test) => {
    const { companion } = await createTestCompanion();
    test.after(() => companion.backend.close());
    const efforts: string[] = [];
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const app = createCompanionApp({
      ...companion,
      files: { read: async () => new TextEncoder().encode(`start(__MISSIVE_SETTINGS__);${SCRIPT}`) },
      async compress(content, effort = 'best') {
        efforts.push(effort);
        if (effort === 'best') await finished;
        return brotli(content, effort);
      },
    });
    const get = async (host: number) =>
      app.request(
        `http://host-${String(host)}.example/${DEMO_ACCOUNT.id}/missive.js`,
        { headers: { 'Accept-Encoding': 'br' } },
        {},
      );
    const first = [1, 2].map(get);
    while (efforts.length < 2) await setImmediate();
    for (const host of [3, 4, 4]) assert.equal((await get(host)).headers.get('Content-Encoding'), 'br');
    assert.deepEqual(efforts, ['best', 'best', 'quick', 'quick', 'quick']);
    finish();
    await Promise.all(first);
    await Promise.all([get(4), get(4), get(1)]);
    assert.deepEqual(efforts.slice(5), ['best']);
  });

  it('goes compressed, once for each settings, and is known by its validator however it came', async (test) => {
    const { companion } = await createTestCompanion();
    test.after(() => companion.backend.close());
    let compressions = 0;
    const script = `/*! missive-chat */start(__MISSIVE_SETTINGS__);${SCRIPT}`;
    const app = createCompanionApp({
      ...companion,
      files: { read: async () => new TextEncoder().encode(script) },
      compress(content) {
        compressions++;
        // The first attempt fails: it must not be kept.
        return compressions === 1 ? Promise.reject(new Error('no memory')) : brotli(content);
      },
    });
    const get = (headers: Record<string, string>) =>
      app.request(`${ORIGIN}/${DEMO_ACCOUNT.id}/missive.js`, { headers }, {});
    assert.equal((await get({ 'Accept-Encoding': 'br' })).status, 500);

    const plain = await get({});
    const small = await get({ 'Accept-Encoding': 'gzip, br' });
    const bytes = Buffer.from(await small.arrayBuffer());
    assert.equal(brotliDecompressSync(bytes).toString(), await plain.text());
    assert.deepEqual(
      [plain, small].map(({ headers }) => headers.get('vary')),
      ['Accept-Encoding', 'Accept-Encoding'],
    );
    assert.equal(small.headers.get('content-encoding'), 'br');
    assert.equal(small.headers.get('etag'), `W/${plain.headers.get('etag')}`);
    assert.equal(compressions, 2);

    for (const { headers } of [plain, small]) {
      const known = await get({ 'Accept-Encoding': 'br', 'If-None-Match': headers.get('etag') ?? '' });
      assert.deepEqual([known.status, known.headers.get('content-encoding'), await known.text()], [304, null, '']);
    }
    await companion.storage.accounts.save(DEMO_ACCOUNT.id, 1, { name: 'Renamed' });
    const renamed = await get({ 'Accept-Encoding': 'br', 'If-None-Match': small.headers.get('etag') ?? '' });
    assert.equal(renamed.status, 200);
    assert.equal(compressions, 3);
  });
});
