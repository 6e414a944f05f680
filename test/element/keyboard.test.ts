/** Everything that a visitor can do, done with the keys alone. */
import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, until, type Chat } from '../support/browser/harness.js';

const AT_ONCE = { 'transition-duration': '0s' };

describe('the keyboard alone', () => {
  let world: FakeWorld;
  let page: HTMLButtonElement;

  beforeEach(() => {
    world = new FakeWorld();
    page = document.createElement('button');
    page.textContent = 'A button of the page';
    document.body.append(page);
  });

  afterEach(() => {
    page.remove();
    clear();
    world.restore();
  });

  const press = (key: string): Promise<void> => sendKeys({ press: key });
  const pressWithShift = async (key: string): Promise<void> => {
    await sendKeys({ down: 'Shift' });
    await press(key);
    await sendKeys({ up: 'Shift' });
  };

  /** From the page into the open chat. */
  async function open(options: Parameters<FakeWorld['mount']>[0] = {}): Promise<Chat> {
    const chat = await world.mount({ variables: AT_ONCE, ...options }).ready();
    page.focus();
    await press('Tab');
    expect(chat.focused).to.equal(chat.find('button', 'Chat with us'));
    await press('Enter');
    await chat.get('dialog', 'Chat with us');
    return chat;
  }

  const isFocused = (chat: Chat, what: () => Element | null): Promise<unknown> =>
    until(() => chat.focused !== null && chat.focused === what(), 'focus there');

  it('opens the chat, skips the form, writes, reads and closes, in at most six stops', async () => {
    const chat = await open({ visitor: { requireEmail: false } });
    await isFocused(chat, () => chat.find('textbox', 'Name'));
    for (const next of ['email', 'submit', 'skip']) {
      await press('Tab');
      expect([chat.focused?.id, chat.focused?.className]).to.include(next);
    }
    await press('Enter');
    await isFocused(chat, () => chat.find('textbox', 'Message…'));
    await sendKeys({ type: 'hello' });
    await press('Enter');
    await chat.message('visitor, sent: hello');
    await pressWithShift('Tab');
    expect(chat.focused).to.equal(chat.part('log'));
    await pressWithShift('Tab');
    const stops = new Set<Element>();
    for (let stop = chat.focused; stop !== null && !stops.has(stop); stop = chat.focused) {
      stops.add(stop);
      await press('Tab');
    }
    expect([...stops].map((stop) => stop.getAttribute('part') ?? stop.localName)).to.deep.equal([
      'close',
      'log',
      'textarea',
      'send',
    ]);
    (await chat.composer()).focus();
    await press('Escape');
    await isFocused(chat, () => chat.find('button', 'Chat with us'));
  });

  it('mends the form', async () => {
    const chat = await open({ visitor: { requireConsent: true } });
    await isFocused(chat, () => chat.find('textbox', 'Name'));
    await press('Enter');
    await isFocused(chat, () => chat.find('textbox', 'Email'));
    await sendKeys({ type: 'ada@example.com' });
    await press('Enter');
    await isFocused(chat, () => chat.find('checkbox'));
    await press(' ');
    await press('Enter');
    await isFocused(chat, () => chat.find('textbox', 'Message…'));
  });

  it('follows links and sends again what failed', async () => {
    const chat = await open({ visitor: { askName: false, askEmail: false } });
    await isFocused(chat, () => chat.find('textbox', 'Message…'));
    await sendKeys({ type: 'one' });
    await press('Enter');
    await chat.message('visitor, sent: one');
    world.server.store('t_team', 'See https://example.com/lamps');
    await chat.message('team, received: See https://example.com/lamps');
    world.server.faults.push('refused');
    await sendKeys({ type: 'two' });
    await press('Enter');
    await chat.get('button', 'Retry');
    await pressWithShift('Tab');
    await pressWithShift('Tab');
    const link = chat.focused as HTMLAnchorElement;
    expect(link.href).to.equal('https://example.com/lamps');
    let followed = 0;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      followed++;
    });
    await press('Enter');
    expect(followed).to.equal(1);
    await press('Tab');
    expect(chat.focused).to.equal(chat.find('button', 'Retry'));
    await press('Enter');
    await chat.message('visitor, sent: two');
    // The button has gone; the focus is still in the chat.
    expect(chat.part('window')!.contains(chat.focused)).to.be.true;
  });

  it('stays in the chat on a telephone, where the chat is all that is seen', async () => {
    await setViewport({ width: 390, height: 740 });
    try {
      const chat = await open();
      await isFocused(chat, () => chat.find('textbox', 'Name'));
      for (let i = 0; i < 8; i++) {
        await press('Tab');
        expect(document.activeElement).not.to.equal(page);
      }
      page.focus();
      expect(document.activeElement).not.to.equal(page);
    } finally {
      await setViewport({ width: 1024, height: 768 });
    }
  });
});
