/** Pages in Chromium that know nothing but `@twilio/conversations`, and the emulator's own page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { openFrontDoor, type FrontDoor } from '../../src/emulator/front-door/server.js';

/** Compiled, this file lies in `build/test/e2e/`. */
const EXAMPLE = fileURLToPath(new URL('../../../demo/emulator/', import.meta.url));

describe('a page with Twilio’s SDK', () => {
  let door: FrontDoor;
  let site: Server;
  let browser: Browser;
  let origin: string;
  const requested = new Set<string>();

  before(async () => {
    door = await openFrontDoor();
    const bundle = await build({ entryPoints: [`${EXAMPLE}chat.js`], bundle: true, format: 'esm', write: false });
    const files = { '/': readFileSync(`${EXAMPLE}index.html`), '/chat.js': bundle.outputFiles[0]!.contents };
    site = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname as keyof typeof files;
      response.setHeader('Content-Type', path === '/' ? 'text/html' : 'text/javascript');
      response.end(files[path]);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      chromiumSandbox: false,
    });
  });

  after(async () => {
    await browser.close();
    site.closeAllConnections();
    site.close();
    await door.close();
  });

  const visit = async (identity: string): Promise<Page> => {
    const page = await browser.newPage();
    page.on('request', (request) => requested.add(new URL(request.url()).origin));
    await page.goto(`${origin}/?as=${identity}&emulator=${door.origin}`);
    await page.getByText(`connected as ${identity}`).waitFor();
    return page;
  };

  it('talks to the emulator with nothing but the socket named', async () => {
    const alice = await visit('alice');
    const bob = await visit('bob');
    await alice.getByLabel('Message').fill('hi bob 🎉');
    await alice.getByRole('button', { name: 'Send' }).click();
    await bob.getByText('alice: hi bob 🎉').waitFor();
    assert.deepEqual(
      [...requested].filter((one) => one !== origin && one !== door.origin),
      [],
    );

    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    await page.goto(door.origin);
    await page.getByRole('cell', { name: 'hi bob 🎉' }).waitFor();
    await page.getByLabel('As').fill('agent');
    await page.getByLabel('Message').fill('<b>hello</b>');
    await page.getByRole('button', { name: 'Send' }).click();
    await bob.getByText('agent: <b>hello</b>').waitFor();
    await page.getByRole('cell', { name: '<b>hello</b>' }).waitFor();
    assert.deepEqual(problems, []);
  });
});
