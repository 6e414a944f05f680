/** Chromium for the figures: pages that share a profile, each with the chat open, and what is done and seen in them. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { AccountSettings } from '../../../src/server/accounts.js';
import { startCompanion, type TestCompanion } from '../../support/node/companion.js';
import { startBrowser } from '../../e2e/world.js';
import type { Tab } from '../browsers/tab.js';
import { BrowserVisitor } from '../browsers/visitor.js';
import { Recorder, type StoredRow } from '../history.js';
import { judge, type Verdict } from '../judge.js';
import { LineProxy } from './line-proxy.js';

/** The page asks for nothing but a text. */
export const ASKS_NOTHING = { visitor: { askName: false, askEmail: false } };

/** A browser, and the companion that its pages talk to. */
export interface BrowserScene {
  browser: Browser;
  companion: TestCompanion;
}

/** Runs something in a browser of its own. */
export async function inBrowser<Result>(run: (scene: BrowserScene) => Promise<Result>): Promise<Result> {
  const [browser, companion] = await Promise.all([startBrowser(), startCompanion()]);
  try {
    return await run({ browser, companion });
  } finally {
    await browser.close();
    await companion.close();
  }
}

/** A page that the laboratory's visitor can sit in front of. */
export class PageTab implements Tab {
  page: Page;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  static async open(context: BrowserContext): Promise<PageTab> {
    return new PageTab(context, await context.newPage());
  }

  async visit(url: string): Promise<void> {
    await this.page.goto(url);
  }

  run<Result>(body: string, ...values: unknown[]): Promise<Result> {
    return this.page.evaluate(`(function () { ${body} }).apply(null, ${JSON.stringify(values)})`);
  }

  readonly crash = async (): Promise<void> => {
    const crashed = this.page;
    const session = await this.#context.newCDPSession(crashed);
    const gone = new Promise((resolve) => crashed.once('crash', resolve));
    // The process that should answer is the one that ends.
    session.send('Page.crash').catch(() => undefined);
    await gone;
    this.page = await this.#context.newPage();
    await crashed.close();
  };

  /** The visitor closes the tab, and opens another one. */
  async reopen(): Promise<void> {
    const closed = this.page;
    this.page = await this.#context.newPage();
    await closed.close();
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/** A visitor with a profile of their own, an account of their own, and a proxy before it. */
export class Guest {
  readonly account: string;
  readonly companion: TestCompanion;
  readonly proxy: LineProxy;
  readonly context: BrowserContext;
  readonly recorder: Recorder;
  readonly tab: PageTab;
  readonly visitor: BrowserVisitor;

  private constructor(
    account: string,
    companion: TestCompanion,
    proxy: LineProxy,
    context: BrowserContext,
    tab: PageTab,
  ) {
    this.account = account;
    this.companion = companion;
    this.proxy = proxy;
    this.context = context;
    this.tab = tab;
    this.recorder = new Recorder(Date.now);
    this.visitor = new BrowserVisitor(tab, this.url, 'visitor', this.recorder);
  }

  static async arrive({ browser, companion }: BrowserScene, config: AccountSettings['config'] = {}): Promise<Guest> {
    const account = await companion.openAccount({ ...ASKS_NOTHING, ...config });
    const proxy = await LineProxy.start(companion.origin);
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
    return new Guest(account, companion, proxy, context, await PageTab.open(context));
  }

  get url(): string {
    return `${this.proxy.origin}/bare/${this.account}`;
  }

  get page(): Page {
    return this.tab.page;
  }

  /** What is stored, with texts for ids: no two texts are the same. */
  async rows(): Promise<StoredRow[]> {
    return (await this.companion.rows(this.account)).map((row) => ({ ...row, cid: row.body }));
  }

  async judge(): Promise<Verdict> {
    return judge(this.recorder.events, await this.rows());
  }

  async leave(): Promise<void> {
    await this.context.close();
    await this.proxy.close();
  }
}
