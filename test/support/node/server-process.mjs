/** Starts the built companion as a user does, on a free port. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { ROOT } from '../../../scripts/run.mjs';

/** @returns {Promise<{demo: string, inbox: string, stop: () => Promise<void>}>} Its addresses, and how to end it. */
export async function startServer() {
  const child = spawn(process.execPath, [`${ROOT}build/src/server/cli.js`, 'serve', '--memory'], {
    env: { ...process.env, PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    printed += text;
    if (/^Inbox: .*\n/m.test(printed)) break;
  }
  const address = (name) => printed.match(new RegExp(`^${name}: (.*)$`, 'm'))[1];
  return {
    demo: address('Demo'),
    inbox: address('Inbox'),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
