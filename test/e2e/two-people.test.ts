/** Two people talk: a visitor on the pages of the demo, and the team in its Inbox. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';
import {
  inbox,
  message,
  newPerson,
  startBrowser,
  startCommand,
  widget,
  type Person,
  type RunningCommand,
} from './world.js';

const [KEY] = DEMO_ACCOUNT.secretKeys;

describe('two people talk', () => {
  let command: RunningCommand;
  let browser: Browser;
  let agent: Person;

  before(async () => {
    command = await startCommand();
    browser = await startBrowser();
  });

  beforeEach(async () => {
    agent = await newPerson(browser);
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  after(async () => {
    await browser.close();
    await command.stop();
  });

  const visit = async (path: string, options = {}): Promise<Person> => {
    const visitor = await newPerson(browser, options);
    await visitor.page.goto(command.urls.Demo + path);
    await widget.launcher(visitor.page).waitFor();
    return visitor;
  };
  /** What the page itself does not ask for. */
  const requestsOfChat = ({ requests }: Person): string[] =>
    requests.filter((path) => path !== '/' && !path.startsWith('/demo/'));
  const settings = `/${DEMO_ACCOUNT.id}/settings`;
  const script = `/${DEMO_ACCOUNT.id}/missive.js`;

  for (const { path, requests } of [
    { path: '', requests: ['/missive-chat.js', settings] },
    { path: 'demo/legacy.html', requests: [script] },
    // The site says who the visitor is; before they act, nobody is told.
    { path: 'demo/identified.html', requests: [script] },
  ]) {
    it(`a page view of /${path} costs ${requests.length} requests, tells nothing and leaves nothing behind`, async () => {
      const visitor = await visit(path);
      await visitor.page.waitForLoadState('networkidle');
      assert.deepEqual(requestsOfChat(visitor), requests);
      assert.deepEqual(visitor.sent, []);
      const { cookies, origins } = await visitor.page.context().storageState({ indexedDB: true });
      assert.deepEqual({ cookies, origins }, { cookies: [], origins: [] });
      assert.deepEqual(visitor.complaints, []);
    });
  }

  for (const { path, name } of [
    { path: '', name: 'Ada Lovelace' },
    { path: 'demo/legacy.html', name: 'Grace Hopper' },
  ]) {
    it(`from /${path}, and find everything again after a reload`, async () => {
      await inbox.open(agent.page, command.urls.Inbox);
      const visitor = await visit(path);
      await widget.identify(visitor.page, name, 'somebody@example.com');
      await widget.write(visitor.page, 'hello');
      await inbox.conversation(agent.page, name).click();
      await message(agent.page, 'visitor', 'hello').waitFor();
      await agent.page.getByRole('complementary', { name: 'Contact' }).getByText('somebody@example.com').waitFor();

      // Both are connected now: from here on a message takes no time to speak of.
      const written = performance.now();
      await widget.write(visitor.page, 'Is the lamp there?');
      await message(agent.page, 'visitor', 'Is the lamp there?').waitFor();
      assert.ok(performance.now() - written < 1000);

      await visitor.page.getByRole('button', { name: 'Close chat' }).click();
      const title = await visitor.page.title();
      await inbox.reply(agent.page, 'Hi! It is.');
      await visitor.page.getByRole('button', { name: 'Chat with us, 1 new message' }).waitFor();
      assert.equal(await visitor.page.title(), `New message! · ${title}`);
      await visitor.page.getByRole('button', { name: 'Chat with us, 1 new message' }).click();
      await message(visitor.page, 'team', 'Hi! It is.').waitFor();
      assert.equal(await visitor.page.title(), title);

      await Promise.all([visitor.page.reload(), agent.page.reload()]);
      for (const { page } of [visitor, agent]) {
        await message(page, 'team', 'Hi! It is.').waitFor();
        assert.deepEqual(await page.getByRole('log').locator('[data-author]:not([data-author=bot])').count(), 3);
        for (const text of ['hello', 'Is the lamp there?']) await message(page, 'visitor', text).waitFor();
      }
      await widget.write(visitor.page, 'Thank you');
      await message(agent.page, 'visitor', 'Thank you').waitFor();
      assert.deepEqual([...visitor.complaints, ...agent.complaints], []);
    });
  }

  it('and the team recognises whom the site vouches for', async () => {
    await inbox.open(agent.page, command.urls.Inbox);
    const visitor = await visit('demo/identified.html');
    await widget.launcher(visitor.page).click();
    await widget.write(visitor.page, 'Where is my order?');
    const conversation = inbox.conversation(agent.page, 'Jane Doe');
    await conversation.click();
    await message(agent.page, 'visitor', 'Where is my order?').waitFor();
    await agent.page.getByText('Verified: the site vouches for the email address.').waitFor();
    assert.doesNotMatch((await conversation.textContent()) ?? '', /\[/);
    assert.doesNotMatch((await agent.page.getByRole('log').textContent()) ?? '', /Unverified|Cannot verify/);
  });

  it('and the team sees the picture of whom the site vouches for, and fetches no other', async () => {
    await inbox.open(agent.page, command.urls.Inbox);
    const digests = { Vera: createHmac('sha256', KEY).update('vera@example.com').digest('hex'), Una: '' };
    for (const [name, digest] of Object.entries(digests)) {
      const avatarUrl = `${command.urls.Demo}demo/${name}.png`;
      const visitor = await visit('demo/legacy.html');
      await visitor.page.evaluate(
        (user) => {
          (window as unknown as { MissiveChat: { setUser(user: object): void } }).MissiveChat.setUser(user);
        },
        { name, email: `${name.toLowerCase()}@example.com`, digest, avatarUrl },
      );
      await widget.launcher(visitor.page).click();
      await widget.write(visitor.page, 'hello');
      await inbox.conversation(agent.page, name).click();
      const contact = agent.page.getByRole('complementary', { name: 'Contact' });
      await contact.getByText(`${name.toLowerCase()}@example.com`).waitFor();
      const pictures = await contact
        .locator('img')
        .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).src));
      assert.deepEqual(pictures, digest === '' ? [] : [avatarUrl]);
    }
  });

  it('and the team sees whom nobody vouches for', async () => {
    await inbox.open(agent.page, command.urls.Inbox);
    const visitor = await visit('');
    await widget.identify(visitor.page, 'Nobody', 'jane@acme.com');
    await widget.write(visitor.page, 'I am Jane');
    await inbox.conversation(agent.page, 'Nobody').click();
    await agent.page.getByRole('log').getByText('[Unverified]', { exact: true }).waitFor();
  });

  it('and the team sees who uses a digest that does not match', async () => {
    await inbox.open(agent.page, command.urls.Inbox);
    const visitor = await visit('demo/legacy.html');
    await visitor.page.evaluate(() => {
      const { MissiveChat } = window as unknown as { MissiveChat: { setUser(user: object): void } };
      MissiveChat.setUser({ email: 'jane@acme.com', name: 'Mallory', digest: 'f'.repeat(64) });
    });
    await widget.launcher(visitor.page).click();
    await widget.write(visitor.page, 'I am Jane');
    await inbox.conversation(agent.page, 'Mallory').click();
    await agent.page.getByRole('log').getByText('[Cannot verify]', { exact: true }).waitFor();
  });

  it('under a strict Content-Security-Policy, without a word in the console', async () => {
    const visitor = await visit('demo/strict-csp.html');
    await widget.identify(visitor.page, 'Strict', 'strict@example.com');
    await widget.write(visitor.page, 'hello');
    await visitor.page.getByRole('log').locator('[data-author=visitor][data-state=sent]').waitFor();
    assert.deepEqual(visitor.complaints, []);
  });

  it('on a telephone, on its whole screen', async () => {
    const viewport = { width: 390, height: 844 };
    const visitor = await visit('', { viewport, hasTouch: true, isMobile: true });
    await widget.launcher(visitor.page).tap();
    await widget.window(visitor.page).waitFor();
    // The window grows from the launcher: wait until it has.
    await visitor.page.waitForFunction(() => {
      const frame = document.querySelector('missive-chat')?.shadowRoot?.querySelector('[part~=frame]');
      const { width, height } = frame?.getBoundingClientRect() ?? {};
      return width === innerWidth && height === innerHeight;
    });
    await visitor.page.getByRole('textbox', { name: 'Name' }).waitFor();
    await visitor.page.getByRole('button', { name: 'Close chat' }).tap();
    await widget.launcher(visitor.page).waitFor();
  });
});
