/** The team at work in its Inbox: conversations are closed and come back, colleagues come and go, on any screen. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { inbox, message, newPerson, startBrowser, startCommand, widget } from './world.js';
import type { Person, RunningCommand } from './world.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONES = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 480, height: 900 },
];

let command: RunningCommand;
let browser: Browser;
let agent: Person;
let visitors = 0;

before(async () => ([command, browser] = await Promise.all([startCommand(), startBrowser()])));
beforeEach(async () => {
  agent = await newPerson(browser);
  await inbox.open(agent.page, command.urls.Inbox);
});
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
after(async () => {
  await browser.close();
  await command.stop();
});

/** A visitor of a name of their own, who has written. */
async function arrive(text: string): Promise<Person & { name: string }> {
  const name = `Visitor ${++visitors}`;
  const person = await newPerson(browser);
  await person.page.goto(command.urls.Demo);
  await widget.identify(person.page, name, 'somebody@example.com');
  await widget.write(person.page, text);
  return { ...person, name };
}

/** Calls the server as a page of it does. */
const ask = (page: Page, method: string, path: string, body?: object): Promise<{ status: number; answer: unknown }> =>
  page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(where, { method: how, headers, ...(what !== null && { body: what }) });
      return { status: response.status, answer: (await response.json()) as unknown };
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  );

/** A colleague takes up an invitation and opens the Inbox. */
async function hire(name: string): Promise<Person> {
  const email = `${name.toLowerCase()}@acme.com`;
  const { answer } = await ask(agent.page, 'POST', '/setup/team', { name, email });
  const [, invitation] = (answer as { path: string }).path.split('#');
  const person = await newPerson(browser);
  await person.page.goto(command.urls.Demo);
  const joined = await ask(person.page, 'POST', '/join', { invitation, password: 'correct horse battery' });
  assert.equal(joined.status, 200);
  await inbox.open(person.page, new URL('/inbox', command.urls.Demo).href);
  return person;
}

