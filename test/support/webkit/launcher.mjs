/**
 * WebKitGTK for Web Test Runner. Knows Web Test Runner's launcher interface; called by `web-test-runner.config.mjs`.
 */
import { startWebkit } from './browser.mjs';
import { WebkitPage } from './page.mjs';

/**
 * A launcher for the `browsers` of Web Test Runner's configuration.
 *
 * @param {string} program Path of WebKit's MiniBrowser.
 */
export function webkitLauncher(program) {
  return new WebkitLauncher(program);
}

class WebkitLauncher {
  name = 'WebKit';
  /** The commands of Web Test Runner look for a Playwright page behind this word; `WebkitPage` stands in for one. */
  type = 'playwright';
  /** One browser window, one page at a time. */
  concurrency = 1;

  #program;
  #start;
  #browser;
  #page;
  #activeSession;

  constructor(program) {
    this.#program = program;
  }

  async startSession(session, url) {
    this.#start ??= this.#startBrowser();
    await this.#start;
    this.#activeSession = session;
    await this.#browser.driver.navigate(url);
  }

  isActive(session) {
    return this.#activeSession === session;
  }

  getBrowserUrl() {
    return this.#browser.driver.currentUrl();
  }

  getPage() {
    return this.#page;
  }

  async stopSession() {
    await this.#browser.driver.navigate('about:blank');
    this.#activeSession = undefined;
    return {};
  }

  startDebugSession() {
    return Promise.reject(new Error('WebKit is not debugged through the test runner.'));
  }

  async stop() {
    await this.#browser?.stop();
  }

  async #startBrowser() {
    this.#browser = await startWebkit(this.#program);
    this.#page = new WebkitPage(this.#browser.driver, this.#browser.screenFile);
  }
}
