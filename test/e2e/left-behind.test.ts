/** What a chat leaves in the browser: no token anywhere, no text of a conversation, and nothing of whoever has logged out. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { SessionAnswer } from '../../src/shared/session.js';
import { message, newPerson, startBrowser, startCommand, widget, type RunningCommand } from './world.js';

const ACCOUNT = 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126';
/** The example of the documentation. */
const KEY = 'e72bvc5171hf23982d05j610514gfe2m';

let command: RunningCommand;
let browser: Browser;
before(async () => ([command, browser] = await Promise.all([startCommand(), startBrowser()])));
after(async () => {
  await browser.close();
  await command.stop();
});

/** All that a page and its origin hold, shadow roots and attributes included. */
async function readEverything(page: Page): Promise<{ storage: Record<string, string>; document: string }> {
  const cookies = await page.context().cookies();
  const found = await page.evaluate(async () => {
    const write = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map((element) => element.outerHTML + (element.shadowRoot ? write(element.shadowRoot) : ''))
        .join('\n');
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const storage = Object.fromEntries([localStorage, sessionStorage].flatMap((kept) => Object.entries(kept)));
    return { storage, databases, document: write(document) };
  });
  assert.deepEqual(found.databases, []);
  assert.deepEqual(cookies, []);
  return found;
}

async function say(page: Page, text: string): Promise<void> {
  await widget.write(page, text);
  await message(page, 'visitor', text).and(page.locator('[data-state=sent]')).waitFor();
}

describe('a chat', () => {
  it('leaves no token and no text behind, and nothing of whoever has logged out', async () => {
    const { page, complaints, requests } = await newPerson(browser);
    const sessions: SessionAnswer[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/session'))
        void response.json().then((answer: SessionAnswer) => sessions.push(answer));
    });
    const user = async (name: string): Promise<void> => {
      const email = `${name.toLowerCase()}@example.com`;
      const digest = createHmac('sha256', KEY).update(email).digest('hex');
      await page.evaluate(
        (given) => {
          (window as unknown as { MissiveChat: { setUser: (user: object | null) => void } }).MissiveChat.setUser(given);
        },
        { name, email, digest },
      );
    };
    await page.goto(new URL(`/bare/${ACCOUNT}`, command.urls.Demo).href);
    await widget.launcher(page).waitFor();

    await user('Alba');
    await widget.launcher(page).click();
    await say(page, 'Alba asks about a lamp');
    const during = await readEverything(page);
    assert.ok(Object.keys(during.storage).every((name) => name.startsWith('missive-chat:') || name.includes('twilio')));
    assert.doesNotMatch(JSON.stringify(during.storage), /asks about a lamp/);

    await user('Bruno');
    await message(page, 'visitor', 'Alba asks about a lamp').waitFor({ state: 'detached' });
    await say(page, 'Bruno asks about a chair');
    const alba = sessions[0];
    const after = await readEverything(page);
    const all = JSON.stringify(after);
    for (const trace of ['Alba', 'alba@', 'lamp', alba?.identity ?? '', alba?.device ?? '']) {
      assert.notEqual(trace, '');
      assert.ok(!all.includes(trace), trace);
    }

    await page.evaluate(() => {
      (window as unknown as { MissiveChat: { setUser: (user: object | null) => void } }).MissiveChat.setUser(null);
    });
    await message(page, 'visitor', 'Bruno asks about a chair').waitFor({ state: 'detached' });
    const out = JSON.stringify(await readEverything(page));
    for (const trace of ['Bruno', 'bruno@', 'chair', sessions[1]?.device ?? '']) assert.ok(!out.includes(trace), trace);

    for (const { token } of sessions) {
      const parts = token.split('.');
      for (const place of [JSON.stringify(during), all, out, complaints.join(' '), requests.join(' ')]) {
        assert.ok(!parts.slice(1).some((part) => place.includes(part)));
      }
    }
    assert.ok(sessions.length >= 2);
  });
});
