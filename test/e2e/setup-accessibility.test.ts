/** Setup and sign-in, part by part, wide and narrow, as axe checks them; and nothing that is wider than the screen. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { newPerson, startBrowser, startCommand, type RunningCommand } from './world.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PARTS = ['Customise', 'Install', 'Team', 'Office hours', 'Verified users', 'Twilio'];
const SCREENS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

let command: RunningCommand;
let browser: Browser;
before(async () => ([command, browser] = await Promise.all([startCommand(), startBrowser()])));
after(async () => {
  await browser.close();
  await command.stop();
});

/** Playwright evaluates beside the page's policy, which lets no foreign script in. */
async function check(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    // The chat in the frame is checked by itself.
    const results = await axe.run({ iframes: false });
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  assert.deepEqual(violations, []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'fits the screen');
}

for (const viewport of SCREENS) {
  describe(`at a width of ${viewport.width}`, () => {
    it('the sign-in is accessible, and so is what says that there is nothing', async () => {
      const { page } = await newPerson(browser, { viewport });
      for (const [path, heading] of [
        ['/setup', 'Sign in'],
        ['/join#x', 'This invitation does not count any more'],
        ['/sign-in?key=old&to=/setup', 'This sign-in link does not work'],
        ['/nothing', 'There is nothing at this address'],
      ] as const) {
        await page.goto(new URL(path, command.urls.Demo).href);
        await page.getByRole('heading', { name: heading }).waitFor();
        await check(page);
      }
    });

    it('every part of Setup is accessible', async () => {
      const { page } = await newPerson(browser, { viewport });
      await page.goto(command.urls.Setup);
      for (const part of PARTS) {
        await page.getByRole('link', { name: part }).click();
        await page.getByRole('heading', { name: part, level: 2 }).waitFor();
        await check(page);
      }
      await page.getByRole('link', { name: 'Customise' }).click();
      for (const group of await page.locator('details').all()) {
        if ((await group.getAttribute('open')) === null) await group.locator('summary').click();
      }
      await page.getByLabel('Main colour', { exact: true }).fill('yellow');
      await page.getByText('Hard to read').waitFor();
      await check(page);
      await page.getByRole('link', { name: 'Office hours' }).click();
      await page.getByLabel('In office hours').check();
      await page.getByLabel('Time zone').waitFor();
      await check(page);
    });
  });
}
