import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, type, until, type Chat } from '../support/browser/harness.js';

describe('composer', () => {
  let world: FakeWorld;
  let chat: Chat;
  let composer: HTMLTextAreaElement;

  beforeEach(async () => {
    world = new FakeWorld();
    chat = await (await world.mount().open()).identify('Ada', 'ada@example.com');
    composer = (await chat.composer()) as HTMLTextAreaElement;
  });

  afterEach(() => {
    clear();
    world.restore();
  });

  const bodies = (): string[] => world.server.messages.map(({ body }) => body);

  it('sends what was typed by Enter, once, and is empty again', async () => {
    composer.focus();
    await sendKeys({ type: 'hello' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    await chat.message('visitor, sent: hello');
    expect(composer.value).to.equal('');
    expect(chat.focused).to.equal(composer);
    expect(bodies()).to.deep.equal(['hello']);
  });

  it('sends by its button, and keeps the focus in the field', async () => {
    type(composer, 'hello');
    (await chat.get('button', 'Send message')).click();
    await chat.message('visitor, sent: hello');
    expect(chat.focused).to.equal(composer);
  });

  it('breaks the line by Shift+Enter', async () => {
    composer.focus();
    await sendKeys({ type: 'a' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
    await sendKeys({ type: 'b' });
    expect(composer.value).to.equal('a\nb');
    await sendKeys({ press: 'Enter' });
    await chat.message('visitor, sent: a\nb');
    expect(bodies()).to.deep.equal(['a\nb']);
  });

  it('does not send by the Enter that ends the composition of a character', async () => {
    type(composer, 'にほん');
    for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
      composer.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...composing }));
    }
    expect(composer.value).to.equal('にほん');
    await sendKeys({ press: 'Enter' });
    await chat.message('visitor, sent: にほん');
    expect(bodies()).to.deep.equal(['にほん']);
  });

  it('does not send blanks', async () => {
    type(composer, ' \n ');
    await sendKeys({ press: 'Enter' });
    expect((await chat.get('button', 'Send message')).ariaDisabled).to.equal('true');
    expect(chat.conversation()).to.deep.equal([]);
  });

  it('keeps a text that is too long, says why it cannot be sent, and sends it once it is shorter', async () => {
    const long = 'a'.repeat(33 * 1024);
    await chat.write(long);
    const explanation = await chat.get('status', /^This message is too long/);
    expect(composer.value).to.equal(long);
    expect(composer.getAttribute('aria-describedby')).to.equal(explanation.id);
    expect((await chat.get('button', 'Send message')).ariaDisabled).to.equal('true');
    expect(chat.conversation()).to.deep.equal([]);
    type(composer, long.slice(0, 32 * 1024));
    await until(() => chat.find('status', /^This message is too long/) === null, 'way to send it');
    await sendKeys({ press: 'Enter' });
    await until(() => bodies().length === 1, 'stored message');
    expect(bodies()[0]).to.have.lengthOf(32 * 1024);
  });

  it('keeps the draft while the window is closed', async () => {
    type(composer, 'not yet');
    await chat.close();
    await chat.open();
    expect(((await chat.composer()) as HTMLTextAreaElement).value).to.equal('not yet');
  });

  it('shows what was written as it is written, and only addresses as links', async () => {
    await chat.write('<b>bold</b> {{ link:x y }} see https://example.com.');
    await chat.message('visitor, sent: <b>bold</b> {{ link:x y }} see https://example.com.');
    const link = (await chat.get('link', 'https://example.com')) as HTMLAnchorElement;
    expect([link.href, link.target]).to.deep.equal(['https://example.com/', '_blank']);
    expect(link.relList.contains('noopener')).to.be.true;
    expect(chat.element.shadowRoot?.querySelector('[part=bubble] b')).to.be.null;
  });
});
