/** The built element when the window's file, or Twilio's, does not come. */
import { expect } from '@open-wc/testing';
import { BrokenFiles, type FileFault } from '../support/browser/broken-files.js';
import { Account } from '../support/browser/companion.js';
import { clear, until, type Chat } from '../support/browser/harness.js';

const ERROR = 'Sorry, there is an issue connecting';
const FAULTS: readonly FileFault[] = ['not-found', 'server-error', 'page', 'truncated'];

describe('files that do not come', () => {
  let account: Account;
  let files: BrokenFiles;

  beforeEach(async () => {
    account = await Account.open();
    files = new BrokenFiles();
  });

  afterEach(() => {
    expect(files.errors).to.deep.equal([]);
    files.close();
    clear();
  });

  const launcher = (chat: Chat): Promise<HTMLElement> => chat.get('button', /^Chat with us/);
  const complaint = (chat: Chat): Promise<HTMLElement> =>
    until(() => {
      const alert = chat.find('alert');
      return alert?.textContent?.includes(ERROR) ? alert : null;
    }, 'word of the trouble');

  for (const fault of FAULTS) {
    it(`opens the window although its file did not come at first: ${fault}`, async () => {
      await files.breakFile('window', fault, 3);
      await (await files.visit(account)).open();
    });

    it(`delivers what was written although Twilio's file did not come at first: ${fault}`, async () => {
      await files.breakFile('twilio', fault, 3);
      const chat = await (await (await files.visit(account)).open()).identify('Ada', 'ada@example.com');
      await chat.write('hello');
      await chat.message('visitor, sent: hello');
    });
  }

  it('opens the window once its slow file has come', async () => {
    await files.breakFile('window', 'held');
    const chat = await files.visit(account);
    (await launcher(chat)).click();
    await until(() => chat.element.opened, 'opening');
    await files.heal();
    await chat.get('dialog', 'Chat with us');
  });

  it('says after four tries that the window does not come, and tries again when it is opened again', async () => {
    await files.breakFile('window', 'not-found');
    const chat = await files.visit(account);
    (await launcher(chat)).click();
    await complaint(chat);
    expect((await chat.event('missive-error')).detail.code).to.equal('unreachable');
    expect(chat.find('link', 'help@example.com')).to.exist;
    expect(chat.find('link', '+32 2 555 01 01')).to.exist;
    await files.heal();
    (await launcher(chat)).click();
    await chat.open();
    expect(chat.find('alert')).to.be.null;
  });

  it("keeps what is written while Twilio's file does not come, says so, and delivers it once it does", async () => {
    await files.breakFile('twilio', 'server-error');
    const chat = await (await (await files.visit(account)).open()).identify('Ada', 'ada@example.com');
    await chat.write('one');
    await chat.write('two');
    await until(() => chat.bubbles().some(({ text }) => text.startsWith(ERROR)), 'word of the trouble');
    expect(chat.find('link', 'help@example.com')).to.exist;
    expect(chat.conversation()).to.deep.equal(['visitor, sending: one', 'visitor, sending: two']);
    await files.heal();
    await chat.message('visitor, sent: two');
    expect((await account.messages()).map(({ body }) => body)).to.deep.equal(['one', 'two']);
  });
});
