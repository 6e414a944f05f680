/** The demo's page of all options: a control for each, and a chat that follows. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { MESSAGE_ENTRIES, METHOD_ENTRIES, OPTION_ENTRIES, VARIABLE_ENTRIES } from '../../src/settings/reference.js';
import { startBrowser, startCommand, type RunningCommand } from './world.js';

describe('the page of all options', () => {
  let server: RunningCommand;
  let browser: Browser;
  let page: Page;

  before(async () => {
    [server, browser] = await Promise.all([startCommand(), startBrowser()]);
    page = await browser.newPage();
    await page.goto(`${server.urls.Demo}demo/options.html`);
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  const control = (name: string) => page.getByLabel(name, { exact: true });

  it('has a control for each option, message and variable, and a button for each method', async () => {
    const names = [
      ...[...OPTION_ENTRIES, ...MESSAGE_ENTRIES].map(({ name }) => name),
      ...VARIABLE_ENTRIES.map(({ name }) => `chat.variables.${name}`),
    ];
    const labels = await page.locator('.control label').allTextContents();
    assert.deepEqual(labels.sort(), names.sort());
    for (const { call } of METHOD_ENTRIES)
      assert.equal(await page.getByRole('button', { name: call }).count(), 1, call);
  });

  it('changes the chat, shows what to write, and takes everything back', async () => {
    await control('messages.title').fill('Ask the workshop');
    await control('messages.welcome').fill('One\n---\nTwo');
    await control('visitor.askName').uncheck();
    await control('chat.variables.main-color').fill('#7d3c98');
    await page.getByRole('button', { name: 'open()', exact: true }).click();
    const window = page.getByRole('dialog', { name: 'Ask the workshop' });
    await window.getByText('Two', { exact: true }).waitFor();
    assert.equal(await window.getByRole('textbox', { name: 'Name' }).count(), 0);
    assert.deepEqual(JSON.parse((await page.locator('#config').innerText()).replace(/^[^{]*|;$/g, '')), {
      id: 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126',
      chat: { variables: { 'main-color': '#7d3c98' } },
      visitor: { askName: false },
      messages: { welcome: ['One', 'Two'], title: 'Ask the workshop' },
    });
    await page.getByRole('button', { name: 'All defaults' }).click();
    await page.getByRole('dialog', { name: 'Chat with us' }).getByRole('textbox', { name: 'Name' }).waitFor();
    await page.getByRole('log', { name: 'Events' }).getByText('missive-open').waitFor();
  });

  it('finds options by what they mean', async () => {
    await control('Find').fill('unread');
    assert.deepEqual(
      await page.locator('.control:visible label').allTextContents(),
      ['messages.newMessage', 'messages.newMessages'].concat(
        VARIABLE_ENTRIES.filter(({ group }) => group === 'Badge').map(({ name }) => `chat.variables.${name}`),
      ),
    );
  });
});