async function dismiss(name: string): Promise<void> {
  const { answer } = await ask(agent.page, 'GET', '/setup/account');
  const { team } = answer as { team: { id: string; name: string }[] };
  const id = team.find((member) => member.name === name)?.id ?? '';
  assert.equal((await ask(agent.page, 'DELETE', `/setup/team/${id}`, {})).status, 200);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const composer = (page: Page) => page.getByRole('textbox', { name: 'Reply' });

describe('a conversation', () => {
  it('is closed, read, and comes back when the visitor writes again', async () => {
    const visitor = await arrive('hello');
    const { page } = agent;
    await inbox.conversation(page, visitor.name).click();
    await message(page, 'visitor', 'hello').waitFor();
    await inbox.reply(page, 'Hi!');
    await message(visitor.page, 'team', 'Hi!').waitFor();

    await button(page, 'Close conversation').click();
    await page.getByText('The conversation is closed.').waitFor();
    assert.equal(await inbox.conversation(page, visitor.name).count(), 0);
    await button(page, 'Closed').click();
    await inbox.conversation(page, visitor.name).click();
    for (const where of ['as it was left', 'after a reload']) {
      await message(page, 'visitor', 'hello').waitFor();
      await message(page, 'team', 'Hi!').waitFor();
      await button(page, 'Reopen conversation').waitFor();
      assert.equal(await composer(page).count(), 0, where);
      await page.reload();
    }

    const asked = () => visitor.requests.filter((path) => path.endsWith('/session')).length;
    const before = asked();
    await widget.write(visitor.page, 'One more thing');
    await visitor.page
      .locator('[data-author=visitor][data-state=sent]')
      .filter({ hasText: 'One more thing' })
      .waitFor();
    await inbox.conversation(page, visitor.name).waitFor();
    await message(page, 'visitor', 'One more thing').waitFor();
    // The widget itself has told the companion, once; the Inbox need not have looked.
    assert.equal(asked(), before + 1);
    await inbox.reply(page, 'Go on');
    await message(visitor.page, 'team', 'Go on').waitFor();
    assert.deepEqual([...visitor.complaints, ...agent.complaints], []);
  });

  it('that was closed keeps its history for a visitor who comes back, and takes what they write', async () => {
    const visitor = await arrive('before');
    const { page } = agent;
    await inbox.conversation(page, visitor.name).click();
    await message(page, 'visitor', 'before').waitFor();
    await button(page, 'Close conversation').click();
    await page.getByText('The conversation is closed.').waitFor();
    await visitor.page.reload();
    await message(visitor.page, 'visitor', 'before').waitFor();
    await widget.write(visitor.page, 'after');
    await inbox.conversation(page, visitor.name).click();
    await message(page, 'visitor', 'after').waitFor();
  });

  it('that a colleague closes keeps the draft, and is opened again with it', async () => {
    const visitor = await arrive('hello');
    const ada = await hire('Ada');
    const { page } = agent;
    for (const member of [page, ada.page]) {
      await inbox.conversation(member, visitor.name).click();
      await message(member, 'visitor', 'hello').waitFor();
    }
    await composer(page).fill('Half a sen');
    await button(ada.page, 'Close conversation').click();
    await button(page, 'Reopen conversation').click();
    await composer(page).waitFor();
    assert.equal(await composer(page).inputValue(), 'Half a sen');
    await inbox.conversation(ada.page, visitor.name).waitFor();
  });

  it('is not closed over a message that has not been seen', async () => {
    const visitor = await arrive('hello');
    const { page } = agent;
    await inbox.conversation(page, visitor.name).click();
    await message(page, 'visitor', 'hello').waitFor();
    // It comes while the request is on its way.
    await page.route('**/close', async (route) => {
      await widget.write(visitor.page, 'wait');
      await visitor.page.locator('[data-state=sent]').filter({ hasText: 'wait' }).waitFor();
      await route.continue();
    });
    await button(page, 'Close conversation').click();
    await page.getByText('Somebody has just written in this conversation').waitFor();
    await message(page, 'visitor', 'wait').waitFor();
    await composer(page).waitFor();
  });
});

describe('a colleague', () => {
  it('who is new sees what was open before, and is known by name', async () => {
    const visitor = await arrive('an old question');
    await inbox.conversation(agent.page, visitor.name).waitFor();
    const grace = await hire('Grace');
    await inbox.conversation(grace.page, visitor.name).click();
    await message(grace.page, 'visitor', 'an old question').waitFor();
    await inbox.reply(grace.page, 'I can help');
    await inbox.conversation(agent.page, visitor.name).filter({ hasText: 'Grace: I can help' }).click();
    const answer = message(agent.page, 'team', 'I can help');
    await answer.getByText('Grace', { exact: true }).waitFor();
    assert.doesNotMatch((await message(grace.page, 'team', 'I can help').textContent()) ?? '', /Grace/);
    // The name is the companion's: it stays when its owner has left.
    await dismiss('Grace');
    await agent.page.reload();
    await answer.getByText('Grace', { exact: true }).waitFor();
  });

  it('who is removed is told so at once, and what was on the screen is gone, but for what they wrote', async () => {
    const visitor = await arrive('a secret');
    const eve = await hire('Eve');
    await inbox.conversation(eve.page, visitor.name).click();
    await message(eve.page, 'visitor', 'a secret').waitFor();
    await composer(eve.page).fill('My last words');
    await dismiss('Eve');
    await eve.page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await eve.page.getByText('you are no longer a member of this team').waitFor();
    const text = await eve.page.locator('missive-inbox main').innerText();
    assert.match(text, /My last words/);
    assert.doesNotMatch(text, /a secret|Visitor \d/);
    await eve.page.getByRole('link', { name: 'Sign in' }).click();
    await eve.page.getByLabel('Password').waitFor();
  });
});

describe('the Inbox', () => {
  it('is worked with the keyboard alone', async () => {
    const [one, two] = [await arrive('first'), await arrive('second')];
    const { page } = agent;
    await inbox.conversation(page, one.name).waitFor();
    await inbox.conversation(page, two.name).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? '');
    await button(page, 'Closed').focus();
    await page.keyboard.press('Tab');
    assert.match(await focused(), new RegExp(two.name)); // the latest is first, and the list is one stop
    await page.keyboard.press('ArrowDown');
    assert.match(await focused(), new RegExp(one.name));
    await page.keyboard.press('Home');
    assert.match(await focused(), new RegExp(two.name));
    await page.keyboard.press('Enter');
    await message(page, 'visitor', 'second').waitFor();
    await page.keyboard.type('Typed at once');
    await page.keyboard.press('Enter');
    await message(two.page, 'team', 'Typed at once').waitFor();
  });

  for (const viewport of PHONES) {
    it(`leads from list to conversation to contact and back, ${viewport.width} pixels wide`, async () => {
      const visitor = await arrive('hello');
      const phone = await newPerson(browser, { viewport, hasTouch: true });
      const { page } = phone;
      await inbox.open(page, command.urls.Inbox);
      const contact = page.getByRole('complementary', { name: 'Contact' });
      const list = page.getByRole('list', { name: 'Conversations' });
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      const shows = async (what: 'list' | 'log' | 'contact') => {
        const parts = { list, log: page.getByRole('log'), contact };
        await parts[what].waitFor();
        for (const [name, part] of Object.entries(parts)) assert.equal(await part.isVisible(), name === what, name);
        assert.ok(await fits());
        await checkWithAxe(page);
      };
      await shows('list');
      await inbox.conversation(page, visitor.name).tap();
      await shows('log');
      await button(page, 'Contact details').tap();
      await contact.getByText('somebody@example.com').waitFor();
      await shows('contact');
      await button(page, 'Back to the conversation').tap();
      await shows('log');
      await button(page, 'Contact details').tap();
      await shows('contact');
      // The browser's own way back is the same.
      await page.goBack();
      await shows('log');
      await button(page, 'Back to the conversations').tap();
      await shows('list');
      assert.deepEqual(phone.complaints, []);
    });
  }

  it('is accessible on a wide screen, open or closed', async () => {
    const visitor = await arrive('hello');
    const { page } = agent;
    await inbox.conversation(page, visitor.name).click();
    await message(page, 'visitor', 'hello').waitFor();
    await page.getByRole('complementary', { name: 'Contact' }).getByText('somebody@example.com').waitFor();
    await checkWithAxe(page);
    await button(page, 'Close conversation').click();
    await page.getByText('The conversation is closed.').waitFor();
    await button(page, 'Closed').click();
    await inbox.conversation(page, visitor.name).click();
    await button(page, 'Reopen conversation').waitFor();
    await checkWithAxe(page);
  });
});

/** Playwright evaluates beside the page's policy, which lets no foreign script in. */
async function checkWithAxe(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
    const results = await axe.run();
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  assert.deepEqual(violations, []);
}
