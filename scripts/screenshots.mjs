/**
 * `npm run screenshots`: plays a conversation in Chromium, wide and narrow, and takes the pictures of the README anew.
 * Needs a build.
 */
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { startServer } from '../test/support/node/server-process.mjs';
import { PROGRAMS } from './browsers.mjs';
import { ROOT } from './run.mjs';

const FOLDER = `${ROOT}docs/images`;
const SCREENS = [
  { name: '1280', viewport: { width: 1280, height: 800 }, visitorName: 'Ada Lovelace', email: 'ada@example.com' },
  { name: '390', viewport: { width: 390, height: 844 }, visitorName: 'Grace Hopper', email: 'grace@example.com' },
];

await mkdir(FOLDER, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({ executablePath: PROGRAMS.chromium, chromiumSandbox: false });
try {
  for (const screen of SCREENS) await play(screen);
} finally {
  await browser.close();
  await server.stop();
}

async function play({ name, viewport, visitorName, email }) {
  const [visitor, agent] = await Promise.all(
    [0, 1].map(async () => (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage()),
  );
  const take = async (page, subject) => {
    // The caret blinks, and the focus moves with the step that comes next.
    await page.screenshot({ path: `${FOLDER}/${subject}-${name}.png`, caret: 'hide' });
  };

  await agent.goto(server.inbox);
  await agent.getByText('Online: visitors see').waitFor();
  await visitor.goto(`${server.demo}demo/legacy.html`);
  await visitor.getByText('We’re online').waitFor();
  await take(visitor, 'launcher');

  await visitor.getByRole('button', { name: 'Chat with us' }).click();
  await visitor.getByRole('textbox', { name: 'Name' }).fill(visitorName);
  await visitor.getByRole('textbox', { name: 'Email' }).fill(email);
  await take(visitor, 'form');

  await visitor.getByRole('button', { name: 'Submit' }).click();
  await write(visitor, 'Message…', 'Hello! Does the Heron come with a longer cable?');
  await agent.getByRole('button', { name: visitorName }).click();
  await write(agent, 'Reply', 'It does: three metres instead of two, at no extra cost. Shall we note it for you?');
  await visitor.getByRole('log').getByText('three metres').waitFor();
  await write(visitor, 'Message…', 'Yes please, in moss green.');
  await visitor.locator('[data-state=sent]').last().waitFor();
  await take(visitor, 'conversation');

  await visitor.getByRole('button', { name: 'Close chat' }).click();
  await write(agent, 'Reply', 'Done. It leaves the workshop on Tuesday: https://example.com/orders/2041');
  await visitor.getByRole('button', { name: /1 new message/ }).waitFor();
  await take(visitor, 'unread');
  await take(agent, 'inbox');
  await Promise.all([visitor.context().close(), agent.context().close()]);
}

async function write(page, label, text) {
  await page.getByRole('textbox', { name: label }).fill(text);
  await page.keyboard.press('Enter');
}
