/** A new owner in front of the Setup page, and an open page of the demo that takes what is saved. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Settings } from '../../src/settings/config.js';
import { newPerson, startBrowser, startCommand, widget, type RunningCommand } from './world.js';

let command: RunningCommand;
let browser: Browser;
before(async () => ([command, browser] = await Promise.all([startCommand(), startBrowser()])));
after(async () => {
  await browser.close();
  await command.stop();
});

/** The chat in the frame of Setup. */
const preview = (page: Page) => page.frameLocator('iframe[title="Preview on a desktop"]');
const option = (page: Page, name: string) => page.getByLabel(name, { exact: true });

/** The element, by what is used of it here. */
type Chat = HTMLElement & { readonly settings: Settings; messages: object };

/** The settings that the widget of a page has. */
const settingsOf = (page: Page) => page.evaluate(() => document.querySelector<Chat>('missive-chat')?.settings);

/** The example of the documentation. */
const KEY = 'e72bvc5171hf23982d05j610514gfe2m';
const DIGEST = 'd78c55fe6579a12831b5e0cdc5765ff7d110fefb2e386a43067accb51ce242f2';

/** How code in each language is run from a command line. */
const PROGRAMS: [language: string, program: string, run: (code: string) => string[]][] = [
  ['Node.js', process.execPath, (code) => ['--input-type=module', '-e', `${code}\nconsole.log(digest);`]],
  ['Ruby', 'ruby', (code) => ['-e', `${code}\nputs digest`]],
  ['PHP', 'php', (code) => ['-r', `${code} echo $digest;`]],
  ['Python', 'python3', (code) => ['-c', `${code}\nprint(digest)`]],
  ['Go', 'go', (code) => ['run', writeGo(code)]],
];

/** Go has no way without a file. The imports are those that the comments of the code name. */
function writeGo(code: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'missive-chat-test-')), 'main.go');
  const imports = '"crypto/hmac"; "crypto/sha256"; "encoding/hex"; "fmt"';
  writeFileSync(file, `package main\nimport (${imports})\nfunc main() {\n${code}\nfmt.Println(digest)\n}\n`);
  return file;
}

