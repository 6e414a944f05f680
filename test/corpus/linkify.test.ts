import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { bubble } from '../../src/view/bubble.js';
import { judgeLinks, readCorpus, type RenderedMessage } from '../support/browser/corpora.js';

interface LinkCase {
  id: string;
  tier: 'must' | 'should' | 'may' | 'never';
  text?: string;
  /** Text in place of `text`: parts and how often each is repeated. */
  gen?: [part: string, count: number][];
  context?: 'config-message' | 'visitor-message';
  expect?: { href: string }[];
}

describe('the corpus of links', () => {
  let cases: LinkCase[];
  let failures: Record<string, string[]>;

  before(async function () {
    cases = await readCorpus<LinkCase>(this, 'linkify');
    failures = await judgeLinks(Object.fromEntries(cases.map((one) => [one.id, renderMessage(one)])));
  });

  for (const tier of ['must', 'never', 'may'] as const) {
    it(`has no failure among those of the tier "${tier}"`, () => {
      const failed = cases.filter((one) => one.tier === tier && canPass(one) && failures[one.id]);
      expect(failed.map((one) => `${one.id}: ${String(failures[one.id])}`)).to.deep.equal([]);
    });
  }

  it('passes nine of ten of the tier "should"', () => {
    const tier = cases.filter((one) => one.tier === 'should');
    const passed = tier.filter((one) => !failures[one.id]);
    expect(passed.length / tier.length).to.be.at.least(0.9);
  });
});

function renderMessage({ text, gen = [], context }: LinkCase): RenderedMessage {
  const root = document.createElement('div');
  render(bubble(text ?? gen.map(([part, count]) => part.repeat(count)).join(''), context === 'config-message'), root);
  const anchors = [...root.querySelectorAll('a')];
  return {
    anchors: anchors.map((anchor) => ({
      text: anchor.textContent,
      href: anchor.getAttribute('href'),
      title: anchor.getAttribute('title'),
    })),
    // Time is measured in the bench: asserted here, it would judge the machine.
    ms: 0,
    visible: root.textContent,
    foreign: [...root.querySelectorAll('.bubble :not(a)')].map((element) => element.localName),
    attrs: anchors.flatMap((anchor) => anchor.getAttributeNames()),
  };
}

/** Some expect links that are no URLs to any browser, which the judge refuses in turn. */
function canPass(one: LinkCase): boolean {
  return (one.expect ?? []).every(({ href }) => URL.canParse(href));
}
