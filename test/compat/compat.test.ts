/**
 * Pages that carry the documented snippet as real sites do, with `missive.js` of a real companion: a site changes
 * nothing but the host of the script. Pages of `EXTRA_CASES` whose name is not known are held to what holds for all.
 */
import { expect } from '@open-wc/testing';
import { addressOf, CasePage, listCases, type Case } from '../support/browser/case-page.js';
import { Account } from '../support/browser/companion.js';
import { clear, mount, until } from '../support/browser/harness.js';
import { EXPECTATIONS } from './expectations.js';
import { withoutLinks, type Visit } from './steps.js';

const cases = await listCases();
/** `07-config-in-render.html` → `config-in-render` */
const subjectOf = ({ name }: Case): string => name.replace(/^\d+-|\.\w+$/g, '');

describe('pages with the snippet', function () {
  this.timeout(30_000);
  const loaded: CasePage[] = [];

  const load = async (address: string): Promise<CasePage> => {
    const page = await CasePage.load(address);
    loaded.push(page);
    return page;
  };

  afterEach(() => {
    for (const page of loaded.splice(0)) page.remove();
    clear();
  });

  it('are all known', () => {
    const own = cases.filter(({ own }) => own).map(subjectOf);
    expect([...Object.keys(EXPECTATIONS), 'agent-message-format'].sort()).to.deep.equal(own.sort());
  });

  for (const page of cases.filter(({ name }) => name.endsWith('.html'))) {
    const expectation = EXPECTATIONS[subjectOf(page)];

    it(page.name, async () => {
      const account = await Account.open();
      const visit = await load(addressOf(page, account));
      const again = (query: string): Promise<CasePage> => load(addressOf(page, account) + query);
      await (expectation ?? clickThrough)({ page: visit, account, again });
      for (const { errors, elements } of loaded) {
        expect(errors).to.deep.equal([]);
        expect(elements.length).to.be.at.most(1);
      }
    });
  }

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

/** What can be done on a page that nothing else is known of. */
async function clickThrough({ page }: Visit): Promise<void> {
  await until(() => page.heard('ready') + page.window.__console.length > 0, 'sign of life');
  for (let i = 1; i <= page.steps; i++) page.step(i);
}
