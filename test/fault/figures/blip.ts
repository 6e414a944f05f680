/** R5: the line is cut at any byte of a message's exchange, and is back within two seconds. */
import { Dice } from '../simulation/dice.js';
import { none, timed, type Figure } from './figure.js';
import { Scene, until, wrongs, type Place } from './scene.js';

const VISITORS = 10;
const LONGEST_BLIP = 2000;
/** How long a cut may take to come about, in milliseconds. */
const PATIENCE = 60_000;

export const BLIP: Figure = {
  id: 'R5',
  subject: 'Blip of up to 2 s, mid-send',
  runs: 'waits',
  async measure(scale) {
    const scene = await Scene.open();
    const times: number[] = [];
    const failed: string[] = [];
    const cuts = scale.pick(10, 50);
    const visit = async (number: number): Promise<void> => {
      const place = await scene.enter(`blip-${String(number)}`);
      const dice = new Dice(number + 5);
      const exchange = await measureExchange(place);
      for (let cut = 1; cut <= cuts; cut++) {
        const back = place.proxy.blip(dice.between(0, exchange - 1), dice.between(0, LONGEST_BLIP));
        const cid = place.visitor.write(`cut ${String(cut)}`);
        const backAt = await back;
        await place.visitor.idle();
        await until(() => scene.firstShown(cid, 'sent') !== null, PATIENCE);
        times.push(Math.max(0, (scene.firstShown(cid, 'sent') ?? Infinity) - backAt));
        if (scene.firstShown(cid, 'failed') !== null) failed.push(cid);
      }
    };
    await Promise.all(Array.from({ length: VISITORS }, (_, i) => visit(i)));
    const verdict = await scene.end();
    return [
      timed('sent after the blip', times, { max: 3000 }),
      none('never shown as failed', failed, times.length),
      none('nothing lost, doubled, misordered or untrue', wrongs(verdict), verdict.messages),
    ];
  },
};

/** @returns How many bytes pass, in both directions, until a message is shown as sent. */
async function measureExchange({ visitor, proxy }: Place): Promise<number> {
  visitor.write('first');
  await visitor.idle();
  // What a new line still has to say would count as part of the exchange.
  await quiet(proxy);
  const before = proxy.carried;
  visitor.write('second');
  await visitor.idle();
  return proxy.carried - before;
}

/** Waits until nothing has passed for a while. */
async function quiet(proxy: { carried: number }): Promise<void> {
  let last = { carried: proxy.carried, at: Date.now() };
  await until(() => {
    if (proxy.carried !== last.carried) last = { carried: proxy.carried, at: Date.now() };
    return Date.now() - last.at > 500;
  }, 10_000);
}
