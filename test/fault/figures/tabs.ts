/** R10: five tabs of one visitor write at once, and the one whose turn it is to deliver is killed again and again. */
import type { Page } from 'playwright-core';
import { BrowserVisitor } from '../browsers/visitor.js';
import { Guest, inBrowser, PageTab } from './chromium.js';
import { none, timed, type Figure } from './figure.js';
import { until, wrongs } from './scene.js';

const TABS = 5;
const PATIENCE = 60_000;

export const TABS_AT_ONCE: Figure = {
  id: 'R10',
  subject: `${String(TABS)} tabs, the one that delivers is killed`,
  runs: 'alone',
  measure: (scale) =>
    inBrowser(async (scene) => {
      const guest = await Guest.arrive(scene);
      const places: Place[] = [];
      for (let number = 0; number < TABS; number++) places.push(await sitDown(guest, number));
      await writeAll(places, ['first']);
      await places[0]?.visitor.idle();

      const takeOvers: number[] = [];
      const killed: number[] = [];
      const rounds = scale.pick(5, 10);
      for (let round = 1; round <= rounds; round++) {
        // Somebody waits for an answer that never comes, until the page dies.
        const fault = { kind: round % 2 === 0 ? 'no-reply' : 'execute-no-reply' } as const;
        const skip = round % 3;
        guest.companion.emulator.faults.add({
          at: 'request',
          method: 'POST',
          path: '/Messages',
          skip,
          times: 1,
          fault,
        });
        const texts = Array.from({ length: scale.pick(4, 20) }, (_, n) => `${String(round)}.${String(n)}`);
        await writeAll(places, texts);
        killed.push(Date.now());
        takeOvers.push(await killLeader(places));
        guest.companion.emulator.faults.clear();
        await Promise.all(places.map(({ visitor }) => visitor.idle()));
      }

      const rows = await guest.rows();
      const conversations = new Set(rows.map(({ conversation }) => conversation));
      for (const { visitor } of places) {
        await visitor.readScreen(rows[0]?.conversation ?? '', rows[0]?.cid ?? '');
        await visitor.note();
      }
      const verdict = await guest.judge();
      const nextStored = killed.map((at) => Math.min(...rows.filter((row) => row.at > at).map((row) => row.at)) - at);
      await guest.leave();
      return [
        timed('another tab has the turn', takeOvers, { max: 2000 }),
        timed('next message stored', nextStored, {}),
        none('stored once, the same order in all tabs', wrongs(verdict), verdict.messages),
        none('one conversation', conversations.size === 1 ? [] : [String(conversations.size)], rounds),
        none(
          'no uncaught error',
          places.flatMap(({ visitor }) => visitor.errors),
          TABS,
        ),
      ];
    }),
};

interface Place {
  number: number;
  tab: PageTab;
  visitor: BrowserVisitor;
}

async function sitDown({ context, url, recorder }: Guest, number: number): Promise<Place> {
  const tab = await PageTab.open(context);
  const visitor = new BrowserVisitor(tab, url, `tab ${String(number)}`, recorder);
  const place = { number, tab, visitor };
  await begin(place);
  return place;
}

/** Opens the chat, and marks the page with a lock: the browser tells of locks alone whose they are. */
async function begin({ visitor, tab, number }: Place): Promise<void> {
  await visitor.visit();
  await tab.page.evaluate(
    (name) => void navigator.locks.request(name, () => new Promise(() => undefined)),
    markOf(number),
  );
}

async function writeAll(places: readonly Place[], texts: readonly string[]): Promise<void> {
  await Promise.all(
    places.map(async ({ visitor, number }) => {
      for (const text of texts) await visitor.write(`${String(number)}: ${text}`);
    }),
  );
}

/** Kills the page whose turn it is, and opens another one. @returns Milliseconds until another page has the turn. */
async function killLeader(places: readonly Place[]): Promise<number> {
  let leader: number | null = null;
  const anybody = places[0]!;
  await until(async () => (leader = await turn(anybody.tab.page)) !== null, PATIENCE);
  const victim = places.find(({ number }) => number === leader)!;
  const witness = places.find(({ number }) => number !== leader)!;
  const crash = victim.tab.crash();
  const takeOver = await until(async () => {
    const now = await turn(witness.tab.page);
    return now !== null && now !== leader;
  }, PATIENCE);
  await crash;
  await begin(victim);
  return takeOver;
}

/** @returns The number of the page whose turn it is to deliver; `null` when nobody delivers. */
async function turn(page: Page): Promise<number | null> {
  const locks = await page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.map(({ name = '', clientId = '' }) => ({ name, clientId }));
  });
  const holder = locks.find(({ name }) => name.startsWith('missive-chat:'))?.clientId;
  const mark = locks.find(({ name, clientId }) => clientId === holder && name.startsWith(markOf('')));
  return mark === undefined ? null : Number(mark.name.slice(markOf('').length));
}

const markOf = (number: number | ''): string => `laboratory-${String(number)}`;
