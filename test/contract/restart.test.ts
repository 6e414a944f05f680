/** An emulator that ends and begins again with its file: the real SDK goes on, and has missed nothing. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import type { Client, Conversation, Message } from '@twilio/conversations';
import { callRest } from '../../src/emulator/front-door/credentials.js';
import { openFrontDoor, type FrontDoor } from '../../src/emulator/front-door/server.js';
import { openDatabase } from '../../src/emulator/index.js';
import { connectedClient, nextEvent } from '../support/contract/sdk.js';
import '../support/node/sdk-timers.js';

let folder: string;
let door: FrontDoor;
let client: Client;

/** @param port - Where the client looks for it again. */
async function open(port: number): Promise<void> {
  door = await openFrontDoor({ port, storage: await openDatabase(join(folder, 'rows.db')) });
}

async function create(path: string, fields: Record<string, string>): Promise<{ sid: string }> {
  const url = `https://conversations.twilio.com/v1/Services/${door.credentials.TWILIO_CHAT_SERVICE_SID}${path}`;
  const answer = await callRest(door.emulator, url, { method: 'POST', body: new URLSearchParams(fields) });
  return (await answer.json()) as { sid: string };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  await open(0);
});
afterEach(async () => {
  await client.shutdown();
  await door.close();
  rmSync(folder, { recursive: true });
});

it('a connected client outlives a restart and hears what was written meanwhile', async () => {
  const { sid } = await create('/Conversations', { UniqueName: 'kept' });
  await create(`/Conversations/${sid}/Participants`, { Identity: 'alice' });
  const token = await (await fetch(`${door.origin}/tokens/alice`)).text();
  client = await connectedClient(door.socketUri, token);
  const conversation: Conversation = await client.getConversationBySid(sid);
  await conversation.getParticipants();
  const first = nextEvent<Message>(conversation, 'messageAdded');
  assert.equal(await conversation.sendMessage('before'), 0);
  await first;

  const heard: [number, string | null][] = [];
  conversation.on('messageAdded', ({ index, body }) => heard.push([index, body]));
  const cut = nextEvent(client, 'connectionStateChanged', (state) => state === 'connecting');
  const { port } = new URL(door.origin);
  await door.close();
  await cut;
  await open(Number(port));
  const back = nextEvent(client, 'connectionStateChanged', (state) => state === 'connected');
  await create(`/Conversations/${sid}/Messages`, { Author: 'bob', Body: 'meanwhile' });
  await back;
  assert.equal(await conversation.sendMessage('after'), 2);
  if (heard.length < 2) await nextEvent<Message>(conversation, 'messageAdded', ({ index }) => index === 2);
  assert.deepEqual(heard, [
    [1, 'meanwhile'],
    [2, 'after'],
  ]);
});
