/** Hostile texts, from a visitor to the Inbox and back: nothing of them runs, and every one arrives as it was written. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { executed, joined, meet, normalised, read, roundTrip, watched, write } from './hostile-people.js';
import { MARKUP, MARKUP_IN_OPTIONS, SCRIPTS } from './hostile-texts.js';
import { startBrowser, startCommand, widget, type RunningCommand } from './world.js';

/** Texts of markup in one message, a line break between them: what runs by itself runs among others too. */
const IN_ONE = 20;

// Each test has people of its own, who mostly wait for each other.
describe('hostile texts', { concurrency: true }, () => {
  let command: RunningCommand;
  let browser: Browser;

  before(async () => {
    command = await startCommand();
    browser = await startBrowser();
  });

  after(async () => {
    await browser.close();
    await command.stop();
  });

  for (const path of [`bare/${DEMO_ACCOUNT.id}`, 'demo/strict-csp.html']) {
    it(`of markup run neither on /${path} nor in the Inbox`, async () => {
      const people = await meet(command, browser, path, `${String(path.length)}@example.com`);
      const texts = MARKUP.map(normalised).filter((text) => text.trim() !== '' && !text.includes('{{'));
      assert.deepEqual(await roundTrip(people, joined(texts, IN_ONE)), []);
      const literal = MARKUP.map(normalised).filter((text) => text.includes('{{'));
      await write(people.visitor.page, [...literal, 'that was all']);
      assert.deepEqual((await read(people.agent.page, 'visitor', [...literal, 'that was all'])).slice(0, -1), literal);
      for (const { page, complaints } of Object.values(people)) {
        assert.deepEqual(await executed(page), []);
        assert.deepEqual(complaints, []);
        await page.context().close();
      }
    });
  }

  it('of markup run nowhere as options', async () => {
    const { page, complaints } = await watched(browser);
    await page.goto(`${command.urls.Demo}demo/strict-csp.html`);
    await widget.launcher(page).click();
    await page.getByRole('textbox', { name: 'Email' }).waitFor();
    for (const text of MARKUP_IN_OPTIONS) {
      await page.evaluate(async (value) => {
        const chat = document.querySelector<HTMLElement & { config?: object }>('missive-chat')!;
        const texts = ['title', 'welcome', 'identify', 'identifyName', 'identifyConsent', 'online', 'chat'];
        chat.config = {
          chat: { name: value },
          visitor: { requireConsent: true },
          messages: Object.fromEntries(texts.map((name) => [name, value])),
          support: { email: value, phone: value },
          meta: { [value]: value },
        };
        await new Promise(requestAnimationFrame);
      }, text);
    }
    assert.deepEqual(await executed(page), []);
    assert.deepEqual(
      complaints.filter((line) => !line.startsWith('missive-chat: ')),
      [],
    );
    await page.context().close();
  });

  it('of markup do run where they are put into a page as such', async () => {
    const { page } = await watched(browser);
    await page.goto(`${command.urls.Demo}bare/none`);
    for (const text of SCRIPTS) {
      await page.evaluate((markup) => {
        window.executed = [];
        // The control: what nobody should do, so that it is known that the texts are hostile.
        document.body.innerHTML = markup;
      }, text);
      await page.waitForFunction(() => window.executed.length > 0).catch(() => assert.fail(`It does not run: ${text}`));
    }
    await page.context().close();
  });
});
