/** A browser with one page in sight, as the laboratory drives it, whatever protocol is behind it. */
import { chromium, type Browser, type Page } from 'playwright-core';
import puppeteer from 'puppeteer-core';

/** Engines that the laboratory can drive. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

export interface Tab {
  visit(url: string): Promise<void>;
  /** Runs the body of a function in the page; its values are its `arguments`. */
  run<Result>(body: string, ...values: unknown[]): Promise<Result>;
  /** Kills the page's process; the next visit starts another. `null` where the engine cannot. */
  readonly crash: (() => Promise<void>) | null;
  close(): Promise<void>;
}

/** The support of this folder's drivers is JavaScript, shared with the configuration of Web Test Runner. */
interface Programs {
  PROGRAMS: Readonly<Record<Engine, string>>;
  requestedEngines(): Engine[];
}
interface WebkitSupport {
  startWebkit(program: string): Promise<{
    driver: { navigate(url: string): Promise<void>; execute(body: string, ...values: unknown[]): Promise<unknown> };
    stop(): Promise<void>;
  }>;
}

/** Compiled, this file lies in `build/test/fault/browsers/`. */
const ROOT = new URL('../../../../', import.meta.url);
const load = async <Module>(path: string): Promise<Module> => (await import(new URL(path, ROOT).href)) as Module;

/** The engines that `ENGINES` asks for; all without it. */
export async function requestedEngines(): Promise<Engine[]> {
  return (await load<Programs>('scripts/browsers.mjs')).requestedEngines();
}

/** Starts a browser that reaches nothing but this machine. */
export async function openTab(engine: Engine): Promise<Tab> {
  const { PROGRAMS } = await load<Programs>('scripts/browsers.mjs');
  return { chromium: openChromium, firefox: openFirefox, webkit: openWebkit }[engine](PROGRAMS[engine]);
}

/** The same body, for drivers that take an expression. */
const asCall = (body: string, values: unknown[]): string =>
  `(function () { ${body} }).apply(null, ${JSON.stringify(values)})`;

function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    chromiumSandbox: false, // it refuses to start for root
    args: ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1'],
  });
}

/** Starts Chromium with an empty page, for what no other engine can be asked. */
export async function openChromiumPage(): Promise<{ browser: Browser; page: Page }> {
  const { PROGRAMS } = await load<Programs>('scripts/browsers.mjs');
  const browser = await launchChromium(PROGRAMS.chromium);
  return { browser, page: await browser.newPage() };
}

async function openChromium(executablePath: string): Promise<Tab> {
  const browser = await launchChromium(executablePath);
  const context = await browser.newContext();
  let page = await context.newPage();
  return {
    async visit(url) {
      await page.goto(url);
    },
    run: (body, ...values) => page.evaluate(asCall(body, values)),
    async crash() {
      const crashed = page;
      const session = await context.newCDPSession(crashed);
      const gone = new Promise((resolve) => crashed.once('crash', resolve));
      // The process that should answer is the one that ends.
      session.send('Page.crash').catch(() => undefined);
      await gone;
      page = await context.newPage();
      await crashed.close();
    },
    close: () => browser.close(),
  };
}

async function openFirefox(executablePath: string): Promise<Tab> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': 9,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': 9,
      'network.proxy.no_proxies_on': 'localhost,127.0.0.1',
      'network.proxy.allow_hijacking_localhost': false,
    },
  });
  const page = await browser.newPage();
  return {
    async visit(url) {
      await page.goto(url, { waitUntil: 'domcontentloaded' });
    },
    run: (body, ...values) => page.evaluate(asCall(body, values)) as Promise<never>,
    crash: null,
    close: () => browser.close(),
  };
}

async function openWebkit(program: string): Promise<Tab> {
  const { startWebkit } = await load<WebkitSupport>('test/support/webkit/browser.mjs');
  const { driver, stop } = await startWebkit(program);
  return {
    visit: (url) => driver.navigate(url),
    run: (body, ...values) => driver.execute(body, ...values) as Promise<never>,
    crash: null,
    close: stop,
  };
}
