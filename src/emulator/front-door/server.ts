/**
 * The emulator's own front door: one port for the socket, REST, files, access tokens and a page that shows its rows. Knows
 * HTTP on Node; what is answered is known elsewhere. Called by the command, and by tests.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createEmulator, ConnectionCut, type Emulator, type EmulatorOptions } from '../index.js';
import { answerAtTheDoor } from './answer.js';
import { findCredentials, type Credentials } from './credentials.js';

/** Path of the Twilsock socket, the same as at Twilio. */
export const SOCKET_PATH = '/v3/wsconnect';

export interface FrontDoorOptions extends EmulatorOptions {
  /** Default: 0, any that is free. */
  port?: number;
  /** Default: 127.0.0.1. */
  host?: string;
  /** Whether faults can be asked for over HTTP, under `/control`. Default: false; the paths do not exist then. */
  control?: boolean;
}

export interface FrontDoor {
  readonly emulator: Emulator;
  readonly credentials: Credentials;
  /** For example `http://127.0.0.1:8090`. */
  readonly origin: string;
  /** For the SDK's option `Twilsock: { uri }`. */
  readonly socketUri: string;
  close(): Promise<void>;
}

/** Starts an emulator that listens. Rejects with Node's error when the address is not to be had. */
export async function openFrontDoor(options: FrontDoorOptions = {}): Promise<FrontDoor> {
  const { port = 0, host = '127.0.0.1', control = false, ...rest } = options;
  let origin = '';
  const emulator = createEmulator({ mediaUrl: () => `${origin}/media`, ...rest });
  const credentials = await findCredentials(emulator);
  const door = { emulator, credentials, hasControl: control, isLoopback: host === '127.0.0.1' || host === '::1' };
  const server = createServer((request, response) => {
    void respond(response, () => answerAtTheDoor(door, toRequest(request, origin)));
  });
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?', 1)[0] === SOCKET_PATH) emulator.handleUpgrade(request, socket, head);
    else socket.destroy();
  });
  try {
    await listen(server, port, host);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  origin = originFor(server.address() as AddressInfo);
  return {
    emulator,
    credentials,
    origin,
    socketUri: origin.replace(/^http/, 'ws') + SOCKET_PATH,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await emulator.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** What was asked for, with the address by which it was asked. */
function toRequest(incoming: IncomingMessage, origin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  const { method = 'GET', url = '/' } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' as const } : {};
  return new Request(new URL(url.replace(/^\/*/, '/'), origin), { method, headers, ...body });
}

/** A fault, or a mistake of ours, cuts the connection. */
async function respond(outgoing: ServerResponse, answer: () => Promise<Response>): Promise<void> {
  try {
    const response = await answer();
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    const chunks = response.body as AsyncIterable<Uint8Array> | null;
    if (chunks) for await (const chunk of chunks) await write(outgoing, chunk);
    outgoing.end();
  } catch (error) {
    outgoing.destroy();
    if (!(error instanceof ConnectionCut)) process.stderr.write(`${String((error as Error).stack)}\n`);
  }
}

/** Waits until the bytes are gone, so that a cut in their middle comes after them. */
function write(outgoing: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => outgoing.write(chunk, () => resolve()));
}

/** A server that listens everywhere is reached, from here, at the loopback address. */
function originFor({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
