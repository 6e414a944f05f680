/** Every styling variable of the reference: what the browser computes where it acts, by default and changed in each way. */
import { expect } from '@open-wc/testing';
import '../../../src/index.js';
import type { Variables } from '../../../src/settings/config.js';
import { VARIABLE_ENTRIES } from '../../../src/settings/reference.js';
import { FakeWorld } from '../../support/browser/fake-world.js';
import { clear, until, type Chat } from '../../support/browser/harness.js';

type Style = keyof CSSStyleDeclaration & string;

interface Check {
  /** How the chat is when the variable can be seen. */
  stage: 'talking' | 'asking' | 'closed' | 'offline' | 'connecting';
  /** What is read there. */
  see: (chat: Chat) => unknown;
  /** What is read by default; left out where another colour is painted for contrast. */
  byDefault: unknown;
  /** Another value, and what is read then. */
  changed: [value: string, seen: unknown];
  /** Other variables without which there would be nothing to see. */
  given?: Partial<Variables>;
}

const PURPLE = 'rgb(90, 20, 120)';
const CREAM = 'rgb(255, 250, 230)';

const CHECKS: Record<string, Check> = {
  'background-color': talking('frame', 'backgroundColor', 'rgb(255, 255, 255)', [CREAM, CREAM]),
  'badge-background-color': closed('badge', 'backgroundColor', 'rgb(224, 32, 32)', [PURPLE, PURPLE]),
  'badge-border-radius': closed('badge', 'borderTopLeftRadius', '100%', ['4px', '4px']),
  'badge-box-shadow': {
    ...closed('badge', 'boxShadow', '', ['0 0 0 3px rgb(1, 2, 3)', '']),
    see: (chat) =>
      ['rgba(0, 0, 0, 0.2)', 'rgb(1, 2, 3)'].map((shadow) => style(chat, 'badge').boxShadow.includes(shadow)),
    byDefault: [true, false],
    changed: ['0 0 0 3px rgb(1, 2, 3)', [false, true]],
  },
  'badge-color': closed('badge', 'color', 'rgb(255, 255, 255)', [CREAM, CREAM]),
  'badge-size': closed('badge', 'height', '24px', ['32px', '32px']),
  'border-color': talking('composer', 'borderTopColor', 'rgba(0, 0, 0, 0.05)', [PURPLE, PURPLE]),
  border: {
    ...talking('frame', 'borderTopWidth', '1px', ['dotted 3px red', '3px']),
    see: (chat) => [style(chat, 'frame').borderTopWidth, style(chat, 'frame').borderTopStyle],
    byDefault: ['1px', 'solid'],
    changed: ['dotted 3px red', ['3px', 'dotted']],
  },
  'box-shadow': talking('frame', 'boxShadow', 'rgba(0, 0, 0, 0.1) 0px 5px 30px 0px', [
    '0 1px 2px rgb(1, 2, 3)',
    'rgb(1, 2, 3) 0px 1px 2px 0px',
  ]),
  'bubble-dark-color': {
    ...talking('bubble', 'backgroundColor', 'rgb(40, 102, 209)', [PURPLE, PURPLE]),
    see: (chat) => getComputedStyle(bubbleOf(chat, 'visitor')).backgroundColor,
  },
  'bubble-light-color': {
    ...talking('bubble', 'backgroundColor', 'rgb(245, 245, 245)', [CREAM, CREAM]),
    see: (chat) => getComputedStyle(bubbleOf(chat, 'bot')).backgroundColor,
  },
  'button-border-radius': {
    stage: 'asking',
    see: (chat) => getComputedStyle(chat.find('button', 'Submit')!).borderTopLeftRadius,
    byDefault: '150px',
    changed: ['3px', '3px'],
  },
  'close-button-color': talking('close', 'color', 'rgb(255, 255, 255)', [CREAM, CREAM]),
  'closed-border-radius': closed('frame', 'borderTopLeftRadius', '30px', ['5px', '5px']),
  'font-family': talking('bubble', 'fontFamily', /^-apple-system, .*"Segoe UI"/, ['Georgia, serif', 'Georgia, serif']),
  'font-size': talking('bubble', 'fontSize', '15px', ['18px', '18px']),
  'header-opened-background-color': talking('header', 'backgroundColor', 'rgb(40, 102, 209)', [PURPLE, PURPLE]),
  // What the page sets later goes into the mixture that the default needed: black and white stay what they are in it.
  'header-subtitle-text-color': {
    ...talking('header', 'color', '255 255 255 0.9', ['#fff', '255 255 255']),
    see: (chat) => channels(getComputedStyle(chat.part('header')!.querySelector('[role=status]')!).color),
  },
  'header-title-text-color': {
    ...talking('header', 'color', 'rgb(255, 255, 255)', [CREAM, CREAM]),
    see: (chat) => getComputedStyle(chat.part('header')!.querySelector('h2')!).color,
  },
  height: {
    ...talking('frame', 'height', '', ['420px', '420px']),
    given: { 'max-height': '100%' },
    byDefault: `${String(Math.min(600, innerHeight))}px`,
  },
  'light-text-color': {
    ...talking('window', 'color', '111 112 114', ['#000', '0 0 0']),
    see: (chat) => channels(getComputedStyle([...chat.part('window')!.children].at(-1)!).color),
  },
  'main-color': talking('header', 'backgroundColor', 'rgb(40, 102, 209)', [PURPLE, PURPLE]),
  margin: {
    ...talking('frame', 'right', '20px', ['35px', '35px']),
    see: (chat) => [style(chat, 'frame').right, style(chat, 'frame').bottom],
    byDefault: ['20px', '20px'],
    changed: ['35px', ['35px', '35px']],
  },
  'max-height': {
    ...talking('frame', 'height', '', ['333px', 0]),
    given: { height: '5000px' },
    see: (chat) => innerHeight - Math.round(chat.part('frame')!.offsetHeight),
    byDefault: 40,
    changed: ['calc(100% - 100px)', 100],
  },
  'max-width': {
    ...talking('frame', 'width', '', ['333px', 0]),
    given: { width: '5000px' },
    see: (chat) => document.documentElement.clientWidth - chat.part('frame')!.offsetWidth,
    byDefault: 40,
    changed: ['calc(100% - 100px)', 100],
  },
  'opened-border-radius': talking('frame', 'borderTopLeftRadius', '10px', ['4px', '4px']),
  'status-connecting-color': dot('connecting', 'rgb(253, 209, 87)'),
  'status-offline-color': dot('offline', 'rgb(242, 49, 49)'),
  'status-online-color': dot('asking', 'rgb(0, 179, 81)'),
  'text-color': {
    ...talking('bubble', 'color', 'rgb(52, 54, 58)', [PURPLE, PURPLE]),
    see: (chat) => getComputedStyle(bubbleOf(chat, 'bot')).color,
  },
  'transition-duration': talking('frame', 'transitionDuration', /^0\.225s/, ['1.5s', /^1\.5s/]),
  'transition-easing': talking('frame', 'transitionTimingFunction', /^cubic-bezier\(0\.4, 0, 0\.2, 1\)/, [
    'linear',
    /^linear/,
  ]),
  width: talking('frame', 'width', '350px', ['420px', '420px']),
};

