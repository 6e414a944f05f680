/** One visitor in a real browser: writes, reloads, loses the network, and notes what the screen says. */
import type { Recorder } from '../history.js';
import * as script from './page-script.js';
import type { Tab } from './tab.js';

/** How often a fact is looked for, and how long it may take, in milliseconds. */
const LOOK_AGAIN = 20;
const PATIENCE = 60_000;

interface Row {
  text: string;
  state: script.Sighting['state'];
}

export class BrowserVisitor {
  /** What nobody on the page has caught. */
  readonly errors: string[] = [];
  readonly #tab: Tab;
  readonly #url: string;
  readonly #lane: string;
  readonly #recorder: Recorder;

  constructor(tab: Tab, url: string, lane: string, recorder: Recorder) {
    this.#tab = tab;
    this.#url = url;
    this.#lane = lane;
    this.#recorder = recorder;
  }

  /** Loads the page, anew if it was loaded already, and opens the chat. */
  async visit(): Promise<void> {
    await this.#tab.visit(this.#url);
    await this.#tab.run(script.LISTEN);
    await until(async () => {
      await this.#tab.run(script.OPEN);
      return this.#tab.run<boolean>(script.OBSERVE);
    }, 'composer');
  }

  async reload(): Promise<void> {
    await this.note();
    await this.visit();
  }

  /** The page's process dies. @returns `false` where the engine cannot do that. */
  async crash(): Promise<boolean> {
    if (this.#tab.crash === null) return false;
    await this.note();
    await this.#tab.crash();
    await this.visit();
    return true;
  }

  async sayNetwork(isThere: boolean): Promise<void> {
    await this.#tab.run(script.SAY_NETWORK, isThere);
  }

  /** Types a text and presses Enter; no other text may ever be the same. */
  async write(text: string): Promise<void> {
    await this.#tab.run(script.TYPE, text);
    await this.#tab.run(script.PRESS_ENTER);
    await until(async () => (await this.#tab.run<string>(script.DRAFT)) === '', 'empty composer');
    this.#recorder.written(text, this.#lane, text);
  }

  /** Resolves when nothing is on its way any more. */
  async idle(): Promise<void> {
    await until(async () => (await this.#tab.run<number>(script.COUNT_UNSENT)) === 0, 'end of what is on its way');
    await this.note();
  }

  /** Takes down what was seen since the last time. */
  async note(): Promise<void> {
    const { sightings, errors } = await this.#tab.run<{ sightings: script.Sighting[]; errors: string[] }>(script.TAKE);
    for (const { at, text, state } of sightings) this.#recorder.shown(this.#lane, text, state, at);
    this.errors.push(...errors);
  }

  /** Reads the whole log, from its end to the first message. */
  async readScreen(conversation: string, first: string): Promise<void> {
    let rows: Row[] = [];
    await until(async () => {
      rows = joinRows(await this.#tab.run<Row[]>(script.SCROLL_UP), rows);
      return rows[0]?.text === first;
    }, 'beginning of the log');
    const seen = rows.map(({ text, state }) => ({ cid: text, state }));
    this.#recorder.screen({ reader: this.#lane, conversation, from: 0, rows: seen });
  }
}

/** Puts what is above before what was read already. */
function joinRows(above: readonly Row[], read: readonly Row[]): Row[] {
  const overlap = above.findIndex(({ text }) => text === read[0]?.text);
  return [...above.slice(0, overlap === -1 ? undefined : overlap), ...read];
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`There is still no ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
}
