/** R12: the window's file or Twilio's does not come: for a while, or until the chat is opened again. */
import type { Route } from 'playwright-core';
import { OBSERVE } from '../browsers/page-script.js';
import { Guest, inBrowser, type BrowserScene } from './chromium.js';
import { none, seconds, type Figure } from './figure.js';
import { inTurns } from './in-turns.js';
import { elapse, until } from './scene.js';

const SLOW = 30_000;
const PATIENCE = 60_000;
const SUPPORT = 'help@example.com';
/** Tries that fail before the file comes, of four. */
const FAILING = 2;
/** Pauses after the tries, in milliseconds. */
const PAUSES = [500, 2000, 8000];

const BREAKS: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  '404': (route) => route.fulfill({ status: 404 }),
  '500': (route) => route.fulfill({ status: 500 }),
  HTML: (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Welcome</title>' }),
  async truncated(route) {
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({ response, body: body.slice(0, body.length / 2) });
  },
  async slow(route) {
    await elapse(SLOW);
    await route.continue();
  },
  down: (route) => route.abort('connectionrefused'),
};

/** For the file that is broken. */
interface Request {
  at: number;
  url: string;
}

interface Case {
  file: 'window' | 'twilio';
  fault: string;
  /** Whether it is broken until the visitor has been told. */
  isStubborn: boolean;
}

const CASES: readonly Case[] = (['window', 'twilio'] as const).flatMap((file) =>
  Object.keys(BREAKS).flatMap((fault) =>
    // A slow file comes in the end.
    (fault === 'slow' ? [false] : [false, true]).map((isStubborn) => ({ file, fault, isStubborn })),
  ),
);

export const FILES: Figure = {
  id: 'R12',
  subject: 'Files of the chat that do not come',
  runs: 'waits',
  measure: (scale) =>
    inBrowser(async (scene) => {
      const count = CASES.length * scale.pick(1, 14);
      const found = await inTurns(count, 4, async (number) => {
        const { file, fault, isStubborn } = CASES[number % CASES.length]!;
        const wrong = await miss(scene, { file, fault, isStubborn }).catch((error: unknown) => [String(error)]);
        return wrong.map((what) => `${file} ${fault}${isStubborn ? ', until told' : ''}: ${what}`);
      });
      const goal = 'tried again after 0.5, 2 and 8 s, typed text waits, words and contact, recovers without reload';
      return [none(goal, found.flat(), count)];
    }),
};

async function miss(scene: BrowserScene, { file, fault, isStubborn }: Case): Promise<string[]> {
  const guest = await Guest.arrive(scene, { support: { email: SUPPORT } });
  const { page, visitor, companion, account } = guest;
  const wrong: string[] = [];
  const asked: Request[] = [];
  let isBroken = true;
  page.on('pageerror', ({ message }) => wrong.push(message));
  await guest.context.route(`**/assets/${file}-*`, async (route) => {
    const isLost = isBroken && (isStubborn || asked.filter(isEnd).length < FAILING);
    asked.push({ at: Date.now(), url: route.request().url() });
    await (isLost ? BREAKS[fault]?.(route) : route.continue());
  });
  try {
    await page.goto(guest.url);
    await page.evaluate(OPEN);
    if (isStubborn && file === 'window') {
      await page.getByRole('alert').getByRole('link', { name: SUPPORT }).waitFor({ timeout: PATIENCE });
      await heal();
    }
    const isThere = await until(() => guest.tab.run<boolean>(OBSERVE), PATIENCE);
    if (isThere === Infinity) return ['the window did not come'];
    await visitor.write('typed meanwhile');
    if (isStubborn && file === 'twilio') {
      await page.getByRole('dialog').getByRole('link', { name: SUPPORT }).waitFor({ timeout: PATIENCE });
      await heal();
    }
    await visitor.idle();
    const stored = await companion.messages(account);
    if (stored.length !== 1) wrong.push(`${String(stored.length)} messages stored`);
    if (fault !== 'slow') wrong.push(...haste(asked));
    return wrong;
  } finally {
    await guest.leave();
  }

  /** The file is there again, and the visitor opens the chat anew. */
  async function heal(): Promise<void> {
    isBroken = false;
    await page.evaluate(CLOSE);
    await page.evaluate(OPEN);
    await until(async () => (await page.getByRole('dialog').count()) > 0, PATIENCE);
  }
}

/**
 * Whether a request is the last of a try: each ends past the browser's cache. A page that remembers what was wrong with
 * a file, as with a truncated one, does not ask for it at its own address a second time.
 */
function isEnd({ url }: Request): boolean {
  return url.includes('?');
}

/** @returns Pauses that were too short. */
function haste(asked: readonly Request[]): string[] {
  const gaps = asked.slice(1).flatMap(({ at }, i) => (isEnd(asked[i]!) ? [at - asked[i]!.at] : []));
  return PAUSES.flatMap((pause, i) => ((gaps[i] ?? pause) < pause ? [`tried again after ${seconds(gaps[i]!)}`] : []));
}

interface WithChat {
  MissiveChat?: { open(): void; close(): void };
}
const OPEN = (): void => (window as WithChat).MissiveChat?.open();
const CLOSE = (): void => (window as WithChat).MissiveChat?.close();
