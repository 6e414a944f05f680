/** R18: how long a message takes, in one page in Chromium, on loopback. (Both screens: `npm run bench`.) */
import { Guest, inBrowser } from './chromium.js';
import { quantile, timed, type Figure, type Finding } from './figure.js';

/** How many go one way before as many go the other. */
const BLOCK = 50;

export const LATENCY: Figure = {
  id: 'R18',
  subject: 'Latency on loopback, Chromium',
  runs: 'alone',
  measure: (scale) =>
    inBrowser(async (scene) => {
      const guest = await Guest.arrive(scene);
      const { visitor, page, companion, account } = guest;
      await visitor.visit();
      await visitor.write('first');
      await visitor.idle();
      await companion.comeOnline(account);
      const shown: number[] = [];
      const sent: number[] = [];
      const arrived: number[] = [];
      const count = scale.pick(200, 2000);
      for (let n = 0; n < count; n++) {
        if (Math.floor(n / BLOCK) % 2 === 0) {
          const times = await page.evaluate(WRITE, `visitor ${String(n)}`);
          shown.push(times.shown);
          sent.push(times.sent);
        } else {
          const text = `team ${String(n)}`;
          const seen = page.evaluate(SEE, text);
          const from = Date.now();
          await companion.reply(account, text);
          arrived.push((await seen) - from);
        }
      }
      await guest.leave();
      return [
        p99('Enter → bubble in the document', shown, 16),
        p99('Enter → sent', sent, 120),
        p99('team → visitor, from the request on', arrived, 150),
      ];
    }),
};

function p99(what: string, times: readonly number[], p95: number): Finding {
  const finding = timed(what, times, { p95 });
  return { ...finding, measured: `${finding.measured}, p99 ${quantile(times, 0.99).toFixed(0)} ms` };
}

/** Types a text and presses Enter. @returns When it stood in the log, and when as sent, in milliseconds from Enter on. */
const WRITE = async (text: string): Promise<{ shown: number; sent: number }> => {
  const root = document.querySelector('missive-chat')!.shadowRoot!;
  const field = root.querySelector('textarea')!;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  // Nobody types and presses Enter in one instant.
  await new Promise((resolve) => setTimeout(resolve));
  return new Promise((resolve) => {
    let shown = 0;
    const from = performance.now();
    const look = (): void => {
      const rows = [...root.querySelectorAll<HTMLElement>('[data-author=visitor]')];
      const row = rows.reverse().find((one) => one.querySelector('.bubble')?.textContent === text);
      if (row === undefined) return;
      shown ||= performance.now() - from;
      if (row.dataset['state'] !== 'sent') return;
      observer.disconnect();
      resolve({ shown, sent: performance.now() - from });
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { subtree: true, childList: true, attributeFilter: ['data-state'] });
    const enter = { key: 'Enter', bubbles: true, composed: true, cancelable: true };
    field.dispatchEvent(new KeyboardEvent('keydown', enter));
  });
};

/** @returns When a text of the team stands in the log, in milliseconds since 1970. */
const SEE = (text: string): Promise<number> =>
  new Promise((resolve) => {
    const root = document.querySelector('missive-chat')!.shadowRoot!;
    const look = (): void => {
      const bubbles = [...root.querySelectorAll('[data-author=team] .bubble')];
      if (!bubbles.some(({ textContent }) => textContent === text)) return;
      observer.disconnect();
      resolve(Date.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { subtree: true, childList: true, characterData: true });
    // It may have been faster than this script.
    look();
  });
