/** What a page view of somebody who has not chatted costs: the built element against a real companion. */
import { expect } from '@open-wc/testing';
import { Account } from '../support/browser/companion.js';
import { hearWarnings } from '../support/browser/fake-world.js';
import { clear, mount, until } from '../support/browser/harness.js';

describe('first view', () => {
  let account: Account;

  before(async () => {
    account = await Account.open();
    await import(`${account.server}/missive-chat.js`);
  });

  beforeEach(async () => {
    account = await Account.open({ messages: { title: 'Chat with us at once' } });
    performance.clearResourceTimings();
  });

  afterEach(clear);

  /** What the page asked of the companion. */
  const requests = (): string[] =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.startsWith(account.server));

  it('asks for the settings only, and stores nothing', async () => {
    const chat = await mount({ account: account.id, server: account.server }).ready();
    const settings = `${account.server}/${account.id}/settings`;
    await until(() => requests().length > 0, 'request');
    expect(requests()).to.deep.equal([settings]);
    expect(chat.find('button', 'Chat with us at once')).to.exist;
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect(document.cookie).to.equal('');
  });

  it('loads the window when the visitor comes near it, and Twilio not before a word is typed', async () => {
    const chat = await mount({ account: account.id, server: account.server }).ready();
    const launcher = await chat.get('button', 'Chat with us at once');
    launcher.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await until(() => requests().some((url) => url.includes('/assets/window-')), 'window');
    launcher.click();
    await chat.identify('Ada', 'ada@example.com');
    expect(requests().filter((url) => url.includes('/session') || url.includes('/assets/twilio-'))).to.deep.equal([]);
    expect(JSON.stringify(localStorage)).not.to.include('device');
  });

  it('says that an account is unknown', async () => {
    const { warnings, restore } = hearWarnings();
    const chat = mount({ account: crypto.randomUUID(), server: account.server });
    await until(() => warnings.length > 0, 'warning');
    restore();
    expect(warnings).to.have.lengthOf(1);
    expect(chat.events).to.deep.equal([]);
    expect(chat.find('button')).to.be.null;
  });

  it('paints the launcher also when nobody answers', async () => {
    const chat = await mount({ account: account.id, server: 'http://127.0.0.1:9' }).ready();
    expect(chat.find('button', 'Chat with us')).to.exist;
  });
});
