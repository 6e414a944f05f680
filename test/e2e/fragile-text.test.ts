/** Texts that are easily damaged, from a visitor to the Inbox and back: every one arrives as it was written. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { executed, meet, normalised, roundTrip } from './hostile-people.js';
import { FRAGILE } from './hostile-texts.js';
import { startBrowser, startCommand, type RunningCommand } from './world.js';

describe('fragile texts', () => {
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

  it('arrive unharmed, there and back', async () => {
    const people = await meet(command, browser, `bare/${DEMO_ACCOUNT.id}`, 'fragile@example.com');
    const texts = FRAGILE.map(normalised).filter((text) => text.trim() !== '' && !text.includes('{{'));
    assert.deepEqual(await roundTrip(people, texts), []);
    for (const { page, complaints } of Object.values(people)) {
      assert.deepEqual(await executed(page), []);
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
  });
});
