import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { compressAnswers } from '../../src/server/compression.js';
import { brotli } from '../../src/server/node.js';

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
