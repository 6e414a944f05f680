import { expect } from '@open-wc/testing';
import '../../src/index.js';
import { VARIABLES } from '../../src/settings/variables.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, type, until, type Chat } from '../support/browser/harness.js';

/** The texts of a conversation, each with the surface that it is on. */
const TEXTS: [text: string, surface: string][] = [
  ['.header .title', '.header'],
  ['.header .status', '.header'],
  ['.close', '.header'],
  ['.own .bubble', '.own .bubble'],
  ['.other .bubble', '.other .bubble'],
  ['.other .bubble a', '.other .bubble'],
  ['.name', '.frame'],
  ['.branding', '.frame'],
  ['.problem:not(:empty)', '.frame'],
  ['.legend', '.frame'],
  ['.submit', '.submit'],
  ['textarea', '.frame'],
  ['.badge', '.badge'],
];

type Edge = 'borderTopColor' | 'color';

/** What shows where a control is or has the focus, by the property that paints it. */
const EDGES: [edge: string, property: Edge, surface: string][] = [
  ['#email', 'borderTopColor', '.frame'],
  ['.field input[aria-invalid]', 'borderTopColor', '.frame'],
  ['.submit', 'borderTopColor', '.frame'],
  ['.send', 'color', '.frame'],
  ['.close', 'color', '.header'],
];

describe('the contrast of texts', () => {
  let world: FakeWorld;
  let chat: Chat;
  let form: Chat;
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

  before(async () => {
    world = new FakeWorld();
    const variables = { 'transition-duration': '0s' };
    chat = await (await world.mount({ chatName: 'Fennmoor', variables }).open()).identify('Ada', 'ada@example.com');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    world.server.store('t_team', 'Hi, see https://example.com');
    await chat.message('team, received: Hi, see https://example.com');
    localStorage.clear();
    form = await world.mount({ account: 'form', variables, visitor: { requireName: true } }).open();
    type(await form.get('textbox', 'Email'), 'ada@example.com');
    (await form.get('button', 'Submit')).click();
    await until(() => find('.problem:not(:empty)'), 'error');
  });

  after(() => {
    clear();
    world.restore();
  });

  /** In either of the two chats. */
  const find = (selector: string): Element =>
    (chat.element.shadowRoot!.querySelector(selector) ?? form.element.shadowRoot!.querySelector(selector))!;

  /** The channels of what a colour over another looks like, as the canvas paints it. */
  function paint(...colours: string[]): number[] {
    for (const colour of ['#fff', ...colours]) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((channel) => channel / 255);
  }

  function luminanceOf(channels: number[]): number {
    const [red, green, blue] = channels.map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  }

  function contrastOf(text: string, surface: string, property: Edge = 'color'): number {
    const background = ['.frame', surface].map((selector) => getComputedStyle(find(selector)).backgroundColor);
    const below = luminanceOf(paint(...background));
    const above = luminanceOf(paint(...background, getComputedStyle(find(text))[property]));
    return (Math.max(above, below) + 0.05) / (Math.min(above, below) + 0.05);
  }

  function missed(variables: Record<string, string | null>): string[] {
    for (const { element } of [chat, form]) {
      element.setVariables(Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, null])));
      element.setVariables({ ...variables, 'transition-duration': '0s' });
    }
    // The canvas rounds to 1/255.
    const texts = TEXTS.filter(([text, surface]) => contrastOf(text, surface) < 4.45).map(([text]) => text);
    const edges = EDGES.filter(([edge, property, surface]) => contrastOf(edge, surface, property) < 3);
    return [...texts, ...edges.map(([edge]) => `edge of ${edge}`)].map(
      (what) => `${what} with ${JSON.stringify(variables)}`,
    );
  }

  it('is enough with the defaults, which read as documented', () => {
    expect(missed({})).to.deep.equal([]);
    expect(chat.element.settings.variables['light-text-color']).to.equal('#7b7c7f');
    expect(chat.element.settings.variables['header-subtitle-text-color']).to.equal('rgba(255,255,255, .65)');
  });

  for (const variables of [
    { 'main-color': 'yellow' },
    { 'main-color': '#4b7d87' },
    { 'main-color': 'oklch(70% .2 140)' },
    { 'text-color': '#fff' },
    { 'header-title-text-color': '#2866D1' },
    { 'background-color': '#111', 'bubble-light-color': '#222' },
    { 'background-color': 'transparent' },
    { 'bubble-light-color': 'rgb(0 0 0 / 60%)', 'text-color': 'rgb(0 0 0 / 30%)' },
    { 'badge-background-color': 'white' },
  ] as Record<string, string>[]) {
    it(`is enough with ${JSON.stringify(variables)}`, () => {
      expect(missed(variables)).to.deep.equal([]);
    });
  }

  it('is enough with two hundred palettes', function () {
    this.timeout(30_000);
    const names = Object.keys(VARIABLES).filter((name) => name.endsWith('color') && !/status|border/.test(name));
    let seed = 1;
    const random = (): number => (seed = (seed * 48271) % 2147483647) % 0xffffff;
    const palettes = Array.from({ length: 200 }, () =>
      Object.fromEntries(names.map((name) => [name, `#${random().toString(16).padStart(6, '0')}`])),
    );
    expect(palettes.flatMap(missed)).to.deep.equal([]);
  });

  it('is that of AAA where the visitor asks for more, as far as black and white have it', () => {
    const { matchMedia } = window;
    window.matchMedia = (query) => ({ matches: query === '(prefers-contrast: more)' }) as MediaQueryList;
    try {
      missed({});
      for (const text of ['.name', '.branding', '.legend', '.problem:not(:empty)', 'textarea']) {
        expect(contrastOf(text, '.frame'), text).to.be.above(6.9);
      }
      // White on the documented blue.
      expect(contrastOf('.header .status', '.header')).to.be.above(5.3);
    } finally {
      window.matchMedia = matchMedia;
      missed({});
    }
  });

  it('leaves a colour alone that is readable', () => {
    missed({ 'text-color': 'rgb(10, 20, 30)' });
    expect(getComputedStyle(find('.other .bubble')).color).to.equal('rgb(10, 20, 30)');
  });

  it('leaves texts on a gradient alone', () => {
    missed({ 'header-opened-background-color': 'linear-gradient(red, blue)' });
    expect(getComputedStyle(find('.header .title')).color).to.equal('rgb(255, 255, 255)');
  });

  it('counts with what the page sets from its own style sheet', async () => {
    chat.element.style.setProperty('--missive-main-color', 'yellow');
    expect(missed({ 'border-color': 'red' })).to.deep.equal([]);
    chat.element.style.removeProperty('--missive-main-color');
    await until(() => missed({}).length === 0, 'readable defaults');
  });
});
