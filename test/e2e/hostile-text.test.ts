/** Hostile texts, from a visitor to the Inbox and back: nothing of them runs, and every one arrives as it was written. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { FRAGILE, MARKUP, MARKUP_IN_OPTIONS, SCRIPTS } from './hostile-texts.js';
import { inbox, newPerson, startBrowser, startCommand, widget, type Person, type RunningCommand } from './world.js';

declare global {
  interface Window {
    /** What was called, or refused by the policy of the page, because a text ran. */
    executed: string[];
  }
}

/** Messages that are on their way at the same time. */
const AT_ONCE = 15;
/** Texts of markup in one message, a line break between them. */
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

  async function watched(): Promise<Person> {
    const person = await newPerson(browser);
    await person.page.context().addInitScript(() => {
      window.executed = [];
      for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
        Object.defineProperty(window, name, { value: () => (top ?? window).executed.push(name) });
      }
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        window.executed.push(`${violatedDirective} ${blockedURI}`);
      });
    });
    return person;
  }

  const executed = (page: Page): Promise<string[]> => page.evaluate(() => window.executed);

  async function meet(path: string, email: string): Promise<{ visitor: Person; agent: Person }> {
    const [visitor, agent] = await Promise.all([watched(), watched()]);
    await inbox.open(agent.page, command.urls.Inbox);
    await visitor.page.goto(command.urls.Demo + path);
    await widget.identify(visitor.page, '', email);
    await widget.write(visitor.page, 'hello');
    await inbox.conversation(agent.page, email).click();
    await inbox.reply(agent.page, 'hi');
    await visitor.page.getByRole('log').getByText('hi', { exact: true }).waitFor();
    return { visitor, agent };
  }

  /** Writes the texts one after the other as fast as the page takes them. */
  const write = (page: Page, texts: readonly string[]): Promise<void> =>
    page.evaluate(async (all) => {
      const field = document.querySelector('missive-chat, missive-inbox')?.shadowRoot?.querySelector('textarea');
      for (const text of all) {
        field!.value = text;
        field!.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise(requestAnimationFrame);
        field!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      }
    }, texts);

  /** The last messages of an author, once the very last of them is there. */
  async function read(page: Page, author: 'visitor' | 'team', texts: readonly string[]): Promise<string[]> {
    const bubbles = page.getByRole('log').locator(`[data-author=${author}]:not([data-state=sending]) .bubble`);
    await page.waitForFunction(
      ([of, last]) => {
        const root = document.querySelector('missive-chat, missive-inbox')?.shadowRoot;
        const rows = root?.querySelectorAll(`[data-author=${of}]:not([data-state=sending]) .bubble`) ?? [];
        return [...rows].at(-1)?.textContent === last;
      },
      [author, texts.at(-1)] as const,
    );
    return (await bubbles.allTextContents()).slice(-texts.length);
  }

  /** Sends every text to the Inbox and back, and compares what is read with what was written. */
  async function roundTrip({ visitor, agent }: { visitor: Person; agent: Person }, all: readonly string[]) {
    const damaged: unknown[] = [];
    const compare = (read: string[], written: readonly string[], where: string): void => {
      for (const [i, text] of written.entries()) if (read[i] !== text) damaged.push([where, text, read[i]]);
    };
    for (let start = 0; start < all.length; start += AT_ONCE) {
      // The last one tells that all have arrived: there is only one of it.
      const texts = [...all.slice(start, start + AT_ONCE), `that was ${String(start)}`];
      await write(visitor.page, texts);
      compare(await read(agent.page, 'visitor', texts), texts, 'Inbox');
      await write(agent.page, texts);
      const plain = texts.map((text) => text.replace(/\{\{[ \t]*link:\S+\s+(.+?)\s*\}\}/g, '$1'));
      compare(await read(visitor.page, 'team', plain), plain, 'widget');
    }
    return damaged;
  }

  for (const path of [`bare/${DEMO_ACCOUNT.id}`, 'demo/strict-csp.html']) {
    it(`of markup run neither on /${path} nor in the Inbox`, async () => {
      const people = await meet(path, `${String(path.length)}@example.com`);
      const texts = MARKUP.map(normalised).filter((text) => text.trim() !== '' && !text.includes('{{'));
      assert.deepEqual(await roundTrip(people, joined(texts)), []);
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
    const { page, complaints } = await watched();
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
    const { page } = await watched();
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

  it('arrive unharmed, there and back', async () => {
    const people = await meet(`bare/${DEMO_ACCOUNT.id}`, 'fragile@example.com');
    const texts = FRAGILE.map(normalised).filter((text) => text.trim() !== '' && !text.includes('{{'));
    assert.deepEqual(await roundTrip(people, texts), []);
    for (const { page, complaints } of Object.values(people)) {
      assert.deepEqual(await executed(page), []);
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
  });
});

/** What a text field makes of a text: lines end in one way, and halves of characters become whole ones on the wire. */
const normalised = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\p{Cs}/gu, '\ufffd');

/** What runs by itself runs among others too; a message is the whole of them, and is compared as a whole. */
const joined = (texts: readonly string[]): string[] =>
  texts.flatMap((_, i) => (i % IN_ONE === 0 ? [texts.slice(i, i + IN_ONE).join('\n')] : []));
