/**
 * How fast the emulator is on this machine: connecting, send → receive, 200 clients on one conversation, memory per
 * client, and writes to a file. Bare sockets, so that the emulator is measured and not the SDK. Runs on built code.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { callRest, signToken } from '../../build/src/emulator/front-door/credentials.js';
import { openFrontDoor } from '../../build/src/emulator/front-door/server.js';
import { openDatabase } from '../../build/src/emulator/index.js';
import { decodeFrame, encodeFrame } from '../../build/src/emulator/socket/frame.js';

const CLIENTS = 200;
const MESSAGES = 300;

const row = (name, value) => console.log(`${name.padEnd(48)}${value.padStart(16)}`);
const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const milliseconds = (values) => `${percentile(values, 0.5).toFixed(2)} / ${percentile(values, 0.95).toFixed(2)} ms`;

/** A connected socket that counts the events it hears and resolves replies. */
async function connect(door, identity) {
  const socket = new WebSocket(door.socketUri);
  const replies = new Map();
  const client = { socket, heard: 0, onEvent: () => undefined };
  socket.on('message', (data) => {
    const { header, payload } = decodeFrame(data);
    if (header.method === 'reply') replies.get(header.id)?.(payload.length > 0 ? JSON.parse(payload) : null);
    else if (header.message_type === 'com.twilio.rtd.cds.list') client.onEvent(++client.heard);
  });
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  let count = 0;
  client.ask = (header, payload) =>
    new Promise((resolve) => {
      const id = `TM${++count}`;
      replies.set(id, resolve);
      socket.send(encodeFrame({ ...header, id }, payload));
    });
  client.request = (method, path, body) =>
    client.ask({ method: 'message', http_request: { host: '', path, method, params: {}, headers: {} } }, body);
  await client.ask({ method: 'init', token: signToken(door.credentials, identity, Date.now()) });
  return client;
}

async function post(door, path, fields) {
  const url = `https://conversations.twilio.com/v1/Services/${door.credentials.TWILIO_CHAT_SERVICE_SID}${path}`;
  return (await callRest(door.emulator, url, { method: 'POST', body: new URLSearchParams(fields) })).json();
}

const door = await openFrontDoor();
const { sid } = await post(door, '/Conversations', {});
for (let index = 0; index < CLIENTS; index++) {
  await post(door, `/Conversations/${sid}/Participants`, { Identity: `client-${index}` });
}
const messagesPath = `/Client/v2/Services/${door.credentials.TWILIO_CHAT_SERVICE_SID}/Conversations/${sid}/Messages`;

globalThis.gc?.();
const memoryBefore = process.memoryUsage().rss;
const connecting = [];
const clients = [];
for (let index = 0; index < CLIENTS; index++) {
  const start = performance.now();
  const client = await connect(door, `client-${index}`);
  connecting.push(performance.now() - start);
  const list = await client.request('GET', `/v3/Lists/${sid}.messages`);
  const requests = [{ object_sid: list.sid, object_type: 'list', last_event_id: list.last_event_id }];
  await client.request('POST', '/v4/Subscriptions', { action: 'establish', correlation_id: 1, requests });
  clients.push(client);
}
globalThis.gc?.();
const memoryPerClient = (process.memoryUsage().rss - memoryBefore) / CLIENTS / 1024;

/** Sends one message after the other; how long until the answer, and until everybody has heard. */
async function sendMessages(listeners, count) {
  const acknowledged = [];
  const received = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    const all = Promise.all(listeners.map((client) => new Promise((resolve) => (client.onEvent = resolve))));
    await clients[0].request('POST', messagesPath, { body: `Message ${index}` });
    acknowledged.push(performance.now() - start);
    await all;
    received.push(performance.now() - start);
  }
  return { acknowledged, received };
}

row('connect (median / 95 %)', milliseconds(connecting));
row('memory per client, both ends of the socket', `${memoryPerClient.toFixed(0)} KiB`);
const broadcast = await sendMessages(clients, MESSAGES / 3);
row(`send → acknowledged, ${CLIENTS} on the conversation`, milliseconds(broadcast.acknowledged));
row(`send → heard by all ${CLIENTS}`, milliseconds(broadcast.received));
for (const { socket } of clients.slice(2)) socket.terminate();
const pair = await sendMessages(clients.slice(1, 2), MESSAGES);
row('send → acknowledged, two connected', milliseconds(pair.acknowledged));
row('send → received, two connected', milliseconds(pair.received));
await door.close();

const folder = mkdtempSync(join(tmpdir(), 'emulator-bench-'));
const kept = await openFrontDoor({ storage: await openDatabase(join(folder, 'bench.db')) });
const conversation = await post(kept, '/Conversations', {});
const start = performance.now();
for (let index = 0; index < MESSAGES; index++) {
  await post(kept, `/Conversations/${conversation.sid}/Messages`, { Body: `Message ${index}` });
}
row('messages kept in a file, over REST', `${((MESSAGES / (performance.now() - start)) * 1000).toFixed(0)} / s`);
await kept.close();
rmSync(folder, { recursive: true });
process.exit(0);
