/** The built element, the real SDK, a real companion and the emulator, in whatever browser this is. */
import { expect } from '@open-wc/testing';
import { Account } from '../support/browser/companion.js';
import { clear, mount, until, type Chat } from '../support/browser/harness.js';

describe('conversation', function () {
  // A whole conversation takes its time on a busy machine.
  this.timeout(30_000);
  let account: Account;

  before(async () => {
    account = await Account.open();
    await import(`${account.server}/missive-chat.js`);
  });

  beforeEach(async () => {
    account = await Account.open();
  });

  afterEach(clear);

  const visit = (): Chat => mount({ account: account.id, server: account.server, meta: { cart: 3 } });
  const begin = async (): Promise<Chat> => {
    const chat = await (await visit().open()).identify('Ada Lovelace', 'ada@example.com');
    await chat.write('hello');
    await chat.message('visitor, sent: hello');
    return chat;
  };

  it('delivers a message, once, with its data', async () => {
    const chat = await (await visit().open()).identify('Ada Lovelace', 'ada@example.com');
    await chat.write('hello');
    expect(chat.conversation()).to.deep.equal(['visitor, sending: hello']);
    await chat.message('visitor, sent: hello');
    expect(chat.conversation()).to.have.lengthOf(1);
    const messages = await account.messages();
    expect(messages.map(({ body }) => body)).to.deep.equal(['hello']);
    expect(messages[0]?.author).to.match(/^a_/);
    const { data } = messages[0]!.attributes;
    expect(data).to.include({ cart: '3', language: navigator.language });
    expect(data).to.have.all.keys('cart', 'language', 'platform', 'browser');
    const { detail } = await chat.event('missive-chat-started');
    expect(detail).to.deep.equal({ name: 'Ada Lovelace', email: 'ada@example.com' });
  });

  it('keeps the order of what is written in haste', async () => {
    const chat = await begin();
    const texts = ['one', 'two', 'three', 'four'];
    for (const text of texts) await chat.write(text);
    await chat.message('visitor, sent: four');
    expect((await account.messages()).map(({ body }) => body)).to.deep.equal(['hello', ...texts]);
    expect(chat.conversation()).to.deep.equal(['hello', ...texts].map((text) => `visitor, sent: ${text}`));
  });

  it('brings the answer of the team', async () => {
    const chat = await begin();
    await account.reply('Hi! See {{ link:https://example.com our lamps }}.');
    await chat.message('team, received: Hi! See our lamps.');
    expect((await chat.event('missive-new-message')).detail).to.deep.equal({ body: 'Hi! See our lamps.' });
  });

  it('counts answers while it is closed, until it is opened', async () => {
    const chat = await begin();
    await chat.close();
    await account.reply('Hi');
    await chat.get('button', 'Chat with us, 1 new message');
    await chat.open();
    await chat.message('team, received: Hi');
    await chat.close();
    expect(await chat.get('button', 'Chat with us')).to.exist;
    expect(chat.part('badge')).to.be.null;
  });

  it('has everything again at the next visit, once', async () => {
    const chat = await begin();
    await account.reply('Hi');
    await chat.message('team, received: Hi');
    chat.element.remove();
    const next = visit();
    await next.message('team, received: Hi');
    expect(next.conversation()).to.deep.equal(['visitor, sent: hello', 'team, received: Hi']);
    await next.write('again');
    await next.message('visitor, sent: again');
    expect((await account.messages()).map(({ body }) => body)).to.deep.equal(['hello', 'Hi', 'again']);
    expect(next.countOf('missive-new-message') + next.countOf('missive-chat-started')).to.equal(0);
  });

  it('sends what was written while the line was down, once', async () => {
    const chat = await begin();
    await account.cutConnections();
    await chat.write('still there?');
    await chat.message('visitor, sent: still there?');
    expect((await account.messages()).map(({ body }) => body)).to.deep.equal(['hello', 'still there?']);
  });

  it('brings what was answered while the line was down', async () => {
    const chat = await begin();
    await account.cutConnections();
    await account.reply('Hi');
    await chat.message('team, received: Hi');
    expect(chat.conversation()).to.have.lengthOf(2);
  });

  it('tells whether the team is there, as it comes and goes', async () => {
    const chat = await begin();
    await chat.get('status', 'We’re offline');
    await account.comeOnline();
    await chat.get('status', 'We’re online');
    await account.goOffline();
    await chat.get('status', 'We’re offline');
  });

  it('keeps a message that is too long', async () => {
    const chat = await begin();
    await chat.write('a'.repeat(33 * 1024));
    await chat.get('status', /^This message is too long/);
    expect(((await chat.composer()) as HTMLTextAreaElement).value).to.have.lengthOf(33 * 1024);
    expect(await account.messages()).to.have.lengthOf(1);
  });

  it('forgets the visitor who logs out', async () => {
    const chat = await begin();
    chat.element.logout();
    await until(() => chat.conversation().length === 0, 'empty log');
    expect(Object.keys(localStorage).filter((key) => key.includes(account.id))).to.deep.equal([]);
    await chat.get('textbox', 'Name');
  });
});
