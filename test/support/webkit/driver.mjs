/**
 * A WebDriver client as small as the tests need it. Knows the protocol of WebKitWebDriver over HTTP and nothing of Web
 * Test Runner. Called by `launcher.mjs` and `page.mjs`.
 */

/** Private-use characters that WebDriver takes for the keys that `sendKeys()` knows by name. */
const KEYS = {
  Alt: '\uE00A',
  ArrowDown: '\uE015',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  ArrowUp: '\uE013',
  Backspace: '\uE003',
  Control: '\uE009',
  Delete: '\uE017',
  End: '\uE010',
  Enter: '\uE007',
  Escape: '\uE00C',
  Home: '\uE011',
  Meta: '\uE03D',
  PageDown: '\uE00F',
  PageUp: '\uE00E',
  Shift: '\uE008',
  Space: ' ',
  Tab: '\uE004',
};

/** The character that stands for a key in WebDriver; a character stands for itself. */
export function keyValue(name) {
  return KEYS[name] ?? name;
}

/** One session of a WebDriver server. */
export class Driver {
  #server;
  #session = '';

  /** @param {string} server Address of the WebDriver server, without a slash at its end. */
  constructor(server) {
    this.#server = server;
  }

  /** Tells whether the server answers already. */
  async isReady() {
    try {
      await this.#request('GET', '/status');
      return true;
    } catch {
      return false;
    }
  }

  /** Starts the browser. */
  async open(capabilities) {
    const { sessionId } = await this.#request('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    this.#session = `/session/${sessionId}`;
  }

  /** Ends the browser. */
  close() {
    return this.#request('DELETE', this.#session);
  }

  navigate(url) {
    return this.#request('POST', `${this.#session}/url`, { url });
  }

  currentUrl() {
    return this.#request('GET', `${this.#session}/url`);
  }

  /** Size of the window with the browser's own bars, in CSS pixels. */
  windowRect() {
    return this.#request('GET', `${this.#session}/window/rect`);
  }

  setWindowRect(rect) {
    return this.#request('POST', `${this.#session}/window/rect`, rect);
  }

  /** Runs the body of a function in the page and returns what it returns. */
  execute(script, ...args) {
    return this.#request('POST', `${this.#session}/execute/sync`, { script, args });
  }

  /** Presses and releases keys, in this order. */
  performKeys(actions) {
    return this.#perform({ type: 'key', id: 'keyboard', actions });
  }

  /** Moves the mouse and presses its buttons, in this order. */
  performMouse(actions) {
    return this.#perform({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  }

  #perform(source) {
    return this.#request('POST', `${this.#session}/actions`, { actions: [source] });
  }

  async #request(method, path, body) {
    const response = await fetch(this.#server + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKitWebDriver, ${method} ${path}: ${value?.error}: ${value?.message}`);
    return value;
  }
}
