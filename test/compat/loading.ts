/** What sites expect of the chat that bring the script onto their page in ways of their own. */
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
  type Expectation,
} from './steps.js';

export const LOADING: Record<string, Expectation> = {
  'tag-manager': works,
  async 'consent-manager'(visit) {
    const { page } = visit;
    expect(page.elements).to.deep.equal([]);
    expect(page.window.MissiveChat).to.equal(undefined);
    expect([page.window.localStorage.length, page.document.cookie]).to.deep.equal([0, '']);
    page.step(1);
    await works(visit);
  },
  async 'delayed-by-optimiser'(visit) {
    visit.page.step(1);
    await works(visit);
    await until(() => noted(visit.page, 'app').includes('woken'), 'second loading');
    expect(visit.page.countOf('onReady')).to.equal(1);
  },
  'inlined-by-optimiser': works,
  'renamed-by-optimiser': works,
  evaluated: works,
  async 'rocket-loader'(visit) {
    await works(visit);
    expect(visit.page.countOf('onReady')).to.equal(1);
  },
  'module-tag': works,
  'document-write': works,
  async 'version-in-address'(visit) {
    const chat = await works(visit);
    expect(chat.element.account).to.equal(visit.account.id);
  },
  'base-href': works,
  'strict-policy': works,
  'amd-loader': works,
  'old-libraries': ({ page }) => isAsked(page),
  async 'quirks-mode'(visit) {
    expect(visit.page.document.compatMode).to.equal('BackCompat');
    const chat = await works(visit);
    await until(() => {
      const { width, height } = chat.part('frame')!.getBoundingClientRect();
      return width === 350 && height === 600;
    }, 'documented size');
  },
  async 'style-of-the-page'(visit) {
    const chat = await visit.page.chat();
    const { width, height, right } = (await placedLauncher(chat)).getBoundingClientRect();
    expect([height, Math.round(right)]).to.deep.equal([60, visit.page.window.innerWidth - 20]);
    expect(width).to.be.below(300);
    await works(visit);
    const bubble = getComputedStyle(chat.part('bubble')!);
    expect([bubble.fontSize, bubble.textTransform, bubble.letterSpacing]).to.deep.equal(['15px', 'none', 'normal']);
    expect(bubble.fontFamily).to.include('BlinkMacSystemFont');
    expect(colour(chat.part('header')!)).to.equal('rgb(40, 102, 209)');
    const { opacity, pointerEvents, transform } = getComputedStyle(chat.part('window')!);
    expect([opacity, pointerEvents, transform]).to.deep.equal(['1', 'auto', 'none']);
    await closeByVisitor(chat);
    await launcher(chat);
  },
  async 'right-to-left'({ page }) {
    const { messages = {} } = page.window.MissiveChatConfig!;
    const chat = await page.opened();
    expect(texts(chat)).to.deep.equal([messages.welcome, messages.identify]);
    await chat.get('textbox', messages.identifyEmail);
    expect(getComputedStyle(chat.part('window')!).direction).to.equal('rtl');
    await until(() => chat.part('frame')!.getBoundingClientRect().left === 20, 'window in its corner');
  },
  async 'body-swap'({ page }) {
    const chat = await page.opened();
    await say(chat);
    const { body } = page.document;
    for (let i = 0; i < 3; i++) page.step(1);
    expect(page.document.body).not.to.equal(body);
    await until(() => page.loaded === 4, 'fourth script');
    expect(page.elements).to.deep.equal([chat.element]);
    expect(page.heard('ready')).to.equal(1);
    expect(chat.conversation()).to.deep.equal(['visitor, sent: hello']);
    expect(page.window.MissiveChat!.element).to.equal(chat.element);
  },
  async 'document-swap'({ page }) {
    const chat = await page.opened();
    await say(chat);
    page.step(1);
    await until(() => chat.part('window'), 'window');
    expect(page.elements).to.deep.equal([chat.element]);
    expect(page.heard('ready')).to.equal(1);
    expect(chat.conversation()).to.deep.equal(['visitor, sent: hello']);
  },
  async 'strict-mode-double-mount'(visit) {
    await works(visit);
    await until(() => noted(visit.page, 'app').length === 2, 'second script');
    expect(visit.page.countOf('onReady')).to.equal(1);
  },
  async 'remount-without-cleanup'(visit) {
    const chat = await works(visit);
    visit.page.step(1);
    await until(() => noted(visit.page, 'app').length === 2, 'second script');
    expect(visit.page.elements).to.deep.equal([chat.element]);
    expect(visit.page.countOf('onReady')).to.equal(1);
    expect(chat.part('window')).to.exist;
  },
  async 'two-accounts'(visit) {
    const chat = await works(visit);
    expect(chat.element.account).to.equal(visit.account.id);
  },
  async 'elements-of-that-name'(visit) {
    await works(visit);
    for (const id of ['MissiveChat', 'missive-chat']) expect(visit.page.document.getElementById(id)).to.exist;
  },
};
