/** The table of threats in `docs/security.md`, and the rules of it that are about what is not there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ROUTES } from './route-table.js';

/** Compiled, this file lies in `build/test/server/`. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const rows = readFileSync(`${ROOT}docs/security.md`, 'utf8')
  .split('\n')
  .filter((line) => /^\| T\d+ \|/.test(line));

test('each threat is there once, with tests that exist', () => {
  assert.deepEqual(
    rows.map((row) => Number(/T(\d+)/.exec(row)?.[1])),
    Array.from({ length: 40 }, (_, index) => index + 1),
  );
  for (const row of rows) {
    const files = [...(row.split('|')[4] ?? '').matchAll(/`([\w/-]+\.(?:test\.ts|mjs))`/g)].map(([, file]) => file);
    assert.ok(files.length > 0, row);
    for (const file of files) assert.ok(existsSync(`${ROOT}test/${file}`), file);
  }
});

test('nothing listens to messages from other windows', () => {
  const files = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  assert.ok(files.length > 100);
  for (const file of files) {
    // The channel between tabs of one origin is no window.
    const text = readFileSync(`${ROOT}src/${file}`, 'utf8');
    assert.doesNotMatch(
      text,
      /(window|globalThis|\bself)\.(addEventListener\('message'|onmessage)|parent\.postMessage/,
      file,
    );
  }
});

test('no route takes a webhook', () => {
  assert.deepEqual(
    ROUTES.filter(({ pattern }) => /hook|callback/i.test(pattern)),
    [],
  );
});
