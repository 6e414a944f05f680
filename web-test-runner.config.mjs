/**
 * The tests that run inside a browser (`unit`, `element`, `compat`, `corpus` and `sdk` of `test/`), in Chromium, Firefox and
 * WebKit from Debian's packages. `ENGINES=chromium` picks engines; `--files` of the command line picks files.
 */
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import puppeteer from 'puppeteer-core';
import { PROGRAMS, requestedEngines } from './scripts/browsers.mjs';
import { assetsPlugin } from './test/support/runner/assets-plugin.mjs';
import { brokenFiles } from './test/support/runner/broken-files.mjs';
import { casePages, casePagesPlugin } from './test/support/runner/case-pages.mjs';
import { companionPlugin } from './test/support/runner/companion-plugin.mjs';
import { corporaPlugin } from './test/support/runner/corpora-plugin.mjs';
import { emulatorPlugin } from './test/support/runner/emulator-plugin.mjs';
import { prebundle } from './test/support/runner/prebundle.mjs';
import { resultsReporter } from './test/support/runner/results-reporter.mjs';
import { webkitLauncher } from './test/support/webkit/launcher.mjs';

// A test that reaches for the network must fail here and not only on a machine without one. Each launcher below closes
// every way except the one to this machine.

function chromium() {
  return playwrightLauncher({
    product: 'chromium',
    concurrency: 1, // another engine is at work beside it
    launchOptions: {
      executablePath: PROGRAMS.chromium,
      chromiumSandbox: false, // Chromium's sandbox refuses to start for root
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-gpu',
        '--disable-quic',
        '--disable-sync',
        '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
      ],
    },
    createBrowserContext: ({ browser }) => browser.newContext({ viewport: { width: 1024, height: 768 } }),
  });
}

function firefox() {
  return chromeLauncher({
    puppeteer,
    concurrency: 1, // tabs in the background time out
    createPage: async ({ context }) => keepsFocus(await context.newPage()),
    launchOptions: {
      browser: 'firefox',
      executablePath: PROGRAMS.firefox,
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
    },
  });
}

/**
 * Tab leads out of Firefox's page to the buttons of Firefox itself, from where no `focus()` of a later test comes back:
 * its keys arrive, and press no button. A change of tabs brings the focus into the page again.
 */
function keepsFocus(page) {
  for (const action of ['down', 'press', 'type']) {
    const act = page.keyboard[action].bind(page.keyboard);
    page.keyboard[action] = async (...keys) => {
      if (!(await page.evaluate('document.hasFocus()'))) {
        const other = await page.browser().newPage();
        await other.bringToFront();
        await page.bringToFront();
        await other.close();
      }
      return act(...keys);
    };
  }
  return page;
}

const launchers = { chromium, firefox, webkit: () => webkitLauncher(PROGRAMS.webkit) };

export default {
  files: ['unit', 'element', 'compat', 'corpus', 'sdk'].map((suite) => `test/${suite}/**/*.test.ts`),
  middleware: [brokenFiles, casePages],
  nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
  plugins: [
    assetsPlugin(),
    casePagesPlugin(),
    companionPlugin(),
    corporaPlugin(),
    emulatorPlugin(),
    prebundle({ '@twilio/conversations': '@twilio/conversations/builds/browser.esm.js' }),
    // The root's tsconfig, because esbuild reads the options of the one file that it is given and follows no `extends`:
    // without `experimentalDecorators` and `useDefineForClassFields: false` Lit's properties would not react.
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) }),
  ],
  browsers: requestedEngines().map((engine) => launchers[engine]()),
  concurrentBrowsers: 2,
  reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY === true }), resultsReporter()],
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
  testFramework: { config: { timeout: 20_000 } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
};
