/**
 * Runs pages that carry the documented snippet as real sites do, with `missive.js` of a real companion: a site changes
 * nothing but the host of the script.
 */
import { expect } from '@open-wc/testing';
import { addressOf, CasePage, listCases, type Case } from '../support/browser/case-page.js';
import { Account } from '../support/browser/companion.js';
import { clear, until } from '../support/browser/harness.js';
import type { Expectation, Visit } from './steps.js';

export const cases = await listCases();

/** `07-config-in-render.html` → `config-in-render` */
export const subjectOf = ({ name }: Case): string => name.replace(/^\d+-|\.\w+$/g, '');

/** Tests every page of that kind; one that no expectation is known of is held to what holds for all. */
export function testPages(expectations: Record<string, Expectation>, isOfKind: (page: Case) => boolean): void {
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

  for (const page of cases.filter((one) => one.name.endsWith('.html') && isOfKind(one))) {
    it(page.name, async () => {
      const account = await Account.open();
      const visit = await load(addressOf(page, account));
      const again = (query: string): Promise<CasePage> => load(addressOf(page, account) + query);
      await (expectations[subjectOf(page)] ?? clickThrough)({ page: visit, account, again });
      for (const { errors, elements } of loaded) {
        expect(errors).to.deep.equal([]);
        expect(elements.length).to.be.at.most(1);
      }
    });
  }
}

/** What can be done on a page that nothing else is known of. */
async function clickThrough({ page }: Visit): Promise<void> {
  await until(() => page.heard('ready') + page.window.__console.length > 0, 'sign of life');
  for (let i = 1; i <= page.steps; i++) page.step(i);
}
