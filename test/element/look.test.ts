import { expect } from '@open-wc/testing';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, until, type Chat } from '../support/browser/harness.js';

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
