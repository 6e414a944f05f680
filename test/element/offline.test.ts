import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/index.js';
import { FakeWorld } from '../support/browser/fake-world.js';
import { clear, type, until, type Chat } from '../support/browser/harness.js';

const OFFLINE = 'Can’t send messages offline.';

describe('while the browser is offline', () => {
  let world: FakeWorld;
  let chat: Chat;

  beforeEach(async () => {
    world = new FakeWorld();
    chat = await (await world.mount().open()).identify('Ada', 'ada@example.com');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
  });

  afterEach(() => {
    Reflect.deleteProperty(navigator, 'onLine');
    clear();
    world.restore();
  });

  function goOffline(): void {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    world.isReachable = false;
    world.server.tellLine('reconnecting');
    dispatchEvent(new Event('offline'));
  }

  function comeBack(): void {
    Reflect.deleteProperty(navigator, 'onLine');
    world.isReachable = true;
    world.server.tellLine('online');
    dispatchEvent(new Event('online'));
  }

  const field = async (): Promise<HTMLTextAreaElement> => (await chat.composer()) as HTMLTextAreaElement;
  const sends = (): readonly string[] => world.server.sends;

  it('says so, keeps the draft and does not send it, and sends it when the visitor wants once it is back', async () => {
    goOffline();
    const explanation = await chat.get('status', OFFLINE);
    await chat.write('where are you?');
    expect((await field()).value).to.equal('where are you?');
    expect((await field()).getAttribute('aria-describedby')).to.equal(explanation.id);
    const send = await chat.get('button', 'Send message');
    expect(send.ariaDisabled).to.equal('true');
    send.click();
    expect(chat.conversation()).to.deep.equal(['visitor, sent: hello']);
    expect((await field()).value).to.equal('where are you?');

    comeBack();
    await until(() => chat.find('status', OFFLINE) === null, 'way to send it');
    // By themselves texts that were not sent stay where they are.
    expect(sends()).to.deep.equal(['hello']);
    await sendKeys({ press: 'Enter' });
    await chat.message('visitor, sent: where are you?');
    expect((await field()).value).to.equal('');
    expect(sends()).to.deep.equal(['hello', 'where are you?']);
  });

  it('keeps the draft over a reload, also one before the network is back', async () => {
    goOffline();
    await chat.get('status', OFFLINE);
    type(await field(), 'where are you?');
    for (let reload = 0; reload < 2; reload++) {
      chat.element.remove();
      chat = await world.mount().ready();
      await chat.get('status', OFFLINE);
      expect((await field()).value).to.equal('where are you?');
    }
    comeBack();
    await until(() => chat.find('status', OFFLINE) === null, 'way to send it');
    (await chat.get('button', 'Send message')).click();
    await chat.message('visitor, sent: where are you?');
    expect(chat.conversation()).to.deep.equal(['visitor, sent: hello', 'visitor, sent: where are you?']);
    expect(sends()).to.deep.equal(['hello', 'where are you?']);
  });

  it('delivers what was written before, once, when the network is back', async () => {
    world.server.faults.push('unclear');
    await chat.write('on its way');
    await chat.message('visitor, sending: on its way');
    goOffline();
    await chat.get('status', OFFLINE);
    type(await field(), 'not yet');
    chat.element.remove();
    chat = await world.mount().ready();
    await chat.message('visitor, sending: on its way');
    comeBack();
    await chat.message('visitor, sent: on its way');
    expect((await field()).value).to.equal('not yet');
    expect(world.server.messages.map(({ body }) => body)).to.deep.equal(['hello', 'on its way']);
  });
});
