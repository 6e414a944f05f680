/** A chat where things are unlike elsewhere: colours of the system, no network, paper, a page that takes it off and on. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page, WebSocket } from 'playwright-core';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { newPerson, startBrowser, startCommand, widget, type Person, type RunningCommand } from './world.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** How often a page takes the chat off and on. */
const TIMES = 200;

describe('a chat', () => {
  let command: RunningCommand;
  let browser: Browser;

  before(async () => {
    [command, browser] = await Promise.all([startCommand(), startBrowser()]);
  });

  after(async () => {
    await browser.close();
    await command.stop();
  });

  const visit = async (options: BrowserContextOptions = {}): Promise<Person> => {
    const visitor = await newPerson(browser, { reducedMotion: 'reduce', ...options });
    await visitor.page.goto(`${command.urls.Demo}bare/${DEMO_ACCOUNT.id}`);
    await widget.launcher(visitor.page).waitFor();
    return visitor;
  };
  const say = async (page: Page, text: string): Promise<void> => {
    await widget.write(page, text);
    await page.locator('[data-author=visitor][data-state=sent]').filter({ hasText: text }).waitFor();
  };

  it('is accessible in the colours of the system', async () => {
    const { page } = await visit({ forcedColors: 'active' });
    // The launcher’s label is its title; the line below that is its description, which axe does not tell apart.
    await check(page, ['label-content-name-mismatch']);
    await widget.launcher(page).click();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Required field', { exact: true }).waitFor();
    await check(page);
    await page.getByRole('textbox', { name: 'Email' }).fill('ada@example.com');
    await page.getByRole('button', { name: 'Submit' }).click();
    await say(page, 'hello https://example.com');
    await check(page);
    // Where colours tell nothing apart, lines do.
    for (const part of ['frame', 'bubble']) {
      const line = await page
        .locator(`[part=${part}]`)
        .first()
        .evaluate((one) => getComputedStyle(one).borderTopStyle);
      assert.equal(line, 'solid', part);
    }
  });

  it('is accessible while the browser is offline', async () => {
    const { page } = await visit();
    await widget.identify(page, 'Ada', 'ada@example.com');
    await say(page, 'hello');
    await page.context().setOffline(true);
    await page.getByText('Can’t send messages offline.').waitFor();
    await check(page);
  });

  it('is not on paper', async () => {
    const { page } = await visit();
    await widget.launcher(page).click();
    await widget.window(page).waitFor();
    await page.emulateMedia({ media: 'print' });
    await widget.window(page).waitFor({ state: 'hidden' });
    assert.equal(await widget.launcher(page).isVisible(), false);
  });

  it('has one connection, and its conversation, after it was taken off the page and put back many times', async () => {
    const { page, complaints } = await visit();
    await widget.identify(page, 'Ada', 'ada@example.com');
    await say(page, 'before');
    const open = new Set<WebSocket>();
    page.on('websocket', (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    });
    await page.evaluate(async (times) => {
      const chat = document.querySelector('missive-chat')!;
      const place = chat.parentNode!;
      for (let i = 0; i < times; i++) {
        chat.remove();
        await new Promise((resolve) => setTimeout(resolve));
        place.append(chat);
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, TIMES);
    await page.getByText('before').waitFor();
    await say(page, 'after');
    assert.equal(open.size, 1);
    assert.equal(await page.locator('[data-author=visitor]').count(), 2);
    assert.deepEqual(complaints, []);
  });
});

async function check(page: Page, ignored: readonly string[] = []): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (chat: string) => Promise<AxeResults> } };
    const results = await axe.run('missive-chat');
    return results.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  });
  assert.deepEqual(
    violations.filter(([id = '']) => !ignored.includes(id)),
    [],
  );
}
