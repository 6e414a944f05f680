/** Plays a visitor in a real browser with the element as it is shipped, and breaks whatever can break. */
import { Recorder } from '../history.js';
import { judge, type Verdict } from '../judge.js';
import { strike } from '../nemesis/strike.js';
import { Dice } from '../simulation/dice.js';
import { startCompanion, type TestCompanion } from '../../support/node/companion.js';
import { startProxy, type Proxy } from './proxy.js';
import { openTab, type Engine } from './tab.js';
import { BrowserVisitor } from './visitor.js';

export interface BrowserCampaign {
  messages: number;
  faults: number;
  reloads: number;
}

export interface BrowserOutcome {
  verdict: Verdict;
  faults: Record<string, number>;
  /** What nobody on the page caught. */
  errors: string[];
}

/** Longest time that the visitor writes nothing, and for which the network is away; in milliseconds. */
const LONGEST_SILENCE = 60;
const LONGEST_OUTAGE = 400;
/** The page asks for nothing but a text. */
const CONFIG = { visitor: { askName: false, askEmail: false } };
/** How often each file of the chat does not come at first. */
const MISSING_FILES = 2;

export async function runInBrowser(engine: Engine, plan: BrowserCampaign, seed: number): Promise<BrowserOutcome> {
  const companion = await startCompanion();
  const account = await companion.openAccount(CONFIG);
  const proxy = await startProxy(Number(new URL(companion.origin).port));
  const recorder = new Recorder(Date.now);
  const tab = await openTab(engine);
  const visitor = new BrowserVisitor(tab, `${proxy.origin}/bare/${account}`, engine, recorder);
  const faults: Record<string, number> = {};
  const count = (kind: string): void => void (faults[kind] = (faults[kind] ?? 0) + 1);
  try {
    for (const file of ['window', 'twilio']) {
      companion.loseFile(`dist/cdn/assets/${file}-`, MISSING_FILES);
      count('file-missing');
    }
    await visitor.visit();
    await visitor.write('0');
    await visitor.idle();
    await harass({ companion, account, proxy, visitor, dice: new Dice(seed), count }, plan);
    companion.emulator.faults.clear();
    recorder.healed();
    await visitor.sayNetwork(true);
    await visitor.idle();
    const rows = (await companion.rows(account)).map((row) => ({ ...row, cid: row.body }));
    await visitor.readScreen(rows[0]?.conversation ?? '', '0');
    await visitor.note();
    return { verdict: judge(recorder.events, rows), faults, errors: visitor.errors };
  } finally {
    await tab.close();
    await proxy.close();
    await companion.close();
  }
}

interface Scene {
  companion: TestCompanion;
  account: string;
  proxy: Proxy;
  visitor: BrowserVisitor;
  dice: Dice;
  count: (kind: string) => void;
}

async function harass(scene: Scene, { messages, faults, reloads }: BrowserCampaign): Promise<void> {
  const { companion, account, visitor, dice, count } = scene;
  const identity = (await companion.messages(account))[0]?.author ?? '';
  const faultEvery = Math.floor(messages / faults);
  const reloadEvery = Math.floor(messages / (reloads + 1));
  for (let i = 1; i < messages; i++) {
    if (i % faultEvery === 1) count(await breakSomething(scene, identity));
    await visitor.write(`${String(i)} ${'x'.repeat(dice.between(0, 50))}`);
    if (i % reloadEvery === 0) {
      const isCrash = dice.chance(0.5) && (await visitor.crash());
      if (!isCrash) await visitor.reload();
      count(isCrash ? 'page-killed' : 'reload');
    } else if (i % (4 * faultEvery) === 0) {
      await visitor.idle();
    } else {
      await pass(dice.between(0, LONGEST_SILENCE));
    }
  }
}

async function breakSomething({ companion, proxy, visitor, dice }: Scene, identity: string): Promise<string> {
  const dose = dice.next();
  if (dose < 0.15) {
    // The visitor writes on meanwhile, but cannot reload what cannot be reached.
    proxy.isUp = false;
    await visitor.write(`in the dark ${String(dice.next())}`);
    await pass(dice.between(0, LONGEST_OUTAGE));
    proxy.isUp = true;
    return 'server-away';
  }
  if (dose < 0.25) {
    await visitor.sayNetwork(false);
    await pass(dice.between(0, LONGEST_OUTAGE));
    await visitor.sayNetwork(true);
    return 'offline';
  }
  return strike(companion.emulator, identity, dice);
}

function pass(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
