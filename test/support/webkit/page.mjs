/**
 * The page of the WebKit browser in the shape of a Playwright page, as far as the commands of Web Test Runner
 * (`sendKeys`, `sendMouse`, `setViewport`) call it. Made by `launcher.mjs`.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { keyValue } from './driver.mjs';
import { captureScreen } from './framebuffer.mjs';

const BUTTONS = { left: 0, middle: 1, right: 2 };
const SETTLE_MILLISECONDS = 50;
const SETTLE_ATTEMPTS = 40;

export class WebkitPage {
  #driver;
  #screenFile;

  /**
   * @param {import('./driver.mjs').Driver} driver
   * @param {string} screenFile File in which Xvfb keeps its screen.
   */
  constructor(driver, screenFile) {
    this.#driver = driver;
    this.#screenFile = screenFile;
    this.keyboard = new Keyboard(driver);
    this.mouse = new Mouse(driver);
  }

  /** Makes the page's area this large, in CSS pixels. */
  async setViewportSize({ width, height }) {
    // The window's size counts the browser's own bars: grow it by what is missing until the page agrees.
    for (let attempt = 0; attempt < SETTLE_ATTEMPTS; attempt++) {
      const viewport = await this.#viewport();
      if (viewport.width === width && viewport.height === height) return;
      if (attempt % 5 === 0) {
        const window = await this.#driver.windowRect();
        await this.#driver.setWindowRect({
          width: window.width + width - viewport.width,
          height: window.height + height - viewport.height,
        });
      }
      await delay(SETTLE_MILLISECONDS);
    }
    throw new Error(`WebKit cannot make its viewport ${width} × ${height}.`);
  }

  emulateMedia() {
    throw new Error('WebKit cannot emulate media features; skip this test there.');
  }

  /** A picture of the visible part of the page, as PNG, taken when two looks in a row see the same. */
  async screenshot() {
    const viewport = await this.#viewport();
    let last;
    for (let attempt = 0; attempt < SETTLE_ATTEMPTS; attempt++) {
      const picture = captureScreen(this.#screenFile, viewport);
      if (last?.equals(picture)) break;
      last = picture;
      await delay(SETTLE_MILLISECONDS);
    }
    return last;
  }

  async #viewport() {
    const [width, height] = await this.#driver.execute('return [innerWidth, innerHeight]');
    return { width, height };
  }
}

class Keyboard {
  #driver;

  constructor(driver) {
    this.#driver = driver;
  }

  async type(text) {
    // One character a request: WebKitWebDriver drops the second of two equal characters of one sequence.
    for (const character of text) await this.press(character);
  }

  /** Presses and releases one key; a combination is written with `down` and `up`, as Firefox knows no other way. */
  press(key) {
    return this.#driver.performKeys([keyDown(key), keyUp(key)]);
  }

  down(key) {
    return this.#driver.performKeys([keyDown(key)]);
  }

  up(key) {
    return this.#driver.performKeys([keyUp(key)]);
  }
}

class Mouse {
  #driver;

  constructor(driver) {
    this.#driver = driver;
  }

  move(x, y) {
    return this.#driver.performMouse([moveTo(x, y)]);
  }

  click(x, y, { button = 'left' } = {}) {
    return this.#driver.performMouse([moveTo(x, y), pointer('pointerDown', button), pointer('pointerUp', button)]);
  }

  down({ button = 'left' } = {}) {
    return this.#driver.performMouse([pointer('pointerDown', button)]);
  }

  up({ button = 'left' } = {}) {
    return this.#driver.performMouse([pointer('pointerUp', button)]);
  }
}

function keyDown(key) {
  return { type: 'keyDown', value: keyValue(key) };
}

function keyUp(key) {
  return { type: 'keyUp', value: keyValue(key) };
}

function moveTo(x, y) {
  return { type: 'pointerMove', duration: 0, x, y };
}

function pointer(type, button) {
  return { type, button: BUTTONS[button] };
}
