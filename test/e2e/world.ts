/**
 * What an operator and two people have in front of them: the server as a process of its own, and Chromium with a
 * separate profile for each person.
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

/** Compiled, this file lies in `build/test/e2e/`. */
const CLI = fileURLToPath(new URL('../../src/server/cli.js', import.meta.url));

/** Seals what is stored; given, so that the server says nothing of one that it made. */
const KEY = 'of-the-tests'.repeat(3);

export interface RunningCommand {
  /** The URLs that it printed, by their names. */
  readonly urls: Readonly<Record<'Demo' | 'Setup' | 'Inbox', string>>;
  /** Stands still, as on a machine that hangs: it takes connections and answers none. */
  freeze(): void;
  stop(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

/**
 * Starts the built server as a user does.
 *
 * @param options.port Where it listens. Default: any free port.
 * @param options.folder Where it keeps its data. Default: nothing is kept.
 */
export async function startCommand({ port = '0', folder = '' } = {}): Promise<RunningCommand> {
  const child = spawn(process.execPath, [CLI, ...(folder === '' ? ['--memory'] : [])], {
    env: { PATH: process.env['PATH'], PORT: port, DATA_DIR: folder, MISSIVE_KEY: KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  while (!/^Inbox: .*\n/m.test(output)) {
    await Promise.race([once(child.stdout, 'data'), failAtExit(child.exitCode, once(child, 'exit'))]);
  }
  const url = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(output)?.[1] ?? '';
  return {
    urls: { Demo: url('Demo'), Setup: url('Setup'), Inbox: url('Inbox') },
    freeze() {
      child.kill('SIGSTOP');
    },
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      assert.deepEqual(await exit, [0, null]);
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** What a command prints that works on the data folder beside a running server. */
export async function runCommand(dataFolder: string, publicUrl: string, parameters: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataFolder, PUBLIC_URL: publicUrl, MISSIVE_KEY: KEY };
  return (await promisify(execFile)(process.execPath, [CLI, ...parameters], { env })).stdout;
}

async function failAtExit(code: number | null, exit: Promise<unknown>): Promise<never> {
  if (code === null) await exit;
  throw new Error('The server ended at its start.');
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    chromiumSandbox: false, // it refuses to start for root
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
    ],
  });
}

/** Whatever the browser has to say about a page, and what the page asks of the network. */
export interface Person {
  readonly page: Page;
  /** Warnings, errors and failed requests. */
  readonly complaints: string[];
  /** Paths of all requests, and addresses of all sockets. */
  readonly requests: string[];
  /** What was sent in the bodies of requests, and through sockets. */
  readonly sent: string[];
}

/** A person with a browser profile of their own. */
export async function newPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const person: Person = { page, complaints: [], requests: [], sent: [] };
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) person.complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => person.complaints.push(message));
  page.on('requestfailed', (request) => person.complaints.push(`${request.url()} failed`));
  page.on('request', (request) => {
    const { protocol, pathname } = new URL(request.url());
    const body = request.postData();
    if (body !== null) person.sent.push(body);
    if (protocol !== 'data:') person.requests.push(pathname);
  });
  page.on('websocket', (socket) => {
    person.requests.push(socket.url());
    socket.on('framesent', ({ payload }) => person.sent.push(String(payload)));
  });
  return person;
}

/** The visitor's side of the chat. */
export const widget = {
  launcher: (page: Page): Locator => page.getByRole('button', { name: /^Chat with us/ }),
  window: (page: Page): Locator => page.getByRole('dialog', { name: 'Chat with us' }),
  composer: (page: Page): Locator => page.getByRole('textbox', { name: 'Message…' }),

  /** Opens the chat and fills in the form. */
  async identify(page: Page, name: string, email: string): Promise<void> {
    await widget.launcher(page).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('textbox', { name: 'Email' }).fill(email);
    await page.getByRole('button', { name: 'Submit' }).click();
  },

  async write(page: Page, text: string): Promise<void> {
    await widget.composer(page).fill(text);
    await widget.composer(page).press('Enter');
  },
};

/** The team's side. */
export const inbox = {
  async open(page: Page, url: string): Promise<void> {
    await page.goto(url);
    await page.getByText('Online: visitors see that you are here').waitFor();
  },

  conversation: (page: Page, name: string): Locator =>
    page.getByRole('list', { name: 'Conversations' }).getByRole('button', { name }),

  async reply(page: Page, text: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Reply' }).fill(text);
    await page.getByRole('textbox', { name: 'Reply' }).press('Enter');
  },
};

/** The message of that text in the log of a page, whoever's it is. */
export function message(page: Page, author: 'visitor' | 'team', text: string): Locator {
  return page.getByRole('log').locator(`[data-author=${author}]`).filter({ hasText: text });
}
