/** The import law of the rooms of `src/` (docs/architecture.md), as the code is held to it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findViolations, type Law } from './support/node/import-law.js';

/** Compiled, this file lies in `build/test/`. */
const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

/** What a page, or another room of the browser, may know of the element. */
const ELEMENT = ['index.ts', 'element.ts', 'events.ts', 'missive-chat.ts'];
const BROWSER_ROOMS = ['events.ts', 'session', 'settings', 'shared', 'state', 'strings', 'text', 'transport', 'view'];

const LAW: Law = {
  lazy: ['window.ts', 'transport/twilio.ts'],
  rows: {
    // Pure: they run in browsers and on servers alike.
    shared: {},
    strings: {},
    text: {},
    settings: { rooms: ['shared'] },
    state: { rooms: ['settings', 'shared'] },

    // The browser.
    transport: { rooms: ['shared'] },
    'transport/twilio.ts': { packages: ['@twilio/conversations'] },
    session: { rooms: ['settings', 'shared', 'state', 'strings', 'transport/transport.ts'] },
    view: { rooms: ['settings', 'shared', 'state', 'strings', 'text'], packages: ['lit'] },
    'window.ts': { rooms: BROWSER_ROOMS, packages: ['lit'] },
    'widget.ts': { rooms: [...BROWSER_ROOMS, 'window.ts'] },
    'attributes.ts': { rooms: ['settings'], packageTypes: ['lit'] },
    'page-settings.ts': { types: ['settings'] },
    'missive-chat.ts': {
      rooms: [...BROWSER_ROOMS, 'attributes.ts', 'page-settings.ts', 'widget.ts', 'window.ts'],
      packages: ['lit'],
    },
    'events.ts': { rooms: ['settings', 'shared', 'state'] },
    'element.ts': { rooms: ['events.ts', 'missive-chat.ts'], types: ['settings', 'shared'] },
    'index.ts': { rooms: ['element.ts', 'events.ts', 'missive-chat.ts'], types: ['settings', 'shared'] },
    legacy: { rooms: ELEMENT, types: ['settings', 'shared'] },
    setup: {
      rooms: [...ELEMENT, 'settings', 'shared', 'strings', 'text', 'transport/twilio.ts', 'view'],
      types: ['transport'],
      packages: ['lit'],
    },
    inbox: {
      rooms: [...ELEMENT, 'session', 'settings', 'shared', 'state', 'strings', 'text', 'transport', 'view'],
      packages: ['lit'],
    },

    // Node. What needs a socket or a file stands in few files; the rest would run wherever a Request can be answered.
    emulator: { rooms: ['shared'], packages: ['node:crypto'] },
    'emulator/index.ts': { packageTypes: ['node:*'] },
    'emulator/socket': { packages: ['node:*', 'ws'] },
    'emulator/storage/libsql.ts': { packages: ['libsql'] },
    'emulator/front-door': { packages: ['node:*'] },
    server: { rooms: ['settings', 'shared'], packages: ['hono', 'node:crypto', 'twilio'] },
    'server/database': { packages: ['kysely'] },
    'server/database/sqlite.ts': { packages: ['libsql'] },
    'server/database/postgres.ts': { packages: ['pg'] },
    'server/backend.ts': { rooms: ['emulator'], packageTypes: ['node:*'] },
    'server/trusted-proxies.ts': { packages: ['node:*'] },
    'server/commands': { rooms: ['emulator'], packages: ['node:*', 'commander'] },
    'server/node.ts': { types: ['emulator'], packages: ['node:*', '@hono/node-server', 'ws'] },
    'server/cli.ts': { packages: ['node:*'] },
  },
};

describe('the import law', () => {
  it('is kept by every file', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    assert.notEqual(files.length, 0);
    const violations = files.flatMap((path) => findViolations(LAW, path, readFileSync(SOURCES + path, 'utf8')));
    assert.equal(violations.join('\n'), '');
  });

  it('is about nothing that is gone', () => {
    assert.deepEqual(
      Object.keys(LAW.rows).filter((place) => !existsSync(SOURCES + place)),
      [],
    );
  });
});

describe('the keeper of the import law', () => {
  const cases: { name: string; path: string; text: string; violation: RegExp | null }[] = [
    { name: 'a room of the row', path: 'view/log.ts', text: "import '../state/state.js';", violation: null },
    { name: 'the own room', path: 'view/log.ts', text: "export * from './header.js';", violation: null },
    { name: 'a package of the row', path: 'view/log.ts', text: "import 'lit/directives/live.js';", violation: null },
    {
      name: 'a foreign room, with its line',
      path: 'view/log.ts',
      text: "import 'lit';\nimport '../session/session.js';",
      violation: /^src\/view\/log\.ts:2 imports session\/session\.ts; of rooms it may import settings, /,
    },
    {
      name: 'a foreign room in a re-export',
      path: 'shared/limits.ts',
      text: "export { utf8Length } from '../text/tokens.js';",
      violation: /imports text\/tokens\.ts; of rooms it may import none$/,
    },
    {
      name: 'a foreign room in an import()',
      path: 'text/tokens.ts',
      text: "const later = () => import('../view/log.js');",
      violation: /^src\/text\/tokens\.ts:1 imports view\/log\.ts/,
    },
    {
      name: 'a foreign room as a type',
      path: 'state/state.ts',
      text: "import type { Log } from '../view/log.js';\nlet log: import('../view/log.js').Log;",
      violation: /:1 imports view\/log\.ts.*\n.*:2 imports view\/log\.ts/,
    },
    {
      name: 'a package that only one file may import',
      path: 'transport/transport.ts',
      text: "import type { Client } from '@twilio/conversations';",
      violation: /imports @twilio\/conversations; of packages it may import none/,
    },
    {
      name: 'Node beyond the files that know it',
      path: 'server/sign-in.ts',
      text: "import { readFileSync } from 'node:fs';",
      violation: /imports node:fs; of packages it may import hono, node:crypto, twilio/,
    },
    {
      name: 'types where types are allowed',
      path: 'server/node.ts',
      text: "import type { Emulator } from '../emulator/index.js';",
      violation: null,
    },
    {
      name: 'code where types are allowed',
      path: 'server/node.ts',
      text: "import { type Emulator } from '../emulator/index.js';",
      violation: /imports emulator\/index\.ts; only its types are allowed/,
    },
    { name: 'a heavy file later', path: 'missive-chat.ts', text: "void import('./window.js');", violation: null },
    {
      name: 'a heavy file at once',
      path: 'missive-chat.ts',
      text: "import { open } from './window.js';",
      violation: /imports window\.ts statically/,
    },
    { name: 'a file of no room', path: 'misc/a.ts', text: '', violation: /has no row/ },
  ];
  for (const { name, path, text, violation } of cases) {
    it(`${violation ? 'reports' : 'allows'} ${name}`, () => {
      const found = findViolations(LAW, path, text).join('\n');
      if (violation) assert.match(found, violation);
      else assert.equal(found, '');
    });
  }
});
