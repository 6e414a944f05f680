/**
 * A process that is there to be killed: opens the database that it is given, says which messages are in it, and then
 * writes more and more, naming each one as soon as it was acknowledged. Run by `kill.test.ts`.
 */
import { writeSync } from 'node:fs';
import { createEmulator, openDatabase } from '../../../src/emulator/index.js';
import { callRest } from '../../../src/emulator/front-door/credentials.js';

const [, , path = ''] = process.argv;
const emulator = createEmulator({ storage: await openDatabase(path) });
const rows = emulator.snapshot();
const sidsOf = (kind: string) => rows.filter((row) => row.kind === kind).map(({ key }) => key);

// Without the helper library, which takes longer to load than all the rest.
async function create(path: string, fields: Record<string, string>): Promise<string> {
  const url = `https://conversations.twilio.com/v1/Services${path}`;
  const response = await callRest(emulator, url, { method: 'POST', body: new URLSearchParams(fields) });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { sid: string }).sid;
}

const service = sidsOf('service')[0] ?? (await create('', { FriendlyName: 'Killed' }));
const conversation = sidsOf('conversation')[0] ?? (await create(`/${service}/Conversations`, {}));

// In one write each, and at once: what is printed was acknowledged, and nothing that was acknowledged is not printed.
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);
const synced = rows.filter(({ kind, value }) => kind === 'sync_event' && value.includes('"text":'));
say({ stored: sidsOf('message'), synced: synced.length });
for (let count = 0; ; count++) {
  const sid = await create(`/${service}/Conversations/${conversation}/Messages`, { Body: `Message ${count}` });
  say({ acknowledged: sid });
}
