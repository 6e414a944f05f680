/** Pages with the snippet, and what the team writes as their visitors read it. */
import { expect } from '@open-wc/testing';
import { addressOf } from '../support/browser/case-page.js';
import { Account } from '../support/browser/companion.js';
import { clear, mount } from '../support/browser/harness.js';
import { CALLS } from './calls.js';
import { EXPECTATIONS } from './expectations.js';
import { LOADING } from './loading.js';
import { cases, subjectOf, testPages } from './pages.js';
import { withoutLinks } from './steps.js';

describe('pages with the snippet', function () {
  this.timeout(30_000);

  it('are all known', () => {
    const own = cases.filter((page) => page.own).map(subjectOf);
    const known = [EXPECTATIONS, LOADING, CALLS].flatMap(Object.keys);
    expect([...known, 'agent-message-format'].sort()).to.deep.equal(own.sort());
  });

  testPages(EXPECTATIONS, (page) => page.own && subjectOf(page) in EXPECTATIONS);
});

describe('what the team writes', function () {
  this.timeout(30_000);

  afterEach(clear);

  for (const fixture of cases.filter(({ name }) => name.endsWith('.js'))) {
    it(fixture.name, async () => {
      const account = await Account.open();
      await import(`${account.server}/missive-chat.js`);
      const { default: messages } = (await import(addressOf(fixture, account))) as {
        default: { sent: string; text: string; links: string[] }[];
      };
      const chat = mount({ account: account.id, server: account.server, visitor: { askName: false, askEmail: false } });
      await (await chat.ready()).open();
      await chat.write('hello');
      await chat.message('visitor, sent: hello');
      for (const { sent, text, links } of messages) {
        await account.reply(sent);
        const isMarkup = /<\w|&\w+;/.test(sent);
        await chat.message(`team, received: ${isMarkup ? withoutLinks(sent) : text}`);
        const last = [...chat.part('log')!.querySelectorAll('[data-author=team]')].at(-1)!;
        if (!isMarkup) expect([...last.querySelectorAll('a')].map(({ href }) => href)).to.deep.equal(links);
      }
    });
  }
});
