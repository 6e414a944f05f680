/** Plays visitors over the real SDK against the emulator, and breaks whatever can break between them. */
import { startCompanion, type TestCompanion } from '../../support/node/companion.js';
import type { PublicSettings } from '../../../src/shared/public-settings.js';
import { judge, type Verdict } from '../judge.js';
import { Recorder } from '../history.js';
import { Dice } from '../simulation/dice.js';
import { strike } from './strike.js';
import { Visitor } from './visitor.js';

export interface Campaign {
  visitors: number;
  /** Of each visitor. */
  messages: number;
  /** Of each visitor. */
  faults: number;
}

/** Longest time that a visitor writes nothing, in milliseconds. */
const LONGEST_SILENCE = 60;

export interface Outcome {
  verdict: Verdict;
  faults: Record<string, number>;
  /** Rejections of promises that nobody held. */
  unheld: string[];
}

export async function runCampaign({ visitors, messages, faults }: Campaign, seed: number): Promise<Outcome> {
  const unheld: string[] = [];
  const hear = (reason: unknown): void => void unheld.push(String(reason));
  process.on('unhandledRejection', hear);
  const companion = await startCompanion();
  const account = await companion.openAccount();
  const recorder = new Recorder(Date.now);
  const counts: Record<string, number> = {};
  const answer = await fetch(`${companion.origin}/${account}/settings`);
  const { twilio } = (await answer.json()) as PublicSettings;
  const people = Array.from(
    { length: visitors },
    (_, i) => new Visitor(`visitor-${String(i)}`, companion.origin, account, twilio.socket ?? '', recorder),
  );
  try {
    await Promise.all(
      people.map((visitor, i) => {
        const dice = new Dice(seed * 1000 + i);
        const count = (kind: string): void => void (counts[kind] = (counts[kind] ?? 0) + 1);
        return harass(companion, visitor, { messages, faults, dice, count });
      }),
    );
    companion.emulator.faults.clear();
    recorder.healed();
    for (const visitor of people) {
      visitor.wake();
    }
    await Promise.all(people.map((visitor) => visitor.idle()));
    for (const visitor of people) visitor.end();
    return { verdict: judge(recorder.events, await companion.rows(account)), faults: counts, unheld };
  } finally {
    await companion.close();
    process.off('unhandledRejection', hear);
  }
}

interface Plan {
  messages: number;
  faults: number;
  dice: Dice;
  count: (kind: string) => void;
}

async function harass({ emulator }: TestCompanion, visitor: Visitor, { messages, faults, dice, count }: Plan) {
  visitor.write('first');
  await visitor.idle();
  const identity = visitor.identity ?? '';
  const every = Math.max(1, Math.floor(messages / faults));
  for (let i = 1; i < messages; i++) {
    if (i % every === 1) {
      const kind = breakSomething();
      count(kind);
    }
    visitor.write(`${String(i)} ${'x'.repeat(dice.between(0, 50))}`);
    // Every tenth time the visitor waits and sees; otherwise the next message meets the trouble of this one.
    if (i % (2 * every) === 0) {
      await visitor.idle();
    } else {
      await new Promise((resolve) => setTimeout(resolve, dice.between(0, LONGEST_SILENCE)));
    }
  }
  await visitor.idle();

  function breakSomething(): string {
    if (dice.next() >= 0.1) return strike(emulator, identity, dice);
    visitor.reload();
    return 'reload';
  }
}
