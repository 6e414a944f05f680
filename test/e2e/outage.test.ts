/** The server goes in the middle of a message, for a while, as a visitor and the team see it. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { startSite, type Site } from './site.js';
import { inbox, message, newPerson, startBrowser, startCommand, widget, type RunningCommand } from './world.js';

/** Every state that a message's row has shown in a page, by its text; noted from the first moment on. */
const WATCH = `
  window.shown = [];
  const look = () => {
    const root = document.querySelector('missive-chat')?.shadowRoot;
    for (const row of root?.querySelectorAll('[role=log] [data-author=visitor]') ?? []) {
      const line = row.dataset.state + ' ' + row.querySelector('[part~=bubble]').textContent;
      if (!shown.includes(line)) shown.push(line);
    }
    requestAnimationFrame(look);
  };
  look();`;

describe('an outage of the server', () => {
  let folder: string;
  let command: RunningCommand;
  let site: Site;
  let browser: Browser;

  before(async () => {
    browser = await startBrowser();
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'missive-chat-outage-'));
    command = await startCommand({ folder });
    site = await startSite(new URL(command.urls.Demo).origin);
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await site.close();
    await command.kill();
    await rm(folder, { recursive: true });
  });

  after(() => browser.close());

  async function visit(): Promise<Page> {
    const { page } = await newPerson(browser);
    await page.context().addInitScript(WATCH);
    await page.goto(site.url);
    await widget.identify(page, 'Ada Lovelace', 'ada@example.com');
    await widget.write(page, 'before');
    await inState(page, 'sent', 'before').waitFor();
    return page;
  }

  const inState = (page: Page, state: string, text: string): Locator =>
    message(page, 'visitor', text).and(page.locator(`[data-state=${state}]`));
  const shown = (page: Page): Promise<string[]> => page.evaluate('shown');
  const complaint = (page: Page): Locator => page.getByRole('log').getByText('Sorry, there is an issue connecting');

  /** The same server again, with what it had stored. */
  async function restart(): Promise<void> {
    command = await startCommand({ folder, port: new URL(command.urls.Demo).port });
  }

  async function assertTeamHas(texts: readonly string[]): Promise<void> {
    const { page } = await newPerson(browser);
    await inbox.open(page, command.urls.Inbox);
    await inbox.conversation(page, 'Ada Lovelace').click();
    await message(page, 'visitor', texts.at(-1) ?? '').waitFor();
    const bubbles = page.getByRole('log').locator('[data-author=visitor] [part~=bubble]');
    assert.deepEqual(await bubbles.allTextContents(), texts);
  }

  it('says what is so, keeps what was written over a reload, and delivers it once', async () => {
    const page = await visit();
    command.freeze();
    await widget.write(page, 'in the dark');
    await inState(page, 'sending', 'in the dark').waitFor();
    assert.equal(await widget.composer(page).inputValue(), '');

    await command.kill();
    await page.getByRole('status').getByText('Connecting…').waitFor();
    assert.deepEqual(await shown(page), ['sending before', 'sent before', 'sending in the dark']);

    await page.reload();
    await inState(page, 'sending', 'in the dark').waitFor();
    await widget.write(page, 'and more');
    await complaint(page).waitFor();
    await page.getByRole('link', { name: 'help@example.com' }).waitFor();
    await page.getByRole('link', { name: '+32 2 555 01 01' }).waitFor();

    await restart();
    await inState(page, 'sent', 'and more').waitFor();
    await complaint(page).waitFor({ state: 'detached' });
    assert.deepEqual(await page.getByRole('log').locator('[data-author=visitor] [part~=bubble]').allTextContents(), [
      'before',
      'in the dark',
      'and more',
    ]);
    assert.ok((await shown(page)).every((line) => !line.startsWith('failed')));
    await assertTeamHas(['before', 'in the dark', 'and more']);
  });

  it('is one to all tabs: what each wrote all show, and one delivers what a closed one leaves', async () => {
    const one = await visit();
    const other = await one.context().newPage();
    await other.goto(site.url);
    await inState(other, 'sent', 'before').waitFor();
    command.freeze();
    await widget.write(one, 'from one');
    await widget.write(other, 'from the other');
    for (const page of [one, other]) {
      await inState(page, 'sending', 'from one').waitFor();
      await inState(page, 'sending', 'from the other').waitFor();
    }
    await command.kill();
    await one.close();
    await other.getByRole('status').getByText('Connecting…').waitFor();

    await restart();
    await inState(other, 'sent', 'from the other').waitFor();
    assert.ok((await shown(other)).every((line) => !line.startsWith('failed')));
    await assertTeamHas(['before', 'from one', 'from the other']);
  });
});
