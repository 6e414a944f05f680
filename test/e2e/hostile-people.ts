/** A visitor and a member of the team who write hostile texts to each other, and what comes of it. */
import type { Browser, Page } from 'playwright-core';
import { inbox, newPerson, widget, type Person, type RunningCommand } from './world.js';

declare global {
  interface Window {
    /** What was called, or refused by the policy of the page, because a text ran. */
    executed: string[];
  }
}

/** Messages that are on their way at the same time. */
const AT_ONCE = 15;

/** Somebody whose page notes what runs that should not. */
export async function watched(browser: Browser): Promise<Person> {
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

export const executed = (page: Page): Promise<string[]> => page.evaluate(() => window.executed);

/** A visitor on a page, and a member of the team in their conversation. */
export async function meet(
  command: RunningCommand,
  browser: Browser,
  path: string,
  email: string,
): Promise<{ visitor: Person; agent: Person }> {
  const [visitor, agent] = await Promise.all([watched(browser), watched(browser)]);
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
export const write = (page: Page, texts: readonly string[]): Promise<void> =>
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
export async function read(page: Page, author: 'visitor' | 'team', texts: readonly string[]): Promise<string[]> {
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

/** What is longer goes alone: a message that would be too long leaves as several. In UTF-16 units. */
const SHORT = 1000;

/** Several texts in one, a line break between them. */
export function joined(texts: readonly string[], inOne: number): string[] {
  const alone = texts.filter(({ length }) => length > SHORT);
  const short = texts.filter(({ length }) => length <= SHORT);
  return [...alone, ...short.flatMap((_, i) => (i % inOne === 0 ? [short.slice(i, i + inOne).join('\n')] : []))];
}

/**
 * Sends every text to the Inbox and back, and compares what is read with what was written.
 *
 * @param inReply Texts that come back in one message. Default: 1.
 */
export async function roundTrip(
  { visitor, agent }: { visitor: Person; agent: Person },
  all: readonly string[],
  inReply = 1,
): Promise<unknown[]> {
  const damaged: unknown[] = [];
  const compare = (read: string[], written: readonly string[], where: string): void => {
    for (const [i, text] of written.entries()) if (read[i] !== text) damaged.push([where, text, read[i]]);
  };
  for (let start = 0; start < all.length; start += AT_ONCE) {
    // The last one tells that all have arrived: there is only one of it.
    const last = `that was ${String(start)}`;
    const alone = all.slice(start, start + AT_ONCE);
    const texts = [...alone, last];
    await write(visitor.page, texts);
    compare(await read(agent.page, 'visitor', texts), texts, 'Inbox');
    const replies = [...joined(alone, inReply), last];
    await write(agent.page, replies);
    const plain = replies.map((text) => text.replace(/\{\{[ \t]*link:\S+\s+(.+?)\s*\}\}/g, '$1'));
    compare(await read(visitor.page, 'team', plain), plain, 'widget');
  }
  return damaged;
}

/** What a text field makes of a text: lines end in one way, and halves of characters become whole ones on the wire. */
export const normalised = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\p{Cs}/gu, '\ufffd');
