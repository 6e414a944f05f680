/** The code that makes digests, as the documentation and the Setup page print it, run by what it is written for. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { digestSamples } from '../../src/setup/digest-samples.js';

const EMAIL = 'jane@acme.com';
const SAMPLES = digestSamples(DEMO_ACCOUNT.secretKeys[0], EMAIL);
/** As the documentation of Missive Live Chat prints it. */
const DIGEST = 'd78c55fe6579a12831b5e0cdc5765ff7d110fefb2e386a43067accb51ce242f2';

/** How a sample becomes a program that prints its digest. */
const PROGRAMS: Readonly<Record<string, { file: string; command: readonly string[]; whole(code: string): string }>> = {
  'Node.js': { file: 'digest.mjs', command: [process.execPath], whole: (code) => `${code}\nconsole.log(digest);` },
  Ruby: { file: 'digest.rb', command: ['ruby'], whole: (code) => `${code}\nputs digest` },
  PHP: { file: 'digest.php', command: ['php'], whole: (code) => `<?php\n${code}\necho $digest;` },
  Python: { file: 'digest.py', command: ['python3'], whole: (code) => `${code}\nprint(digest)` },
  Go: {
    file: 'digest.go',
    command: ['go', 'run'],
    whole: (code) =>
      `package main\nimport ("crypto/hmac"; "crypto/sha256"; "encoding/hex"; "fmt")\nfunc main() {\n${code}\nfmt.Println(digest)\n}`,
  },
};

const folder = mkdtempSync(join(tmpdir(), 'digest-samples-'));
after(() => rmSync(folder, { recursive: true }));

describe('the sample for', () => {
  for (const { language, code } of SAMPLES) {
    test(`${language} prints the documented digest`, (t) => {
      const program = PROGRAMS[language];
      assert.ok(program);
      const [command = '', ...parameters] = program.command;
      const path = join(folder, program.file);
      writeFileSync(path, program.whole(code));
      const env = { PATH: process.env['PATH'], HOME: folder };
      const { error, status, stdout, stderr } = spawnSync(command, [...parameters, path], { encoding: 'utf8', env });
      if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return t.skip(`${command} is not installed`);
      assert.equal(status, 0, stderr);
      assert.equal(stdout.trim(), DIGEST);
    });

    test(`${language} stands in the documentation as Setup prints it`, () => {
      const documentation = readFileSync(new URL('../../../docs/identity.md', import.meta.url), 'utf8');
      assert.ok(documentation.includes(`\n${code}\n\`\`\``), code);
    });
  }
});
