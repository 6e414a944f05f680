/** Reads, through Chromium's own protocol, what a page holds on to. */
import type { CDPSession, Page } from 'playwright-core';

/** What a page holds, after everything was collected that nobody holds. */
export interface Reading {
  /** Bytes. */
  heap: number;
  /** In the document, with what is in the chat. Chromium's own count has the composer's history of undone steps as well. */
  nodes: number;
  listeners: number;
  /** Timers that are running. */
  timers: number;
}

/** Counts the page's timers from its first moment on. Runs before any script of the page. */
const COUNT_TIMERS = `
  const running = new Set();
  const { setTimeout: later, clearTimeout: cancel, setInterval: often, clearInterval: stop } = window;
  window.setTimeout = (call, milliseconds, ...values) => {
    const timer = later(() => {
      running.delete(timer);
      call(...values);
    }, milliseconds);
    running.add(timer);
    return timer;
  };
  window.setInterval = (...values) => {
    const timer = often(...values);
    running.add(timer);
    return timer;
  };
  window.clearTimeout = window.clearInterval = (timer) => {
    running.delete(timer);
    cancel(timer);
  };
  window.runningTimers = running;`;

const COUNT_NODES = `{
  const count = (root) => {
    const walker = document.createTreeWalker(root);
    let nodes = 1;
    while (walker.nextNode()) nodes++;
    return nodes;
  };
  count(document) + count(document.querySelector('missive-chat').shadowRoot);
}`;

export class Gauge {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  /** To be called before the page is visited. */
  static async attach(page: Page): Promise<Gauge> {
    await page.addInitScript(COUNT_TIMERS);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await session.send('HeapProfiler.enable');
    return new Gauge(page, session);
  }

  async read(): Promise<Reading> {
    // What the first collection finalises the second one frees.
    for (let i = 0; i < 2; i++) await this.#session.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return {
      heap: of('JSHeapUsedSize'),
      nodes: await this.#page.evaluate(COUNT_NODES),
      listeners: of('JSEventListeners'),
      timers: await this.#page.evaluate('runningTimers.size'),
    };
  }
}
