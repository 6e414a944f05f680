/** A PostgreSQL of its own for one test file: an empty cluster in a temporary folder, on a free port of loopback. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface TestPostgres {
  /** Makes an empty database. @returns Its address. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<TestPostgres> {
  const programs = process.env['POSTGRES_BIN'] || newestPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'postgres-test-'));
  // It refuses to run as root.
  const owner = process.getuid?.() === 0 ? await ownerOf('postgres') : null;
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const port = await freePort();
  const data = join(folder, 'data');
  const options = { ...owner, cwd: folder };
  await run(join(programs, 'initdb'), ['-D', data, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options);
  const settings = { port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: folder, fsync: 'off' };
  const parameters = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...parameters], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(server.stderr, port);
  return {
    async createDatabase(name) {
      await run(join(programs, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'test', name], options);
      return `postgres://test@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      const exit = once(server, 'exit');
      server.kill('SIGINT');
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
}

function newestPrograms(): string {
  const versions = '/usr/lib/postgresql';
  const newest = existsSync(versions) ? readdirSync(versions).sort((one, other) => Number(other) - Number(one))[0] : '';
  if (!newest) throw new Error('PostgreSQL is missing. Install it: node scripts/postgres.mjs says how.');
  return join(versions, newest, 'bin');
}

async function ownerOf(user: string): Promise<{ uid: number; gid: number }> {
  const ids = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, user])).stdout)));
  return { uid: ids[0] ?? 0, gid: ids[1] ?? 0 };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Its log says when it takes connections; the first attempt may still come a moment too early. */
async function untilReady(log: Readable, port: number): Promise<void> {
  let text = '';
  for await (const chunk of log.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes('ready to accept connections')) break;
  }
  log.resume();
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect').catch((cause: unknown) => {
    throw new Error(`PostgreSQL did not start:\n${text}`, { cause });
  });
  socket.destroy();
}
