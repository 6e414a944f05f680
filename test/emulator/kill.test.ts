/** What was acknowledged is stored, whenever the process is killed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const WRITER = fileURLToPath(new URL('../support/node/writer.js', import.meta.url));
const KILLS = 100;

interface Line {
  readonly stored?: readonly string[];
  readonly synced?: number;
  readonly acknowledged?: string;
}

/** One life of the writer: killed when it has acknowledged so many messages. Its whole output. */
async function live(path: string, acknowledgements: number): Promise<readonly Line[]> {
  const writer = spawn(process.execPath, [WRITER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of writer.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    output += chunk;
    // It has gone on writing while this was read, so it dies in the middle of whatever it then does.
    if (output.split('acknowledged').length > acknowledgements) writer.kill('SIGKILL');
  }
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-'));
});
after(() => {
  rmSync(folder, { recursive: true });
});

it(`loses nothing that was acknowledged when it is killed ${KILLS} times`, async () => {
  const path = join(folder, 'killed.db');
  const acknowledged = new Set<string>();
  for (let kill = 0; kill <= KILLS; kill++) {
    const lines = await live(path, 1 + (kill % 7));
    const stored = new Set(lines[0]?.stored);
    for (const sid of acknowledged) assert.ok(stored.has(sid), `${sid} was lost by kill ${kill}`);
    assert.equal(lines[0]?.synced, stored.size, 'a message without its event, or the other way round');
    for (const line of lines) if (line.acknowledged !== undefined) acknowledged.add(line.acknowledged);
  }
  assert.ok(acknowledged.size >= KILLS);
});
