/** Texts that are easily damaged, from a visitor to the Inbox and back: every one arrives as it was written. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import { executed, meet, normalised, roundTrip } from './hostile-people.js';
import { FRAGILE } from './hostile-texts.js';
import { startBrowser, startCommand, widget, type RunningCommand } from './world.js';

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
    // Each came alone; they go back a few in a message, because the Inbox and the widget take them from the same wire.
    assert.deepEqual(await roundTrip(people, texts, 5), []);
    for (const { page, complaints } of Object.values(people)) {
      assert.deepEqual(await executed(page), []);
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
  });

  it('arrive unharmed as names and values of data', async () => {
    const { visitor, agent } = await meet(command, browser, `bare/${DEMO_ACCOUNT.id}`, 'data@example.com');
    const contact = agent.page.getByRole('complementary', { name: 'Contact' });
    const damaged: unknown[] = [];
    for (const [i, meta] of asData(FRAGILE.map(normalised)).entries()) {
      const text = `That was ${String(i)}.`;
      await visitor.page.evaluate(
        (given) => {
          const { MissiveChat } = window as unknown as { MissiveChat: { setMeta(meta: object): void } };
          MissiveChat.setMeta(Object.fromEntries(given));
        },
        [...meta, ['sent with', text] as const],
      );
      await widget.write(visitor.page, text);
      await contact.getByText(text, { exact: true }).waitFor();
      const names = await contact.locator('dt').allTextContents();
      const values = await contact.locator('dd').allTextContents();
      for (const [name, value] of meta) {
        const shown = values[names.indexOf(name)];
        if (shown !== value) damaged.push([name, value, shown]);
      }
    }
    assert.deepEqual(damaged, []);
    assert.deepEqual([...visitor.complaints, ...agent.complaints], []);
  });
});

/** Of all that a message may carry, less the rest of its attributes. In bytes of UTF-8. */
const ROOM = 3600;
/** Longest text that is also a name. */
const LONGEST_NAME = 100;
/** Names that data has of its own, and the one that no object can have. */
const TAKEN = ['Name', 'Email', 'Identity', 'language', 'platform', 'browser', '__proto__'];

/** The texts as data, as much with each message as it carries; those for which there is no room are left out. */
function asData(texts: readonly string[]): [name: string, value: string][][] {
  const messages: [string, string][][] = [];
  let room = 0;
  for (const [i, text] of [...new Set(texts)].entries()) {
    if (text.trim() === '') continue;
    const isName = text.length <= LONGEST_NAME && !TAKEN.includes(text);
    const entry: [string, string] = [isName ? text : `text ${String(i)}`, text];
    const size = Buffer.byteLength(JSON.stringify(entry));
    if (size > ROOM) continue;
    if (size > room) {
      messages.push([]);
      room = ROOM;
    }
    room -= size;
    messages.at(-1)!.push(entry);
  }
  return messages;
}
