import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, type, until, type Chat } from '../support/browser/harness.js';

const AT_ONCE = { 'transition-duration': '0s' };
const NOTHING_ASKED = { askName: false, askEmail: false };

function expectSize(controls: HTMLElement[], least: number): void {
  expect(controls).not.to.be.empty;
  for (const control of controls) {
    const { width, height } = control.getBoundingClientRect();
    expect(Math.min(width, height), control.className).to.be.at.least(least);
  }
}

describe('look', () => {
  let world: FakeWorld;

  beforeEach(() => {
    world = new FakeWorld();
  });

  afterEach(() => {
    document.documentElement.removeAttribute('dir');
    clear();
    world.restore();
  });

  const all = (chat: Chat, selector: string): HTMLElement[] => [
    ...chat.element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
  ];
  const style = (chat: Chat, selector: string): CSSStyleDeclaration => getComputedStyle(all(chat, selector)[0]!);
  const left = (chat: Chat, selector: string): number => all(chat, selector)[0]!.getBoundingClientRect().left;

  it('shows one title, and the colours of the window, while the window becomes the launcher', async () => {
    const chat = await world.mount({ variables: { 'transition-duration': '2s' } }).open();
    chat.element.close();
    await until(() => chat.find('button', 'Chat with us'), 'launcher');
    const moving = chat.element.shadowRoot!.getAnimations();
    for (const animation of moving) animation.pause();
    expect(style(chat, '.launcher').opacity).to.equal('0');
    expect(style(chat, '.window').visibility).to.equal('visible');
    expect(style(chat, '.window').backgroundColor).to.equal('rgb(255, 255, 255)');
    for (const animation of moving) animation.finish();
    expect(style(chat, '.launcher').opacity).to.equal('1');
    expect(style(chat, '.window').visibility).to.equal('hidden');
  });

  it('has the measures of its design', async () => {
    const chat = await world.mount({ variables: { 'transition-duration': '0s' } }).ready();
    const box = (selector: string): DOMRect => all(chat, selector)[0]!.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    expect(box('.frame').height).to.equal(60);
    await chat.open();
    const frame = box('.frame');
    expect([frame.width, frame.height]).to.deep.equal([350, Math.min(600, clientHeight - 40)]);
    expect([clientWidth - frame.right, clientHeight - frame.bottom]).to.deep.equal([20, 20]);
    expect(box('.header').height).to.equal(60);
    expect(box('.submit').height).to.equal(36);
    expect(style(chat, '.log').padding).to.equal('15px');
    expect(style(chat, '.message').maxWidth).to.equal('90%');
    const [first, second] = all(chat, '.message').map((message) => message.getBoundingClientRect());
    expect(second!.top - first!.bottom).to.be.closeTo(2, 0.01);
  });

  it('keeps names and bubbles of the team on one edge beside its picture', async () => {
    const avatarUrl = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
    const chat = await world
      .mount({ chatName: 'Acme', avatarUrl, messages: { welcome: ['Hello', 'How are you?'] } })
      .open();
    const edges = [...all(chat, '.name'), ...all(chat, '.bubble')].map((part) => part.getBoundingClientRect().left);
    expect(edges.length).to.be.above(2);
    expect(new Set(edges).size).to.equal(1);
    expect(edges[0]! - left(chat, '.avatar')).to.equal(36);
  });

  it('keeps the header in its place while the window opens', async () => {
    const chat = await world.mount({ visitor: NOTHING_ASKED, variables: { 'transition-duration': '2s' } }).ready();
    (await chat.get('button', 'Chat with us')).click();
    const composer = await chat.composer();
    await until(() => chat.focused === composer, 'focus in the field');
    for (const animation of chat.element.shadowRoot!.getAnimations()) {
      animation.pause();
      animation.currentTime = 100;
    }
    const [frame, header] = ['.frame', '.header'].map((selector) => all(chat, selector)[0]!.getBoundingClientRect());
    expect(frame!.height).to.be.below(100);
    expect(header!.top - frame!.top).to.be.within(0, 1);
  });

  it('keeps texts of any length in their places', async () => {
    const long = 'A text that is far longer than anybody would want it to be. '.repeat(4);
    const messages = { title: long, online: long, chat: long };
    const chat = await world.mount({ visitor: NOTHING_ASKED, messages, variables: AT_ONCE, chatName: long }).ready();
    const launcher = await until(() => all(chat, '.launcher')[0], 'launcher');
    expect(launcher.getBoundingClientRect().width).to.be.at.most(350);
    launcher.click();
    const field = (await chat.get('textbox')) as HTMLTextAreaElement;
    const close = all(chat, '.close')[0]!.getBoundingClientRect();
    for (const text of all(chat, '.header .title, .header .status span')) {
      expect(text.getBoundingClientRect().right).to.be.at.most(close.left);
    }
    expect(all(chat, '.header')[0]!.getBoundingClientRect().height).to.equal(60);
    // The hint is one line, and what was written before leaves it unscrolled.
    type(field, `${'word '.repeat(200)}\n`.repeat(3));
    field.scrollTop = field.scrollHeight;
    type(field, '');
    expect(field.offsetHeight).to.equal(44);
    expect(field.scrollTop).to.equal(0);
  });

  for (const [width, height] of [
    [1024, 768],
    [390, 740],
  ] as const) {
    it(`has controls that a finger hits, at ${String(width)} × ${String(height)}`, async () => {
      await setViewport({ width, height });
      try {
        const chat = await world.mount({ visitor: { requireConsent: true }, variables: AT_ONCE }).ready();
        expectSize(all(chat, '.launcher'), 44);
        await chat.open();
        expectSize(all(chat, '.close'), 44);
        expectSize(all(chat, 'input:not([type=checkbox]), button:not(.launcher)'), 24);
        // The box of the consent has its label with it.
        const [box, label] = ['#consent', '[for=consent]'].map((one) => all(chat, one)[0]!.getBoundingClientRect());
        expect(Math.max(box!.bottom, label!.bottom) - Math.min(box!.top, label!.top)).to.be.at.least(24);
        (await chat.get('checkbox')).click();
        await chat.identify('Ada', 'ada@example.com');
        world.server.faults.push('refused');
        await chat.write('hello');
        await chat.get('button', 'Retry');
        expectSize(all(chat, '.send'), 44);
        expectSize(all(chat, '.retry'), 24);
      } finally {
        await setViewport({ width: 1024, height: 768 });
      }
    });
  }

  it('loses no text to wider spacing', async () => {
    const chat = await world.mount({ visitor: { requireConsent: true }, variables: AT_ONCE }).open();
    const spacing = new CSSStyleSheet();
    spacing.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
        'p { margin-bottom: 2em !important }',
    );
    chat.element.shadowRoot!.adoptedStyleSheets.push(spacing);
    const header = all(chat, '.header')[0]!.getBoundingClientRect();
    for (const text of all(chat, '.header .title, .header .status')) {
      const { top, bottom } = text.getBoundingClientRect();
      expect([top >= header.top, bottom <= header.bottom], text.className).to.deep.equal([true, true]);
    }
    for (const part of all(chat, '.bubble, .form, .consent label, .submit, .branding')) {
      expect(part.scrollWidth, part.className).to.be.at.most(part.clientWidth + 1);
      expect(part.scrollHeight, part.className).to.be.at.most(part.clientHeight + 1);
    }
  });

  // WebKit's window cannot be made as low as that.
  const unlessWebKit = /AppleWebKit(?!.*Chrome)/.test(navigator.userAgent) ? it.skip : it;
  unlessWebKit('needs no scrolling sideways at 320 × 256, which is four times as large', async () => {
    await setViewport({ width: 320, height: 256 });
    try {
      const chat = await world.mount({ visitor: { requireConsent: true }, variables: AT_ONCE }).open();
      await until(() => chat.focused?.id === 'name', 'focus in the first field');
      const log = all(chat, '.log')[0]!;
      expect(log.scrollWidth).to.equal(log.clientWidth);
      expect(log.clientHeight).to.be.above(100);
      // The ring of the field that has the focus is in sight too.
      const inside = log.getBoundingClientRect();
      const field = chat.focused!.getBoundingClientRect();
      expect(field.top - inside.top).to.be.at.least(4);
      expect(inside.bottom - field.bottom).to.be.at.least(4);
    } finally {
      await setViewport({ width: 1024, height: 768 });
    }
  });

  const directions: [what: string, prepare: (chat: Chat) => void][] = [
    ['the page', () => (document.documentElement.dir = 'rtl')],
    ['the element', ({ element }) => (element.dir = 'rtl')],
  ];
  for (const [what, prepare] of directions) {
    it(`is written from right to left where ${what} is, and stays in its corner`, async () => {
      const chat = await world.mount({ variables: { 'transition-duration': '0s' } }).open();
      const corner = left(chat, '.frame');
      expect(left(chat, '.close')).to.be.above(left(chat, '.heading'));
      prepare(chat);
      expect(left(chat, '.close')).to.be.below(left(chat, '.heading'));
      expect(left(chat, '.frame')).to.equal(corner);
      // A text has the direction of its own first letter.
      expect(style(chat, '.bubble').unicodeBidi).to.equal('plaintext');
    });
  }
});
