/** R13: the page of a site whose chat server is stopped, does not answer, or stops later. */
import type { Browser } from 'playwright-core';
import { Guest, inBrowser } from './chromium.js';
import { none, quantile, seconds, timed, type Figure, type Finding } from './figure.js';
import { elapse } from './scene.js';
import { createServer, type AddressInfo } from 'node:net';

/** How long nothing may be asked for a second time, in milliseconds. */
const RARELY = 30_000;
/** By how much a page may be loaded later than without the chat, in milliseconds: what a machine wavers by. */
const DELAY = 100;

export const SERVER_AWAY: Figure = {
  id: 'R13',
  subject: 'Chat server down',
  runs: 'waits',
  measure: (scale) =>
    inBrowser(async (scene) => {
      const times = scale.pick(5, 50);
      const hanging = createServer();
      await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
      const stopped = createServer();
      await new Promise<void>((resolve) => stopped.listen(0, '127.0.0.1', resolve));
      const [hangingPort, stoppedPort] = [hanging, stopped].map((server) => (server.address() as AddressInfo).port);
      await new Promise((resolve) => stopped.close(resolve));
      const without = await visitMany(scene.browser, null, times);
      const away = await visitMany(scene.browser, stoppedPort ?? 0, times);
      const mute = await visitOnce(scene.browser, hangingPort ?? 0, 2000);
      const patient = await Promise.all([visitOnce(scene.browser, stoppedPort ?? 0, RARELY), stopLater()]);
      hanging.close();
      const delays = away.map(
        ({ load }) =>
          load -
          quantile(
            without.map((one) => one.load),
            0.5,
          ),
      );
      return [
        none(
          'stopped: no uncaught error on the page',
          away.flatMap(({ errors }) => errors),
          times,
        ),
        timed('stopped: `load` later than without the chat', delays, { p50: DELAY }),
        {
          ...timed('mute: `DOMContentLoaded`', [mute.parsed], { max: 1000 }),
          measured: `${seconds(mute.parsed)}; \`load\` ${mute.load === Infinity ? 'waits for the script' : seconds(mute.load)}`,
        },
        once('stopped: asked once in 30 s', patient[0].requests),
        { ...once('stopped after the page was loaded: not asked at all', patient[1]), isHeld: patient[1] === 0 },
      ];

      async function stopLater(): Promise<number> {
        const guest = await Guest.arrive(scene);
        await guest.page.goto(guest.url);
        guest.proxy.goDown();
        let requests = 0;
        guest.page.on('request', () => requests++);
        await elapse(RARELY);
        await guest.leave();
        return requests;
      }
    }),
};

function once(goal: string, requests: number): Finding {
  return { goal, measured: `${String(requests)} requests`, times: 1, isHeld: requests <= 1 };
}

interface Visit {
  errors: string[];
  requests: number;
  /** When the page was parsed, and loaded, in milliseconds; `Infinity` for not yet. */
  parsed: number;
  load: number;
}

async function visitMany(browser: Browser, port: number | null, times: number): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (let i = 0; i < times; i++) visits.push(await visitOnce(browser, port, 0));
  return visits;
}

/** @param port Where the chat server should be; `null` for a page without the chat. @param stay In milliseconds. */
async function visitOnce(browser: Browser, port: number | null, stay: number): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors: string[] = [];
  let requests = 0;
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('request', (request) => {
    if (request.url().includes('missive.js')) requests++;
  });
  await context.route('http://localhost/', (route) =>
    route.fulfill({ contentType: 'text/html', body: port === null ? '<p>A page</p>' : sitePage(port) }),
  );
  await page.goto('http://localhost/', { waitUntil: stay === 0 ? 'load' : 'domcontentloaded' });
  await elapse(stay);
  const { parsed, load } = await page.evaluate(() => {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return { parsed: entry?.domContentLoadedEventEnd ?? 0, load: entry?.loadEventStart ?? 0 };
  });
  await context.close();
  return { errors, requests, parsed: parsed || Infinity, load: load || Infinity };
}

/** A page with the documented snippet, as a site carries it. */
function sitePage(port: number): string {
  const id = 'c3a1b3de-5e3f-4283-baaa-8e1d63fea126';
  return `<p>A page</p><script>(function (d, w) {
    w.MissiveChatConfig = { id: '${id}' };
    var s = d.createElement('script');
    s.async = true;
    s.src = 'http://127.0.0.1:${String(port)}/' + w.MissiveChatConfig.id + '/missive.js';
    if (d.head) d.head.appendChild(s);
  })(document, window);</script>`;
}
