/**
 * Holds the reference to the documentation of Missive Live Chat, which `DOCUMENTATION` names: whatever that names is in
 * the tables, with the same default.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  EVENT_ENTRIES,
  MESSAGE_ENTRIES,
  METHOD_ENTRIES,
  OPTION_ENTRIES,
  VARIABLE_ENTRIES,
} from '../src/settings/reference.js';
import { readDocumentation } from './support/node/documentation.js';

/** Compiled, this file lies in `build/test/`. */
const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const { DOCUMENTATION } = process.env;

describe('the reference', () => {
  it('names each thing once, and says what it means', () => {
    const tables = [OPTION_ENTRIES, MESSAGE_ENTRIES, VARIABLE_ENTRIES, METHOD_ENTRIES, EVENT_ENTRIES];
    assert.deepEqual(
      tables.map((table) => new Set(table.map(({ name }) => name)).size),
      [23, 19, 33, 10, 7],
    );
    for (const { name, meaning } of tables.flat()) assert.match(meaning, /^[A-Z].*\.$/, name);
  });
});

describe('the reference, beside the documentation', () => {
  const skip = DOCUMENTATION ? false : 'DOCUMENTATION names none';
  const documented = readDocumentation(DOCUMENTATION ? readFileSync(resolve(REPOSITORY, DOCUMENTATION), 'utf8') : '');

  it('has every option, message and variable, with its default', { skip }, () => {
    const described = new Map<string, unknown>([
      ...[...OPTION_ENTRIES, ...MESSAGE_ENTRIES].map((entry): [string, unknown] => [
        entry.name,
        asWritten(entry.default),
      ]),
      ...VARIABLE_ENTRIES.map((entry): [string, unknown] => [`chat.variables.${entry.name}`, entry.default]),
    ]);
    // An id is an example, and the wave of the hand has lost its encoding there.
    described.set('id', '[MISSIVE-CHAT-ACCOUNT-ID]');
    const listed = listOptions(documented.config);
    assert.ok(listed.length > 60);
    for (const [name, value] of listed) {
      assert.ok(described.has(name), `${name} is documented and not in the reference`);
      if (name !== 'messages.welcome') assert.deepEqual(described.get(name), value, name);
    }
    assert.deepEqual(listed.map(([name]) => name).sort(), [...described.keys()].sort());
  });

  it('has every method and every callback', { skip }, () => {
    assert.deepEqual(
      METHOD_ENTRIES.filter(({ isLegacy }) => isLegacy).map(({ name }) => name),
      documented.methods,
    );
    assert.deepEqual(
      EVENT_ENTRIES.flatMap(({ callback }) => callback ?? []),
      documented.callbacks,
    );
  });
});

/** A single bubble is documented as a string. */
function asWritten(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
}

/** Names with their sections, down to what is no section any more. */
function listOptions(config: object, section = ''): [string, unknown][] {
  return Object.entries(config).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
    const isSection = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    return isSection ? listOptions(value, `${section}${key}.`) : [[section + key, plain(value)]];
  });
}

/** An object of another context has another prototype. */
const plain = (value: unknown): unknown => (typeof value === 'object' ? { ...value } : value);
