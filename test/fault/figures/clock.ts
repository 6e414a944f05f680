/** R14: the visitor's clock is wrong by a day, or is set by an hour in the middle of a chat. */
import { Guest, inBrowser, type BrowserScene } from './chromium.js';
import { none, timed, type Figure } from './figure.js';
import { inTurns } from './in-turns.js';
import { until } from './scene.js';

const HOUR = 3_600_000;
const PATIENCE = 30_000;
/** Messages of each side before the clock jumps, and after. */
const MESSAGES = 4;

/** By how much the clock is wrong, at first and from the middle on, in milliseconds. */
const CLOCKS = [
  [24 * HOUR, 24 * HOUR],
  [-24 * HOUR, -24 * HOUR],
  [0, HOUR],
  [0, -HOUR],
] as const;

export const CLOCK: Figure = {
  id: 'R14',
  subject: 'Wrong clocks',
  runs: 'waits',
  measure: (scale) =>
    inBrowser(async (scene) => {
      const count = CLOCKS.length * scale.pick(1, 10);
      const chats = await inTurns(count, 2, (number) => {
        const [first, later] = CLOCKS[number % CLOCKS.length] ?? [0, 0];
        return chat(scene, first, later);
      });
      return [
        none(
          'one day wrong, or one hour in mid-session: screen = store, in order, each once',
          chats.flatMap(({ wrong }) => wrong),
          count * 4 * MESSAGES,
        ),
        timed(
          'first message after the jump is sent',
          chats.map(({ sentAfter }) => sentAfter),
          { max: 3000 },
        ),
        timed(
          'the one before it, for comparison',
          chats.map(({ sentBefore }) => sentBefore),
          {},
        ),
      ];
    }),
};

interface Chat {
  wrong: string[];
  /** Milliseconds that the last message before the jump took, and the first one after it. */
  sentBefore: number;
  sentAfter: number;
}

async function chat(scene: BrowserScene, first: number, later: number): Promise<Chat> {
  const guest = await Guest.arrive(scene);
  const { visitor, page, companion, account } = guest;
  await page.addInitScript(SHIFT, first);
  await visitor.visit();
  await talk('early');
  const sentBefore = await send('before the jump');
  await page.evaluate((offset) => Object.assign(window, { laboratoryOffset: offset }), later);
  const sentAfter = await send('after the jump');
  await talk('late');
  const stored = (await companion.messages(account)).map(({ body }) => body);
  let seen: string[] = [];
  const wait = await until(async () => {
    seen = await page.evaluate(READ);
    return seen.join() === stored.join();
  }, PATIENCE);
  await visitor.note();
  await guest.leave();
  const clock = `${String(first / HOUR)} h, then ${String(later / HOUR)} h`;
  return {
    wrong: [...(wait === Infinity ? [`${clock}: ${seen.join()}`] : []), ...visitor.errors],
    sentBefore,
    sentAfter,
  };

  async function send(text: string): Promise<number> {
    const from = performance.now();
    await visitor.write(text);
    await visitor.idle();
    return performance.now() - from;
  }

  async function talk(when: string): Promise<void> {
    for (let n = 0; n < MESSAGES; n++) {
      await visitor.write(`visitor ${when} ${String(n)}`);
      await visitor.idle();
      await companion.reply(account, `team ${when} ${String(n)}`);
    }
  }
}

/** From now on the page's clock is wrong by as much as `laboratoryOffset` says. */
const SHIFT = (offset: number): void => {
  Object.assign(window, { laboratoryOffset: offset });
  const RealDate = Date;
  const wrongNow = (): number => RealDate.now() + (window as unknown as { laboratoryOffset: number }).laboratoryOffset;
  window.Date = new Proxy(RealDate, {
    construct: (target, values: unknown[]) =>
      values.length === 0 ? new target(wrongNow()) : new target(...(values as [])),
    get: (target, name) => (name === 'now' ? wrongNow : (Reflect.get(target, name) as unknown)),
  });
};

/** What people wrote, as the window shows it, from top to bottom. */
const READ = (): string[] => {
  const root = document.querySelector('missive-chat')?.shadowRoot;
  const bubbles = root?.querySelectorAll(
    '[role=log] [data-author=visitor] .bubble, [role=log] [data-author=team] .bubble',
  );
  return [...(bubbles ?? [])].map(({ textContent }) => textContent);
};
