import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeFrame, encodeFrame } from '../../src/emulator/socket/frame.js';

describe('Twilsock frames', () => {
  it('survive the way there and back', () => {
    const frame = decodeFrame(encodeFrame({ method: 'reply', id: 'TM1' }, { body: 'hello' }));
    assert.equal(frame?.header['method'], 'reply');
    assert.deepEqual(JSON.parse(String(frame.payload)), { body: 'hello' });
  });

  it('count bytes of UTF-8, not characters', () => {
    const payload = { body: 'hi ✓ ünïcode 🎉' };
    const data = encodeFrame({ method: 'notification', id: '🎉' }, payload);
    const [firstLine = '', head = ''] = data.toString('utf8').split('\r\n');
    assert.equal(firstLine, `TWILSOCK V3.0 ${Buffer.byteLength(head)}`);
    assert.equal(
      (JSON.parse(head) as { payload_size: number }).payload_size,
      Buffer.byteLength(JSON.stringify(payload)),
    );
    assert.deepEqual(JSON.parse(String(decodeFrame(data)?.payload)), payload);
  });

  it('need no payload', () => {
    const frame = decodeFrame(encodeFrame({ method: 'ping' }));
    assert.deepEqual(frame?.header, { method: 'ping', payload_size: 0 });
    assert.equal(frame.payload.length, 0);
  });

  it('may come without the line end after the payload, as the SDK sends them', () => {
    const head = '{"method":"message","payload_size":2}';
    const data = Buffer.from(`TWILSOCK V3.0 ${head.length}\r\n${head}\r\n{}`);
    assert.equal(String(decodeFrame(data)?.payload), '{}');
  });

  for (const [fault, text] of [
    ['has another first line', 'HTTP/1.1 200 OK\r\n{}\r\n'],
    ['has no line end', 'TWILSOCK V3.0 2{}'],
    ['has a header that is no JSON', 'TWILSOCK V3.0 2\r\n{]\r\n'],
    ['has a header that is no object', 'TWILSOCK V3.0 2\r\n[]\r\n'],
    ['is cut off', 'TWILSOCK V3.0 18\r\n{"payload_size":9}\r\n{}'],
  ] as const) {
    it(`are refused when one ${fault}`, () => {
      assert.equal(decodeFrame(Buffer.from(text)), null);
    });
  }
});
