/** R6, the part that a page does: a half-open line with nothing to send, and one found after a sleep. */
import type { Page } from 'playwright-core';
import { Guest, inBrowser, type BrowserScene } from './chromium.js';
import { timed, type Figure } from './figure.js';
import { inTurns } from './in-turns.js';
import { elapse, until } from './scene.js';

const PATIENCE = 90_000;

export const WATCH: Figure = {
  id: 'R6',
  subject: 'Half-open line, in a page',
  runs: 'waits',
  measure: (scale) =>
    inBrowser(async (scene) => {
      const [idle, woken] = await Promise.all([
        // The page looks every half minute; the line dies anywhere in between.
        inTurns(scale.pick(5, 50), 5, (number) =>
          findDead(scene, async ({ proxy }) => {
            await elapse((number * 6000) % 30_000);
            proxy.silence();
          }),
        ),
        inTurns(scale.pick(5, 50), 1, () => findDead(scene, dieAsleep)),
      ]);
      return [
        timed('noticed, idle and in sight', idle, { max: 45_000 }),
        timed('noticed, after a sleep', woken, { max: 2000 }),
      ];
    }),
};

/** @returns Milliseconds from the moment the page is awake on a dead line until it says that it connects. */
async function findDead(scene: BrowserScene, die: (guest: Guest) => Promise<void>): Promise<number> {
  const guest = await Guest.arrive(scene);
  await guest.visitor.visit();
  await guest.visitor.write('first');
  await guest.visitor.idle();
  await until(async () => (await status(guest.page)) !== 'connecting', PATIENCE);
  await die(guest);
  const noticed = await until(async () => (await status(guest.page)) === 'connecting', PATIENCE);
  await guest.leave();
  return noticed;
}

/** Puts the page to sleep as a browser does, lets the line die, and wakes the page. */
async function dieAsleep({ page, proxy }: Guest): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await page.evaluate(SHOW, 'hidden');
  // It looks at the line once more as it goes.
  await elapse(500);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  proxy.silence();
  await elapse(3000);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await page.evaluate(SHOW, 'visible');
}

const SHOW = (visibility: string): void => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibility });
  document.dispatchEvent(new Event('visibilitychange'));
};

function status(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () =>
      document.querySelector('missive-chat')?.shadowRoot?.querySelector<HTMLElement>('.launcher .dot')?.dataset[
        'status'
      ],
  );
}
