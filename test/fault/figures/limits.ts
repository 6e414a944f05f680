/** R16: the longest text, one byte more, and more data than a message can carry. */
import { Dice } from '../simulation/dice.js';
import * as script from '../browsers/page-script.js';
import { Guest, inBrowser } from './chromium.js';
import { none, type Figure } from './figure.js';
import { elapse } from './scene.js';

const LONGEST = 32_768;
const MOST_ATTRIBUTES = 4096;
/** Characters of one, two, three and four bytes. */
const CHARACTERS = ['a', 'ä', '€', '👋'];
const MEGABYTE = 1_000_000;

export const LIMITS: Figure = {
  id: 'R16',
  subject: 'Limits',
  runs: 'waits',
  measure: (scale) =>
    inBrowser(async (scene) => {
      const guest = await Guest.arrive(scene);
      const { visitor, tab, page, proxy, companion, account } = guest;
      const tooLong: string[] = [];
      const unfit: string[] = [];
      await visitor.visit();
      for (const character of CHARACTERS) {
        const longest = fill(character, LONGEST);
        await visitor.write(longest);
        await visitor.idle();
        const stored = (await companion.messages(account)).at(-1)?.body;
        if (stored !== longest) tooLong.push(`${character}: ${String(LONGEST)} bytes did not go`);
        const before = proxy.asked.length;
        await tab.run(script.TYPE, `${longest}a`);
        await tab.run(script.PRESS_ENTER);
        // Time in which it would be sent.
        await elapse(500);
        const isKept = (await tab.run<string>(script.DRAFT)) === `${longest}a`;
        const isTold = (await page.getByText('This message is too long').count()) === 1;
        const isSent = (await companion.messages(account)).at(-1)?.body !== longest || proxy.asked.length > before;
        if (!isKept || !isTold || isSent) tooLong.push(`${character}: kept ${String(isKept)}, told ${String(isTold)}`);
        await tab.run(script.TYPE, '');
      }
      const dice = new Dice(16);
      const metas = scale.pick(20, 200);
      for (let n = 1; n <= metas; n++) {
        await page.evaluate(SET_META, { sizes: sizes(dice), character: dice.pick([...CHARACTERS, '"', '\u0001']) });
        await visitor.write(`meta ${String(n)}`);
        await visitor.idle();
        const { attributes, body } = (await companion.messages(account)).at(-1) ?? {};
        const bytes = Buffer.byteLength(JSON.stringify(attributes));
        if (body !== `meta ${String(n)}` || bytes > MOST_ATTRIBUTES) unfit.push(`${String(bytes)} bytes`);
      }
      await visitor.note();
      await guest.leave();
      return [
        none('32,768 bytes go, 32,769 are refused with the text kept and nothing sent', tooLong, 2 * CHARACTERS.length),
        none('every message goes with up to 1 MB of meta, attributes ≤ 4,096 bytes', unfit, metas),
        none('no uncaught error', visitor.errors, 1),
      ];
    }),
};

function fill(character: string, bytes: number): string {
  const size = Buffer.byteLength(character);
  return character.repeat(Math.floor(bytes / size)) + 'a'.repeat(bytes % size);
}

/** Up to a megabyte, in few keys or in many. */
function sizes(dice: Dice): number[] {
  const keys = dice.pick([1, 3, 20, 300]);
  return Array.from({ length: keys }, () => dice.between(0, dice.chance(0.5) ? 200 : Math.floor(MEGABYTE / keys)));
}

const SET_META = ({ sizes, character }: { sizes: number[]; character: string }): void => {
  const meta = Object.fromEntries(sizes.map((size, i) => [`key ${String(i)}`, character.repeat(size)]));
  (window as unknown as { MissiveChat: { setMeta(meta: object): void } }).MissiveChat.setMeta(meta);
};
