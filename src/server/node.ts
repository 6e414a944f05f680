/** The companion on Node: a port, a folder of files, and the emulator's WebSocket beside the routes. */
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { createApp } from './app.js';
import { SOCKET_PATH } from './backend.js';
import type { Companion } from './companion.js';
import type { Compress } from './compression.js';
import { createArrivalReader } from './trusted-proxies.js';
import { isPlainPath, type StaticFiles } from './static-files.js';

/** A server that listens. */
export interface RunningServer {
  /** Address to reach it at, for example `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Takes no more requests, finishes those that are open, and ends the message service. */
  close(): Promise<void>;
}

/** Where a server listens. */
export interface Address {
  /** 0 for any that is free. */
  readonly port: number;
  readonly host: string;
  /** Proxies whose headers say who a request comes from. Default: none. */
  readonly trustedProxies?: readonly string[];
}

/** How long open requests may take after the server was told to end. In milliseconds. */
const GRACE_MS = 5000;

/** Starts a server. Rejects with Node's error when the address is not to be had. */
export async function startServer(
  companion: Companion,
  { port, host, trustedProxies = [] }: Address,
): Promise<RunningServer> {
  const app = createApp(companion);
  const readArrival = createArrivalReader(trustedProxies);
  const server = createAdaptorServer({
    fetch(request, environment) {
      const { address, origin } = readArrival((environment as HttpBindings).incoming);
      return app.fetch(origin === null ? request : withOrigin(request, origin), { remoteAddress: address });
    },
  }) as Server;
  acceptSockets(server, companion.backend.handleUpgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    origin: originFor(server.address() as AddressInfo),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await companion.backend.close();
      await closed;
      clearTimeout(impatience);
    },
  };
}

/** The same request, as the browser sent it to the proxy. */
function withOrigin(request: Request, origin: string): Request {
  const { pathname, search } = new URL(request.url);
  return new Request(origin + pathname + search, request);
}

/** A build beside a running server is seen after this time. In milliseconds. */
const FILE_FRESH_MS = 1000;

/** Reads the files below a folder, and nothing above it. */
export function openFolder(root: string): StaticFiles {
  const read = new Map<string, { at: number; content: Promise<Uint8Array | null> }>();
  return {
    async read(path) {
      if (!isPlainPath(path)) return null;
      const now = performance.now();
      const known = read.get(path);
      if (known && now - known.at < FILE_FRESH_MS) return known.content;
      const content = readFile(join(root, path)).catch(() => null);
      read.set(path, { at: now, content });
      // Names come from strangers: what does not exist is not remembered.
      if ((await content) === null) read.delete(path);
      return content;
    },
  };
}

const brotliAsync = promisify(brotliCompress);

/** Above this quality each step takes several times as long as the one before. */
const QUICK_QUALITY = 5;

/** Compresses anew at each call: whoever calls keeps the result. */
export const brotli: Compress = (content, effort = 'best') => {
  const quality = effort === 'best' ? constants.BROTLI_MAX_QUALITY : QUICK_QUALITY;
  return brotliAsync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
};

function acceptSockets(server: Server, handleUpgrade: Companion['backend']['handleUpgrade']): void {
  server.on('upgrade', (request, socket, head) => {
    const path = request.url?.split('?', 1)[0];
    if (handleUpgrade && path === SOCKET_PATH) {
      handleUpgrade(request, socket, head);
      return;
    }
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n', () => socket.destroy());
  });
}

/** A server that listens everywhere is reached, from here, at the loopback address. */
function originFor({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