/** What is measured stands still. */
const AT_REST = { 'transition-duration': '0s' };

describe('documented variable', () => {
  let world: FakeWorld;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  it('has a check each', () => {
    expect(Object.keys(CHECKS)).to.deep.equal(VARIABLE_ENTRIES.map(({ name }) => name));
  });

  for (const { name, default: byDefault, customProperty } of VARIABLE_ENTRIES) {
    it(name, async () => {
      const check = CHECKS[name]!;
      const [value, seen] = check.changed;
      const given: Partial<Variables> = name === 'transition-duration' ? {} : { ...AT_REST, ...check.given };
      const chat = await STAGES[check.stage](world, given);
      const { element } = chat;
      const becomes = async (expected: unknown, how: string): Promise<void> => {
        const isSeen = (): boolean => isAs(check.see(chat), expected);
        await until(isSeen, `${JSON.stringify(expected)} ${how}, but ${JSON.stringify(check.see(chat))}`);
      };
      await becomes(check.byDefault, 'by default');
      element.variables = { ...given, [name]: value };
      await becomes(seen, 'by the property');
      element.variables = given;
      await becomes(check.byDefault, 'by default again');
      element.setVariables({ [name]: value });
      await becomes(seen, 'by setVariables');
      element.setVariables({ [name]: null });
      await becomes(check.byDefault, 'after it was reset');
      element.style.setProperty(customProperty, value);
      // Texts are kept readable at each paint, and no event tells of a changed style sheet.
      element.setVariables({});
      await becomes(seen, 'by the page’s style');
      element.style.removeProperty(customProperty);
      expect(element.settings.variables[name as 'width']).to.equal(given[name as 'width'] ?? byDefault);
    });
  }
});

const STAGES: Record<Check['stage'], (world: FakeWorld, variables: Partial<Variables>) => Promise<Chat>> = {
  asking: async (world, variables) => (await world.mount({ variables }).ready()).open(),
  async talking(world, variables) {
    const visitor = { askName: false, askEmail: false };
    const chat = await (await world.mount({ variables, visitor }).ready()).open();
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    return chat;
  },
  async closed(world, variables) {
    const chat = await (await STAGES.talking(world, variables)).close();
    world.server.store('t_team', 'Hi');
    await until(() => chat.part('badge'), 'badge');
    return chat;
  },
  offline(world, variables) {
    world.settings!.availability = 'offline';
    return STAGES.asking(world, variables);
  },
  async connecting(world, variables) {
    const chat = await STAGES.talking(world, variables);
    world.server.refusals.push(...Array<'unavailable'>(20).fill('unavailable'));
    world.server.expire();
    await chat.get('status', 'Connecting…');
    return chat;
  },
};

function talking(part: string, property: Style, byDefault: unknown, changed: Check['changed']): Check {
  return { stage: 'talking', see: (chat) => style(chat, part)[property], byDefault, changed };
}

function closed(part: string, property: Style, byDefault: unknown, changed: Check['changed']): Check {
  return { ...talking(part, property, byDefault, changed), stage: 'closed' };
}

/** The dot before the status. */
/** Of a colour that may have been mixed for contrast, and then is written in another way: up to 255, and its alpha. */
function channels(colour: string): string {
  const numbers = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const isMixed = colour.startsWith('color(');
  return numbers.map((one, i) => (i === 3 ? one.toFixed(1) : Math.round(isMixed ? one * 255 : one))).join(' ');
}

function dot(stage: Check['stage'], byDefault: string): Check {
  const see = (chat: Chat): string => {
    const words = chat.part('header')!.querySelector('[role=status]')!;
    return getComputedStyle(words.previousElementSibling!).backgroundColor;
  };
  return { stage, see, byDefault, changed: [PURPLE, PURPLE] };
}

function style(chat: Chat, part: string): CSSStyleDeclaration {
  return getComputedStyle(chat.element.shadowRoot!.querySelector(`[part~=${part}]`)!);
}

function bubbleOf(chat: Chat, author: string): Element {
  return chat.element.shadowRoot!.querySelector(`[data-author=${author}] [part~=bubble]`)!;
}

function isAs(seen: unknown, expected: unknown): boolean {
  return expected instanceof RegExp ? expected.test(String(seen)) : JSON.stringify(seen) === JSON.stringify(expected);
}
