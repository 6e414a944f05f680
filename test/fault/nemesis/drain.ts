/** Measures how long a queue that was typed while the line was down takes to be stored once it is back. */
import { startCompanion } from '../../support/node/companion.js';
import type { PublicSettings } from '../../../src/shared/public-settings.js';
import { startProxy } from '../browsers/proxy.js';
import { Recorder } from '../history.js';
import { judge, type Verdict } from '../judge.js';
import { Dice } from '../simulation/dice.js';
import { Visitor } from './visitor.js';

/** Messages of one queue. */
const QUEUE = 20;
/** How long the line is down, in milliseconds; every twentieth time longer than the SDK is let try by itself. */
const OUTAGE = { shortest: 500, longest: 6000 };
const LONG_OUTAGE = { shortest: 12_000, longest: 60_000 };
const isLong = (outage: number): boolean => outage % 20 === 10;

export interface Drain {
  verdict: Verdict;
  /** Milliseconds from the line's return until everything was stored, of each outage. */
  times: number[];
}

/** Nothing says that the network is back: the visitor's side finds out by itself. */
export async function measureDrain(outages: number, seed: number): Promise<Drain> {
  const companion = await startCompanion();
  const account = await companion.openAccount();
  const proxy = await startProxy(Number(new URL(companion.origin).port));
  const { twilio } = (await (await fetch(`${proxy.origin}/${account}/settings`)).json()) as PublicSettings;
  const recorder = new Recorder(Date.now);
  const visitor = new Visitor('visitor', proxy.origin, account, twilio.socket ?? '', recorder);
  const dice = new Dice(seed);
  const times: number[] = [];
  try {
    visitor.write('first');
    await visitor.idle();
    for (let outage = 1; outage <= outages; outage++) {
      proxy.isUp = false;
      for (let i = 1; i <= QUEUE; i++) visitor.write(`${String(outage)}.${String(i)}`);
      const { shortest, longest } = isLong(outage) ? LONG_OUTAGE : OUTAGE;
      await new Promise((resolve) => setTimeout(resolve, dice.between(shortest, longest)));
      proxy.isUp = true;
      const from = Date.now();
      await visitor.idle();
      times.push(Date.now() - from);
    }
    recorder.healed();
    visitor.end();
    return { verdict: judge(recorder.events, await companion.rows(account)), times };
  } finally {
    await proxy.close();
    await companion.close();
  }
}
