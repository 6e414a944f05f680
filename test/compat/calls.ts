/** What sites expect of the interface, and of the configuration in the shapes in which templates and components leave it. */
import { expect } from '@open-wc/testing';
import { until } from '../support/browser/harness.js';
import {
  closeByVisitor,
  colour,
  isAsked,
  launcher,
  noted,
  placedLauncher,
  say,
  texts,
  works,
  writesAs,
  type Expectation,
} from './steps.js';

export const CALLS: Record<string, Expectation> = {
  async 'polling-for-global'(visit) {
    const chat = await visit.page.chat();
    await until(() => chat.part('window'), 'window');
    await writesAs(visit, 'a_');
    expect(colour(chat.part('header')!)).to.equal('rgb(11, 93, 59)');
  },
  async 'calls-in-markup'({ page }) {
    const chat = await page.chat();
    for (let step = 1; step <= 5; step++) {
      page.step(step);
      await until(() => (chat.part('window') !== null) === (step % 2 === 1), `window after step ${String(step)}`);
    }
    expect(page.document.querySelectorAll('[data-step]').length).to.equal(5);
  },
  async aliases({ page }) {
    const chat = await page.chat();
    await until(() => page.countOf('onReady') === 1 && chat.part('launcher') === null, 'page without a button');
    page.step(1);
    await launcher(chat);
  },
  'user-without-digest': (visit) => writesAs(visit, 'a_'),
  async 'user-name-only'(visit) {
    const chat = await isAsked(visit.page);
    const { name } = visit.page.window.MissiveChatConfig!.user!;
    expect(((await chat.get('textbox', 'Name')) as HTMLInputElement).value).to.equal(name);
    await chat.identify('Rosa', 'rosa@example.test');
    await writesAs(visit, 'a_');
  },
  async 'user-after-login'(visit) {
    const chat = await isAsked(visit.page);
    visit.page.step(1);
    await writesAs(visit, 'a_');
    visit.page.step(2);
    expect(chat.element.settings.user.name).to.equal('Rosa Field');
    expect(chat.conversation()).to.deep.equal(['visitor, sent: hello']);
    visit.page.step(3);
    await chat.get('textbox', 'Email');
    expect(chat.conversation()).to.deep.equal([]);
  },
  async 'frozen-config'(visit) {
    await writesAs(visit, 'a_');
    const chat = await visit.page.chat();
    expect(texts(chat).slice(0, 2)).to.deep.equal(['Hello', 'again']);
    expect(colour(chat.part('header')!)).to.equal('rgb(122, 31, 61)');
    expect((await visit.account.messages())[0]!.attributes.data).to.include({ tier: 'gold' });
  },
  async 'callbacks-that-throw'(visit) {
    const { page, account } = visit;
    const chat = await works(visit);
    await account.reply('Hello Rosa');
    await chat.message('team, received: Hello Rosa');
    await closeByVisitor(chat);
    await launcher(chat);
    const called = ['onReady', 'onOpen', 'onVisitorIdentified', 'onChatStarted', 'onNewMessage', 'onClose'];
    expect(noted(page, 'cb')).to.deep.equal(called);
    const told = page.window.__console.filter(([method]) => method === 'error').map(([, text]) => text);
    expect(told.map((text) => /(on\w+) threw/.exec(text)?.[1])).to.deep.equal(called);
  },
  async 'analytics-in-callbacks'({ page, account }) {
    const chat = await page.opened();
    (await chat.get('button', 'Skip')).click();
    await say(chat);
    await account.reply('Hello');
    await chat.message('team, received: Hello');
    const { dataLayer } = page.window as unknown as { dataLayer: unknown[] };
    expect(dataLayer).to.deep.equal([
      { event: 'open' },
      { event: 'started', name: '', email: '' },
      { event: 'message', length: 5 },
    ]);
  },
  async 'meta-of-all-kinds'(visit) {
    await writesAs(visit, 'a_');
    const { language, platform, browser, ...data } = (await visit.account.messages())[0]!.attributes.data!;
    for (const value of [language, platform, browser]) expect(value).to.be.a('string').and.not.to.equal('xx');
    expect(data).to.deep.equal({ visits: '12', paid: 'true', cart: '{"total":9.5}', source: 'newsletter' });
  },
  async 'empty-sections'(visit) {
    await works(visit);
    expect(visit.page.window.__console).to.deep.equal([]);
  },
  async 'switches-as-text'(visit) {
    const chat = await visit.page.chat();
    const { left, top } = (await placedLauncher(chat)).getBoundingClientRect();
    expect([left, top]).to.deep.equal([20, 20]);
    await writesAs(visit, 'a_');
    expect(chat.part('window')!.textContent).not.to.include('missive-chat').and.not.to.include('We’re');
    expect(chat.part('log')!.textContent).to.include('Tea');
  },
  async 'oversized-values'(visit) {
    await works(visit);
    expect((await visit.account.messages())[0]!.attributes.data).to.include({ tier: 'gold' });
  },
};
