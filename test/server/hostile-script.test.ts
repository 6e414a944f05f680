/**
 * Hostile account ids in the address of `missive.js`, hostile settings in its text, and hostile values in the operator's
 * log: the project's own, and those that `CORPORA` and `EXTRA_CASES` name.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInNewContext, Script } from 'node:vm';
import { formatLogEntry } from '../../src/server/log.js';
import { fillScript } from '../../src/server/script.js';
import { readCases } from '../support/node/corpora.js';
import { createTestServer, type TestServer } from './harness.js';

/** Compiled, this file lies in `build/test/server/`. */
const SCRIPT = fileURLToPath(new URL('../../../dist/cdn/missive.js', import.meta.url));

const payloadsOf = (kind: string): string[] =>
  readCases('xss').flatMap((one) => (one.kind === kind && typeof one.payload === 'string' ? [one.payload] : []));

const IDS: readonly string[] = [
  '..',
  '%2e%2e%2fetc',
  'a/b/c',
  '<script>alert(1)</script>',
  '"-alert(1)-"',
  'x\r\nSet-Cookie: a=b',
  'x%0d%0aSet-Cookie:%20a=b',
  '__proto__',
  'constructor',
  'null',
  '%00',
  'x'.repeat(5000),
  ...payloadsOf('account-id-path'),
];

const SETTINGS: readonly string[] = [
  "'-alert(1)-'",
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '\\u003c/script>',
  '${alert(1)}',
  '*/alert(1)/*',
  '\u2028alert(1)\u2029',
  '$& $1 $` __MISSIVE_SETTINGS__',
  '\ud800',
  ...payloadsOf('missive-js-setting'),
];

const LOGGED: readonly string[] = ['x\nERROR nothing', '\r\u001b[31mred', '\u0000\u0085\u2028', ...payloadsOf('log')];

describe('missive.js', () => {
  let server: TestServer;

  before(async () => {
    server = await createTestServer();
  });

  test('says nothing of an id that is none', async () => {
    for (const id of IDS) {
      const response = await server.send(`/${id}/missive.js`);
      assert.ok([200, 404].includes(response.status), `${response.status} for ${id}`);
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff', id);
      assert.equal(response.headers.get('set-cookie'), null, id);
      if (response.status === 200) assert.equal(await response.text(), '/*! missive-chat */start(null);', id);
      else assert.match(response.headers.get('content-type') ?? '', /^application\/json/, id);
    }
  });

  test('is a script that carries every setting as it is', () => {
    const built = readFileSync(SCRIPT, 'utf8');
    for (const text of SETTINGS) {
      const config = { chat: { name: text, variables: { 'main-color': text } }, messages: { welcome: [text] } };
      const settings = { account: 'a', config, availability: 'offline', twilio: {} } as const;
      new Script(fillScript(built, settings));
      const filled = fillScript('given = JSON.stringify(__MISSIVE_SETTINGS__);', settings);
      assert.doesNotMatch(filled, /[<>&\u2028\u2029]/, text);
      assert.deepEqual(JSON.parse(runInNewContext(filled, {}) as string), settings, text);
    }
  });
});

test('the operator’s log has one line for each entry, whatever is in it', () => {
  for (const text of LOGGED) {
    const line = formatLogEntry({ event: text, detail: text });
    // eslint-disable-next-line no-control-regex -- that there are none is the point
    assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/, text);
    assert.deepEqual(JSON.parse(line), { event: text, detail: text });
  }
});
