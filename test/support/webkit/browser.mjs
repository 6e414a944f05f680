/**
 * Starts WebKitGTK: an invisible X screen (Xvfb), WebKitWebDriver, and the MiniBrowser that it drives. Knows nothing of
 * who uses it: the launcher of Web Test Runner, and the fault laboratory.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Driver } from './driver.mjs';

/** Nobody listens there: whatever is not on this machine cannot be reached. */
const CLOSED_PROXY = 'http://127.0.0.1:9';

const ENVIRONMENT = {
  // Without a graphics card the compositor paints nothing that the screen's file would show.
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
  GDK_BACKEND: 'x11',
  NO_AT_BRIDGE: '1',
  http_proxy: CLOSED_PROXY,
  https_proxy: CLOSED_PROXY,
  no_proxy: 'localhost,127.0.0.1',
};

// Full screen, because the toolbar would force a least width on the page.
const BROWSER_ARGUMENTS = [
  '--automation',
  '--full-screen',
  `--proxy=${CLOSED_PROXY}`,
  '--ignore-host=127.0.0.1',
  '--ignore-host=localhost',
];

const READY_ATTEMPTS = 100;
const READY_MILLISECONDS = 100;
const END_MILLISECONDS = 3000;

/**
 * Starts a browser with a screen of its own.
 *
 * @param {string} program Path of WebKit's MiniBrowser.
 * @returns {Promise<{driver: Driver, screenFile: string, stop: () => Promise<void>}>} `screenFile`: where Xvfb keeps its
 *   screen.
 */
export async function startWebkit(program) {
  const folder = mkdtempSync(join(tmpdir(), 'webkit-screen-'));
  const processes = [];
  let opened = null;
  const stop = async () => {
    await opened?.close().catch(() => undefined); // a browser that is gone already is as good
    for (const child of processes.toReversed()) await endProcess(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const display = await startScreen(folder, processes);
    const port = await findFreePort();
    start(processes, 'WebKitWebDriver', [`--port=${port}`], { ...ENVIRONMENT, DISPLAY: display });
    const driver = new Driver(`http://127.0.0.1:${port}`);
    for (let attempt = 0; !(await driver.isReady()); attempt++) {
      if (attempt === READY_ATTEMPTS) throw new Error('WebKitWebDriver does not answer.');
      await delay(READY_MILLISECONDS);
    }
    await driver.open({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: program, args: BROWSER_ARGUMENTS },
    });
    opened = driver;
    return { driver, screenFile: join(folder, 'Xvfb_screen0'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the X server, which chooses a free display and writes its number to the pipe. */
async function startScreen(folder, processes) {
  const screen = ['-screen', '0', '2000x1600x24', '-fbdir', folder, '-nocursor'];
  const server = start(processes, 'Xvfb', ['-displayfd', '3', '-nolisten', 'tcp', ...screen]);
  const number = once(server.stdio[3], 'data').then(String);
  const end = once(server, 'exit').then(() => Promise.reject(new Error('Xvfb ended at its start.')));
  return `:${(await Promise.race([number, end])).trim()}`;
}

function start(processes, command, args, environment = {}) {
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  processes.push(child);
  return child;
}

/** Ends a process, by force when it does not listen. */
async function endProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, 'exit');
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), END_MILLISECONDS);
  await end;
  clearTimeout(forced);
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
