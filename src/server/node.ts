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
import { isPlainPath, type StaticFiles } from './static-files.js';

/** A server that listens. */
export interface RunningServer {
  /** Address to reach it at, for example `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Ends every connection and the message service with it. */
  close(): Promise<void>;
}

/** Starts a server. Rejects with Node's error when the address is not to be had. */
export async function startServer(companion: Companion, port: number, host: string): Promise<RunningServer> {
  const app = createApp(companion);
  const server = createAdaptorServer({
    fetch: (request, environment) =>
      app.fetch(request, { remoteAddress: (environment as HttpBindings).incoming.socket.remoteAddress }),
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
      await companion.backend.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Reads the files below a folder, and nothing above it. */
export function openFolder(root: string): StaticFiles {
  return {
    async read(path) {
      if (!isPlainPath(path)) return null;
      try {
        return await readFile(join(root, path));
      } catch {
        return null;
      }
    },
  };
}

const brotliAsync = promisify(brotliCompress);

/** Compresses at the highest quality; slow, so whoever calls keeps the result. */
export function brotli(content: Uint8Array): Promise<Uint8Array> {
  return brotliAsync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });
}

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
