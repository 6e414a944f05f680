/**
 * What each site expects of the chat, by the name of its page; in terms of the page's own configuration, so that they
 * hold for every page of the kind.
 */
import { expect } from '@open-wc/testing';
import {
  asColour,
  closeByVisitor,
  colour,
  isAsked,
  launcher,
  placedLauncher,
  say,
  texts,
  withoutLinks,
  writesAs,
  type Expectation,
} from './steps.js';
import { until } from '../support/browser/harness.js';

export const EXPECTATIONS: Record<string, Expectation> = {
  async 'official-head-snippet'({ page }) {
    const chat = await page.chat();
    const { right, bottom } = (await placedLauncher(chat)).getBoundingClientRect();
    expect([right, bottom].map(Math.round)).to.deep.equal([page.window.innerWidth - 20, page.window.innerHeight - 20]);
    expect(chat.element.opened).to.be.false;
    expect(page.document.body.querySelector('missive-chat')).to.be.null;
  },
  async 'footer-wordpress-messages'({ page }) {
    const { chat: { variables = {} } = {}, messages = {} } = page.window.MissiveChatConfig!;
    const chat = await page.opened();
    expect(chat.part('header')!.textContent).to.include(messages.title);
    expect(colour(chat.part('header')!)).to.equal(asColour(variables['main-color']));
    expect(texts(chat)).to.deep.equal([messages.welcome, messages.identify]);
    expect(chat.find('textbox', messages.identifyEmail)).to.exist;
    expect(chat.find('textbox', messages.identifyName ?? 'Name')).to.exist;
    (await chat.get('button', messages.identifySubmit)).click();
    const required = messages.identifyRequired ?? 'Required field';
    expect(chat.part('form')!.textContent).to.include(required);
    await until(() => getComputedStyle(chat.part('frame')!).width === '350px', 'default width');
  },
  async 'empty-or-placeholder-id'({ page }) {
    await until(() => page.window.__console.length > 0, 'warning');
    expect(page.window.__console.map(([method]) => method)).to.deep.equal(['warn']);
    page.window.MissiveChat!['open']!();
    expect(page.elements).to.deep.equal([]);
  },
  async 'next-after-interactive'({ page }) {
    await launcher(await page.chat());
    const app = page.document.querySelector('#app')!;
    expect([...app.children].map(({ tagName }) => tagName)).to.deep.equal(['P']);
  },
  'async-config-then-defer-tag': (visit) => writesAs(visit, 'c_'),
  async 'config-in-render'({ page }) {
    const chat = await page.opened();
    const { element } = chat;
    await until(() => page.document.querySelector('#root')?.textContent.endsWith('6'), 'last render');
    expect(page.elements).to.deep.equal([element]);
    expect(chat.part('window')).to.exist;
    expect(page.heard('ready')).to.equal(1);
  },
  async 'user-empty-object'(visit) {
    await isAsked(visit.page);
    await writesAs({ ...visit, page: await visit.again('?email=rosa@example.test') }, 'a_');
  },
  async 'hash-instead-of-digest'(visit) {
    await writesAs(visit, 'a_');
    const hints = visit.page.window.__console.filter(([method]) => method === 'info');
    expect(hints).to.have.lengthOf(1);
    expect(hints[0]![1]).to.include('user.hash').and.to.include('digest');
  },
  async 'json-stringify-dropped-keys'(visit) {
    await isAsked(visit.page);
    const page = await visit.again('?in');
    await writesAs({ ...visit, page }, 'a_');
    const { email, name, avatarUrl } = page.elements[0]!.settings.user;
    const { user } = page.window.MissiveChatConfig!;
    expect({ email, name, avatarUrl }).to.deep.equal({ email: user!.email, name: '', avatarUrl: user!.avatarUrl });
  },
  async 'external-toggle-own-flag'({ page }) {
    const chat = await page.chat();
    const counts = (): number[] => ['onOpen', 'onClose'].map((name) => page.countOf(name));
    page.step(1);
    await until(() => chat.part('window'), 'window');
    page.step(1);
    await until(() => chat.part('window') === null, 'closed window');
    expect(counts()).to.deep.equal([1, 1]);
    page.step(1);
    await closeByVisitor(chat);
    page.step(1);
    expect(counts()).to.deep.equal([2, 2]);
    page.step(1);
    await until(() => chat.part('window'), 'window');
    expect(counts()).to.deep.equal([3, 2]);
  },
  async 'guarded-open'({ page }) {
    const chat = await page.chat();
    await until(() => chat.part('window'), 'window');
    page.step(1);
    expect(page.window.__log).to.deep.equal([
      ['cb', 'onReady'],
      ['cb', 'onOpen'],
    ]);
  },
  async 'script-onload-hidebutton'(visit) {
    const chat = await visit.page.chat();
    expect(visit.page.window.__log[0]![1]).to.match(/MissiveChat is object$/);
    expect(chat.part('launcher')).to.be.null;
    await writesAs(visit, 'a_');
  },
  async 'intent-flag-onready'({ page }) {
    page.step(1);
    const chat = await page.chat();
    await chat.get('button', 'Skip');
    expect(['onReady', 'onOpen'].map((name) => page.countOf(name))).to.deep.equal([1, 1]);
    await closeByVisitor(chat);
    expect(chat.part('frame')).to.be.null;
    expect(page.countOf('onClose')).to.equal(1);
  },
  async 'hidden-then-showbutton'({ page }) {
    const chat = await page.chat();
    expect(chat.part('launcher')).to.be.null;
    page.step(1);
    await until(() => chat.part('window'), 'window');
    await closeByVisitor(chat);
    await launcher(chat);
  },
  async 'dark-mode-setvariables'({ page }) {
    const chat = await page.chat();
    expect(chat.part('launcher')).to.be.null;
    page.step(1);
    await until(() => chat.part('window'), 'window');
    for (const isDark of [false, true, false]) {
      const { 'background-color': background = '', 'font-size': size } =
        page.window.MissiveChatConfig!.chat!.variables!;
      await until(() => colour(chat.part('frame')!) === asColour(background), `background ${background}`);
      expect(getComputedStyle(chat.part('bubble')!).fontSize).to.equal(size);
      expect(page.document.documentElement.classList.contains('dark')).to.equal(isDark);
      page.step(2);
    }
    await closeByVisitor(chat);
    await launcher(chat);
  },
  async 'setmeta-on-route'({ page, account }) {
    const chat = await page.chat();
    const requests = (): number => page.window.performance.getEntriesByType('resource').length;
    const before = requests();
    for (let i = 0; i < 20; i++) page.step(1 + (i % 2));
    expect(requests()).to.equal(before);
    await (await page.opened()).identify('Rosa', 'rosa@example.test');
    await say(chat);
    const { data = {} } = (await account.messages())[0]!.attributes;
    expect(data).to.have.all.keys('path', 'language', 'platform', 'browser');
    expect(data['path']).to.equal(page.window.location.hash.slice(1));
  },
  async 'server-template-guest'(visit) {
    const chat = await isAsked(visit.page);
    await chat.identify('Rosa', 'rosa@example.test');
    await writesAs(visit, 'a_');
  },
  async 'messages-arrays-and-links'({ page }) {
    const { messages = {} } = page.window.MissiveChatConfig!;
    const chat = await page.opened();
    const { welcome = [], help = [], identify = '', title = '' } = messages;
    expect(texts(chat)).to.deep.equal([welcome, identify].flat().map(withoutLinks));
    expect(chat.part('header')!.querySelector('h2')!.textContent).to.equal(title);
    const links = [...chat.part('log')!.querySelectorAll('a')];
    expect(links.length).to.be.at.least(2);
    for (const link of links) expect([link.target, link.protocol]).to.deep.equal(['_blank', 'https:']);
    expect(chat.part('log')!.querySelector('b, i')).to.be.null;
    await chat.identify('Rosa', 'rosa@example.test');
    expect(texts(chat).slice(-help.length)).to.deep.equal(help);
  },
  async 'variables-subset'({ page }) {
    const given = page.window.MissiveChatConfig!.chat!.variables!;
    const chat = await page.opened();
    const { width, right, bottom, height } = getComputedStyle(chat.part('frame')!);
    await until(() => getComputedStyle(chat.part('frame')!).width === given.width, `width (${width})`);
    expect([right, bottom]).to.deep.equal([given.margin, given.margin]);
    expect(getComputedStyle(chat.part('bubble')!).fontSize).to.equal(given['font-size']);
    expect(colour(chat.part('header')!)).to.equal(asColour(given['main-color']));
    await until(() => getComputedStyle(chat.part('frame')!).height === '600px', `height (${height})`);
  },
  async 'double-injection'({ page }) {
    await launcher(await page.chat());
    await page.opened();
    expect(page.elements).to.have.lengthOf(1);
    expect(page.countOf('onReady')).to.equal(1);
  },
  async 'spa-unmount-cleanup'({ page }) {
    await launcher(await page.chat());
    page.step(1);
    expect(page.elements).to.deep.equal([]);
    expect(page.window.MissiveChat).to.equal(undefined);
    page.step(2);
    await until(() => page.countOf('onReady') === 2, 'second start');
    expect(page.elements).to.have.lengthOf(1);
    await page.opened();
  },
  async 'login-logout-open'({ page, account }) {
    const chat = await page.chat();
    page.step(1);
    await chat.composer();
    expect(chat.part('form')).to.be.null;
    await say(chat);
    expect((await account.messages())[0]!.author).to.match(/^a_/);
    page.step(2);
    await chat.get('textbox', 'Email');
    expect(chat.conversation()).to.deep.equal([]);
  },
  async 'config-after-script'({ page }) {
    const chat = await page.chat();
    await launcher(chat);
    await until(() => page.countOf('onReady') === 1, 'callback');
    expect(chat.element.config).to.equal(page.window.MissiveChatConfig);
  },
};
