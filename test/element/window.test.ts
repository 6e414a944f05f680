import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, until, type Chat } from '../support/browser/harness.js';

describe('window', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = new FakeWorld();
    chat = await world.mount().ready();
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  const closed = (): Promise<unknown> => until(() => chat.find('dialog') === null, 'closed window');

  it('opens by a click, and the focus goes to its first field', async () => {
    await chat.open();
    const field = await chat.get('textbox', 'Name');
    await until(() => chat.focused === field, 'focus in the field');
  });

  it('opens by the keyboard', async () => {
    (await chat.get('button', 'Chat with us')).focus();
    await sendKeys({ press: 'Enter' });
    await chat.get('dialog', 'Chat with us');
  });

  it('leaves the focus where it is when the page opens it', async () => {
    chat.element.open();
    await chat.get('textbox', 'Name');
    expect(chat.focused).to.be.null;
  });

  it('covers the launcher, and says what was said first', async () => {
    await chat.open();
    expect(chat.find('button', 'Chat with us')).to.be.null;
    expect(chat.bubbles().map(({ author, text }) => [author, text])).to.deep.equal([
      ['bot', 'Hi there! 👋\n\nThe team will reply as soon as possible.'],
      ['bot', 'First, identify yourself.'],
    ]);
  });

  it('closes by its button, and the launcher has the focus again', async () => {
    await chat.open();
    const close = await chat.get('button', 'Close chat');
    close.focus();
    close.click();
    const launcher = await chat.get('button', 'Chat with us');
    expect(chat.focused).to.equal(launcher);
    expect(launcher.ariaExpanded).to.equal('false');
  });

  it('closes by Escape inside it, and the launcher has the focus again', async () => {
    await chat.open();
    const field = await chat.get('textbox', 'Name');
    await until(() => chat.focused === field, 'focus in the field');
    await sendKeys({ press: 'Escape' });
    const launcher = await chat.get('button', 'Chat with us');
    expect(chat.focused).to.equal(launcher);
  });

  it('leaves Escape to the page when the focus is there', async () => {
    chat.element.open();
    await chat.get('dialog');
    await sendKeys({ press: 'Escape' });
    expect(chat.element.opened).to.be.true;
  });

  it('reflects whether it is open', async () => {
    await chat.open();
    await chat.element.updateComplete;
    expect(chat.element.hasAttribute('opened')).to.be.true;
    await chat.close();
    await chat.element.updateComplete;
    expect(chat.element.hasAttribute('opened')).to.be.false;
  });

  it('fires an event for each real change, whoever caused it', async () => {
    chat.element.open();
    chat.element.open();
    (await chat.get('button', 'Close chat')).click();
    chat.element.close();
    chat.element.toggle();
    expect(chat.events.map(([name]) => name)).to.deep.equal([
      'missive-ready',
      'missive-open',
      'missive-close',
      'missive-open',
    ]);
  });

  it('opens and closes by its attribute without an event', async () => {
    chat.element.setAttribute('opened', '');
    await chat.get('dialog');
    chat.element.removeAttribute('opened');
    await closed();
    expect(chat.events.map(([name]) => name)).to.deep.equal(['missive-ready']);
  });

  it('follows five toggles in a row to the last', async () => {
    for (let i = 0; i < 5; i++) chat.element.toggle();
    await chat.get('dialog');
    expect(chat.countOf('missive-open')).to.equal(3);
    expect(chat.countOf('missive-close')).to.equal(2);
  });

  it('is open again at the next visit, with its event, unless that is not wanted', async () => {
    await chat.open();
    chat.element.remove();
    const next = await world.mount().ready();
    await next.get('dialog');
    expect(next.events.map(([name]) => name)).to.deep.equal(['missive-ready', 'missive-open']);
    next.element.remove();
    const other = await world.mount({ forgetOpenState: true }).ready();
    expect(await other.get('button', 'Chat with us')).to.exist;
    expect(other.element.opened).to.be.false;
  });

  it('is open again at the next visit when the page opened it and the visitor wrote, also without a button', async () => {
    const options = { buttonHidden: true, visitor: { askName: false, askEmail: false } };
    const page = await world.mount(options).ready();
    page.element.open();
    await page.write('hello');
    await page.message('visitor, sent: hello');
    page.element.remove();
    const next = await world.mount(options).ready();
    expect(await next.get('dialog', 'Chat with us')).to.exist;
    expect(next.countOf('missive-open')).to.equal(1);
  });

  it('asks for the settings again when it opens', async () => {
    world.settings!.config = { messages: { title: 'Renamed' } };
    chat.element.open();
    await chat.get('dialog', 'Renamed');
  });

  it('is modal only as long as the screen is small', async () => {
    await chat.open();
    const dialog = chat.part('window') as HTMLDialogElement;
    expect(dialog.matches(':modal')).to.be.false;
    const field = await chat.get('textbox', 'Name');
    field.focus();
    try {
      await setViewport({ width: 390, height: 740 });
      await until(() => dialog.matches(':modal'), 'modal dialog');
      expect(chat.focused, 'what had the focus').to.equal(field);
    } finally {
      await setViewport({ width: 1024, height: 768 });
    }
    await until(() => !dialog.matches(':modal'), 'dialog that is not modal');
    expect(chat.element.opened).to.be.true;
    expect(chat.part('window')).to.equal(dialog);
  });

  it('puts the focus on no button when it comes back on a telephone by itself', async () => {
    await setViewport({ width: 390, height: 740 });
    try {
      chat.element.opened = true;
      const dialog = await chat.get('dialog', 'Chat with us');
      await until(() => dialog.matches(':modal'), 'modal dialog');
      expect(chat.focused).to.equal(dialog);
    } finally {
      await setViewport({ width: 1024, height: 768 });
    }
  });

  it('takes the whole screen of a telephone, as a modal dialog', async () => {
    await setViewport({ width: 390, height: 740 });
    try {
      await chat.open();
      const isWhole = (): boolean => {
        const { width, height } = chat.part('window')!.getBoundingClientRect();
        return Math.round(width) === innerWidth && Math.round(height) === innerHeight;
      };
      await until(isWhole, 'window of the size of the screen');
      const dialog = chat.part('window') as HTMLDialogElement;
      expect(dialog.matches(':modal')).to.be.true;
      await until(() => chat.focused?.id === 'name', 'focus in the first field');
      for (const input of dialog.querySelectorAll('input')) {
        expect(input.getBoundingClientRect().height).to.be.at.least(24);
      }
      await sendKeys({ press: 'Escape' });
      const launcher = await chat.get('button', 'Chat with us');
      expect(dialog.matches(':modal')).to.be.false;
      expect(chat.focused).to.equal(launcher);
    } finally {
      await setViewport({ width: 1024, height: 768 });
    }
  });
});
