/** R9: the page is loaded anew, closed or killed at every step of a message's way. */
import type { Browser } from 'playwright-core';
import type { FaultRule } from '../../../src/emulator/index.js';
import { Guest, inBrowser, type BrowserScene } from './chromium.js';
import { startCompanion } from '../../support/node/companion.js';
import { DRAFT, TYPE } from '../browsers/page-script.js';
import { none, type Figure, type Finding } from './figure.js';
import { inTurns } from './in-turns.js';
import { until, wrongs } from './scene.js';

const PATIENCE = 20_000;

interface Step {
  name: string;
  /** Whether a message went before, so that there is a conversation and a line. */
  isLater: boolean;
  /** Keeps the message at this step. */
  hold(guest: Guest): void;
  /** Whether the message is there. */
  isReached(guest: Guest): boolean | Promise<boolean>;
}

const POST: Pick<FaultRule, 'at' | 'path' | 'method'> = { at: 'request', path: '/Messages', method: 'POST' };

const holdRequest =
  (fault: FaultRule['fault']) =>
  ({ companion }: Guest): void =>
    void companion.emulator.faults.add({ ...POST, times: 1, fault });

const isStored = async ({ companion, account }: Guest): Promise<boolean> =>
  (await companion.messages(account)).some(({ body }) => body === TEXT);

const isAsked =
  (kind: RegExp) =>
  ({ proxy }: Guest): boolean =>
    proxy.asked.some(({ request }) => kind.test(request));

const says =
  (state: string) =>
  async ({ page }: Guest): Promise<boolean> =>
    (await page.locator(`[data-author=visitor][data-state=${state}]`, { hasText: TEXT }).count()) > 0;

const atOnce = (): boolean => true;
const nothing = (): void => undefined;
const TEXT = 'the message';
/** What is held is never let go: the page dies with it. */
const NEVER = { kind: 'no-reply' } as const;

const STEPS: readonly Step[] = [
  { name: 'Enter pressed', isLater: false, hold: nothing, isReached: atOnce },
  { name: 'Enter pressed, line up', isLater: true, hold: nothing, isReached: atOnce },
  {
    name: 'session asked for',
    isLater: false,
    hold: ({ proxy }) => proxy.swallow(/^POST \S+\/session$/),
    isReached: isAsked(/\/session$/),
  },
  {
    name: 'line connecting',
    isLater: false,
    hold: ({ companion }) => void companion.emulator.faults.add({ at: 'init', times: 1, fault: NEVER }),
    isReached: isAsked(/wsconnect/),
  },
  {
    name: 'conversation asked for',
    isLater: false,
    hold: ({ proxy }) => proxy.swallow(/^POST \S+\/conversation$/),
    isReached: isAsked(/\/conversation$/),
  },
  { name: 'sent, not stored', isLater: true, hold: holdRequest(NEVER), isReached: says('sending') },
  { name: 'stored, not answered', isLater: true, hold: holdRequest({ kind: 'execute-no-reply' }), isReached: isStored },
  {
    name: 'answered, not told',
    isLater: true,
    hold: ({ companion }) => void companion.emulator.faults.add({ at: 'event', fault: { kind: 'lose' } }),
    isReached: says('sent'),
  },
  {
    // The laboratory's visitor retries whatever failed.
    name: 'failed, retried',
    isLater: true,
    hold: ({ companion }) => void companion.emulator.faults.add({ ...POST, fault: { kind: 'status', status: 403 } }),
    async isReached({ visitor, recorder }) {
      await visitor.note();
      return recorder.events.some((event) => event.kind === 'shown' && event.state === 'failed');
    },
  },
];

const DEATHS = ['reload', 'close', 'kill'] as const;

export const KILL: Figure = {
  id: 'R9',
  subject: 'Reload, close or kill at every step',
  runs: 'waits',
  measure: (scale) =>
    inBrowser(async (scene) => {
      const cases = STEPS.flatMap((step) => DEATHS.map((death) => ({ step, death })));
      const rounds = scale.pick(1, 34);
      const found = await inTurns(cases.length * rounds, 3, async (number) => {
        const { step, death } = cases[number % cases.length] ?? { step: STEPS[0]!, death: 'reload' };
        const wrong = await die(scene.browser, step, death).catch((error: unknown) => [String(error)]);
        return wrong.map((what) => `${step.name}, ${death}: ${what}`);
      });
      return [
        none(
          `${String(STEPS.length)} steps × ${DEATHS.join(', ')}: stored exactly once, shown truly`,
          found.flat(),
          found.length,
        ),
        await draftFinding(scene),
      ];
    }),
};

/** With a companion of its own, so that what is held is held for nobody else. */
async function die(browser: Browser, step: Step, death: (typeof DEATHS)[number]): Promise<string[]> {
  const companion = await startCompanion();
  const guest = await Guest.arrive({ browser, companion });
  const { visitor, tab } = guest;
  try {
    await visitor.visit();
    if (step.isLater) {
      await visitor.write('before');
      await visitor.idle();
    }
    step.hold(guest);
    await visitor.write(TEXT);
    if ((await until(() => step.isReached(guest), PATIENCE)) === Infinity) return ['the step was never reached'];
    // What the page saw of it is noted first, save where there is no time for that.
    if (step.isReached !== atOnce) await visitor.note();
    if (death === 'close') await tab.reopen();
    else if (death === 'kill') await tab.crash();
    guest.proxy.heal();
    guest.companion.emulator.faults.clear();
    await visitor.visit();
    await visitor.idle();
    const rows = await guest.rows();
    await visitor.readScreen(rows[0]?.conversation ?? '', rows[0]?.cid ?? '');
    await visitor.note();
    return [...wrongs(await guest.judge()), ...visitor.errors];
  } finally {
    await guest.leave();
    await companion.close();
  }
}

/** What stands in the composer when the page is loaded anew. */
async function draftFinding(scene: BrowserScene): Promise<Finding> {
  const guest = await Guest.arrive(scene);
  await guest.visitor.visit();
  await guest.visitor.write('before');
  await guest.visitor.idle();
  await guest.tab.run(TYPE, 'half a sentence');
  await guest.visitor.visit();
  const draft = await guest.tab.run<string>(DRAFT);
  await guest.leave();
  return none('a draft is there after a reload', draft === 'half a sentence' ? [] : ['it was gone'], 1);
}
