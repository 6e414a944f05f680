/** The operator adds a second account; its team gets in by invitation, talks to its visitors, and sees nothing of the first. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import {
  inbox,
  message,
  newPerson,
  runCommand,
  startBrowser,
  startCommand,
  widget,
  type Person,
  type RunningCommand,
} from './world.js';

let folder: string;
let command: RunningCommand;
let browser: Browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'missive-chat-test-'));
  [command, browser] = await Promise.all([startCommand({ folder }), startBrowser()]);
});
after(async () => {
  await browser.close();
  await command.stop();
  await rm(folder, { recursive: true });
});

describe('a second account', () => {
  let account: string;
  let invitation: string;
  let ada: Person;

  it('is added beside the running server, with its first member', async () => {
    const { origin } = new URL(command.urls.Demo);
    const added = await runCommand(folder, origin, ['account', 'add', 'Acme Boats']);
    account = /^Account: (.*)$/m.exec(added)?.[1] ?? '';
    const invited = await runCommand(folder, origin, ['member', 'add', account, 'Ada', 'ada@example.com']);
    invitation = /^Invitation for Ada: (.*)$/m.exec(invited)?.[1] ?? '';
    assert.match(invitation, new RegExp(`^${origin}/join#`));
  });

  it('lets its member in by the link, once', async () => {
    ada = await newPerson(browser);
    await ada.page.goto(invitation);
    await ada.page.getByText('Welcome, Ada.').waitFor();
    await ada.page.getByText('Acme Boats').waitFor();
    assert.equal(await ada.page.getByLabel('E-mail').inputValue(), 'ada@example.com');
    // Both pages put the cursor where one begins to type.
    await ada.page.getByLabel('New password').and(ada.page.locator(':focus')).waitFor();
    await ada.page.keyboard.type('a quiet heron');
    await ada.page.getByRole('button', { name: 'Go on' }).click();
    await ada.page.getByText('Online: visitors see that you are here').waitFor();

    const late = await newPerson(browser);
    await late.page.goto(invitation);
    await late.page.getByRole('heading', { name: 'This invitation does not count any more' }).waitFor();
    await late.page.getByRole('link', { name: 'Sign in' }).click();
    await late.page.getByLabel('E-mail').and(late.page.locator(':focus')).waitFor();
    await late.page.keyboard.type('ada@example.com');
    await late.page.getByLabel('Password').fill('a quiet heron');
    await late.page.getByRole('button', { name: 'Sign in' }).click();
    await late.page.getByText('Online: visitors see that you are here').waitFor();
    await late.page.context().close();
  });

  it('has a Setup of its own, which changes its chat alone', async () => {
    const { page } = ada;
    await page.goto(new URL('/setup#install', command.urls.Demo).href);
    await page.getByRole('region', { name: 'Snippet' }).getByText(account).waitFor();
    await page.getByRole('link', { name: 'Team' }).click();
    await page.getByText('ada@example.com').waitFor();
    await page.getByRole('link', { name: 'Customise' }).click();
    await page.getByLabel('Title of the chat', { exact: true }).fill('Ask the boatyard');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();

    const visitor = await newPerson(browser);
    await visitor.page.goto(command.urls.Demo);
    await widget.launcher(visitor.page).waitFor();
    assert.equal(await visitor.page.getByText('Ask the boatyard').count(), 0);
    await visitor.page.context().close();
  });

  it('talks to its visitors; neither team sees those of the other', async () => {
    const operator = await newPerson(browser);
    await inbox.open(operator.page, command.urls.Inbox);
    await inbox.open(ada.page, new URL('/inbox', command.urls.Demo).href);

    const jane = await newPerson(browser);
    await jane.page.goto(command.urls.Demo);
    await widget.identify(jane.page, 'Jane', 'jane@example.com');
    await widget.write(jane.page, 'Where is my lamp?');
    await message(jane.page, 'visitor', 'Where is my lamp?').and(jane.page.locator('[data-state=sent]')).waitFor();

    const noah = await newPerson(browser);
    await noah.page.goto(new URL(`/bare/${account}`, command.urls.Demo).href);
    await noah.page.getByRole('button', { name: /^Ask the boatyard/ }).click();
    await noah.page.getByRole('textbox', { name: 'Name' }).fill('Noah');
    await noah.page.getByRole('textbox', { name: 'Email' }).fill('noah@example.com');
    await noah.page.getByRole('button', { name: 'Submit' }).click();
    await widget.write(noah.page, 'Is she ready?');

    await inbox.conversation(ada.page, 'Noah').click();
    await message(ada.page, 'visitor', 'Is she ready?').waitFor();
    await inbox.reply(ada.page, 'Nearly.');
    await message(noah.page, 'team', 'Nearly.').waitFor();

    await inbox.conversation(operator.page, 'Jane').waitFor();
    assert.equal(await inbox.conversation(operator.page, 'Noah').count(), 0);
    assert.equal(await inbox.conversation(ada.page, 'Jane').count(), 0);
    await ada.page.goto(new URL('/setup#team', command.urls.Demo).href);
    await ada.page.getByText('ada@example.com').waitFor();
    assert.equal(await ada.page.getByText('The operator of this server').count(), 0);
    assert.equal(await ada.page.getByRole('button', { name: 'New password link for Ada' }).count(), 1);

    for (const { complaints } of [ada, operator, jane, noah]) {
      // Whoever leaves a page while something on it is still loading ends that.
      assert.deepEqual(
        complaints.filter((complaint) => !complaint.endsWith('failed')),
        [],
      );
    }
  });
});

describe('a link that does not work any more', () => {
  it('says so in words, and leads to the sign-in', async () => {
    const { page } = await newPerson(browser);
    const old = new URL(command.urls.Setup);
    old.searchParams.set('key', 'of-an-earlier-start');
    await page.goto(old.href);
    await page.getByRole('heading', { name: 'This sign-in link does not work' }).waitFor();
    await page.getByRole('link', { name: 'Sign in to Setup' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});