describe('a new owner', () => {
  it('connects, customises, sees it at once, saves, and every page takes it; HTML wins', async () => {
    const { page, complaints } = await newPerson(browser);
    const visitor = await newPerson(browser);
    await visitor.page.goto(command.urls.Demo);
    await widget.launcher(visitor.page).waitFor();

    await page.goto(command.urls.Setup);
    await page.getByRole('link', { name: 'Twilio' }).click();
    const [sid = '', token = ''] = await page.locator('form code').allTextContents();
    await page.getByLabel('Account SID').fill(sid);
    await page.getByLabel('Auth Token').fill(token);
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('Connected. The Auth Token was not kept').waitFor();

    await page.getByRole('link', { name: 'Customise' }).click();
    await preview(page).getByRole('dialog', { name: 'Chat with us' }).waitFor();
    await option(page, 'Main colour').fill('rebeccapurple');
    await option(page, 'Title of the chat').fill('Ask the workshop');
    await page.getByRole('searchbox').fill('ask name');
    await option(page, 'Ask name').uncheck();

    // Not saved yet: only the preview follows.
    await preview(page).getByRole('dialog', { name: 'Ask the workshop' }).waitFor();
    await preview(page).getByRole('textbox', { name: 'Name' }).waitFor({ state: 'detached' });
    const header = preview(page).locator('[part=header]');
    assert.equal(await header.evaluate((element) => getComputedStyle(element).backgroundColor), 'rgb(102, 51, 153)');
    assert.equal((await settingsOf(visitor.page))?.messages.title, 'Chat with us');

    await page.getByText('3 changes are not saved.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();

    // The page that was open all the time takes it when the chat is opened.
    await widget.launcher(visitor.page).click();
    await visitor.page.getByRole('dialog', { name: 'Ask the workshop' }).waitFor();
    await visitor.page.getByRole('textbox', { name: 'Email' }).waitFor();
    assert.equal(await visitor.page.getByRole('textbox', { name: 'Name' }).count(), 0);
    assert.equal((await settingsOf(visitor.page))?.variables['main-color'], 'rebeccapurple');

    await visitor.page.evaluate(() => {
      document.querySelector<Chat>('missive-chat')!.messages = { title: 'Of this page' };
    });
    await visitor.page.getByRole('dialog', { name: 'Of this page' }).waitFor();
    assert.equal((await settingsOf(visitor.page))?.variables['main-color'], 'rebeccapurple');
    // Whoever leaves a part of Setup while its preview is still loading ends that.
    const own = complaints.filter((complaint) => !complaint.endsWith('failed'));
    assert.deepEqual([...own, ...visitor.complaints], []);
  });

  it('goes back to a default, in the preview too, and is warned of what is hard to read', async () => {
    const { page } = await newPerson(browser);
    await page.goto(command.urls.Setup);
    await preview(page).getByRole('dialog', { name: 'Ask the workshop' }).waitFor();
    await page.getByRole('button', { name: 'Reset Title of the chat to its default' }).click();
    await preview(page).getByRole('dialog', { name: 'Chat with us' }).waitFor();
    await option(page, 'Main colour').fill('yellow');
    await page.getByText('Hard to read').waitFor();
    await option(page, 'Main colour').fill('no colour');
    await page.getByText('The chat cannot use this colour').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await preview(page).getByRole('dialog', { name: 'Ask the workshop' }).waitFor();
  });

  it('is told when somebody else has saved, and loses neither’s changes', async () => {
    const [one, other] = await Promise.all([newPerson(browser), newPerson(browser)]);
    for (const { page } of [one, other]) {
      await page.goto(command.urls.Setup);
      await option(page, 'Name of the team').waitFor();
    }
    await other.page.getByLabel('Name of the team').fill('Fennmoor');
    await other.page.getByRole('button', { name: 'Save' }).click();
    await other.page.getByText('Saved.').waitFor();

    await option(one.page, 'Title of the chat').fill('Ask us');
    await one.page.getByRole('button', { name: 'Save' }).click();
    await one.page.getByText('Somebody else has saved meanwhile.').waitFor();
    await one.page.getByRole('button', { name: 'Keep my changes' }).click();
    assert.equal(await option(one.page, 'Name of the team').inputValue(), 'Fennmoor');
    await one.page.getByRole('button', { name: 'Save' }).click();
    await one.page.getByText('Saved.').waitFor();
    await other.page.reload();
    assert.equal(await option(other.page, 'Title of the chat').inputValue(), 'Ask us');
    assert.equal(await option(other.page, 'Name of the team').inputValue(), 'Fennmoor');
  });

  it('lists the sites that may use the chat, and is told which line is none', async () => {
    const { page } = await newPerson(browser);
    await page.goto(command.urls.Setup);
    await page.getByRole('link', { name: 'Install' }).click();
    const sites = page.getByRole('textbox', { name: /One origin a line/ });
    const save = page.getByRole('button', { name: 'Save the sites' });
    await sites.fill('https://www.example.com\nnot an origin!');
    await save.click();
    await page.getByRole('alert').getByText('Line 2, “not an origin!”').waitFor();
    // What was typed is still there, and nothing of it was saved.
    assert.equal(await sites.inputValue(), 'https://www.example.com\nnot an origin!');
    await page.getByText('Every site may use your chat.').waitFor();

    const many = Array.from({ length: 101 }, (_, index) => `https://${String(index)}.example.com`).join('\n');
    await sites.fill(many);
    await save.click();
    await page.getByRole('alert').getByText('These are 101 sites, and an account can have 100.').waitFor();
    assert.equal(await sites.inputValue(), many);

    await sites.fill('WWW.Example.com/shop, *.example.com\n\nhttp://localhost:3000/');
    await save.click();
    await page.getByText('Saved. These sites may use your chat').waitFor();
    assert.equal(await sites.inputValue(), 'https://www.example.com\nhttps://*.example.com\nhttp://localhost:3000');

    await sites.fill('');
    await save.click();
    await page.getByText('Saved. Every site may use your chat').waitFor();
  });

  it('invites somebody, who chooses a password, signs in and out', async () => {
    const { page } = await newPerson(browser);
    await page.goto(command.urls.Setup);
    await page.getByRole('link', { name: 'Team' }).click();
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('E-mail').fill('ada@example.com');
    await page.getByRole('button', { name: 'Invite' }).click();
    const link = await page.getByRole('region', { name: 'Link for Ada' }).textContent();

    const ada = await newPerson(browser);
    await ada.page.goto(link ?? '');
    await ada.page.getByLabel('New password').fill('a quiet heron');
    await ada.page.getByRole('button', { name: 'Go on' }).click();
    await ada.page.getByText('Online: visitors see that you are here').waitFor();
    await ada.page.goto(new URL('/setup', command.urls.Demo).href);
    await ada.page.getByRole('button', { name: 'Sign out' }).click();
    await ada.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await ada.page.getByLabel('E-mail').fill('ada@example.com');
    await ada.page.getByLabel('Password').fill('a quiet crane');
    await ada.page.getByRole('button', { name: 'Sign in' }).click();
    await ada.page.getByText('The e-mail or the password is not right.').waitFor();
    await ada.page.getByLabel('Password').fill('a quiet heron');
    await ada.page.getByRole('button', { name: 'Sign in' }).click();
    await ada.page.getByRole('heading', { name: 'Customise' }).waitFor();
  });

  it('gets code for the digest that gives the documented one', async (test) => {
    const { page } = await newPerson(browser);
    await page.goto(command.urls.Setup);
    await page.getByRole('link', { name: 'Verified users' }).click();
    for (const [language, program, run] of PROGRAMS) {
      await page.getByRole('button', { name: language, exact: true }).click();
      const code = (await page.getByRole('region', { name: `Digest in ${language}` }).textContent()) ?? '';
      const { error, stdout } = spawnSync(program, run(code.replace('YOUR-SECRET-KEY', KEY)), { encoding: 'utf8' });
      if (error) test.diagnostic(`no ${program} on this machine: its code was not run`);
      else assert.equal(stdout.trim(), DIGEST, language);
    }
  });

  it('tests a digest, and changes the key', async () => {
    const { page } = await newPerson(browser);
    await page.goto(command.urls.Setup);
    await page.getByRole('link', { name: 'Verified users' }).click();
    await page.getByLabel('E-mail').fill('jane@acme.com');
    await page.getByLabel('Digest', { exact: true }).fill('0000');
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText('It does not match.').waitFor();
    await page.getByRole('button', { name: /Make a key|Add a second key/ }).click();
    await page.getByRole('region', { name: 'New secret key' }).waitFor();
  });
});
