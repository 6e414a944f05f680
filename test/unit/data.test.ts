import { expect } from '@open-wc/testing';
import { aboutBrowser } from '../../src/session/about-browser.js';
import { snapshotData } from '../../src/session/data.js';
import { MAX_ATTRIBUTES_BYTES, utf8Length } from '../../src/shared/limits.js';
import { readAttributes } from '../../src/shared/message-attributes.js';

const browser = { language: 'en', platform: 'Linux', browser: 'Firefox' };

describe('snapshotData', () => {
  it('turns scalars into strings and objects into JSON, and leaves out what cannot be said', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const meta = { seats: 3, paid: true, tags: ['a'], none: undefined, nil: null, run: () => undefined, cyclic };
    expect(snapshotData(meta, browser)).to.deep.equal({
      data: { ...browser, seats: '3', paid: 'true', tags: '["a"]' },
      dropped: [],
    });
  });

  it('does not let the site override the facts about the browser', () => {
    expect(snapshotData({ browser: 'Mosaic' }, browser).data).to.deep.equal(browser);
  });

  it('stays within the limit and names what found no room', () => {
    const { data, dropped } = snapshotData({ small: 'kept', large: '☃'.repeat(5000), also: 'kept' }, browser);
    expect(dropped).to.deep.equal(['large']);
    expect(data).to.include({ small: 'kept', also: 'kept' });
    expect(utf8Length(JSON.stringify({ cid: 'c'.repeat(36), data }))).to.be.at.most(MAX_ATTRIBUTES_BYTES);
  });
});

describe('aboutBrowser', () => {
  const agents: [userAgent: string, platform: string, browser: string][] = [
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Linux', 'Firefox'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36 Edg/140',
      'Windows',
      'Edge',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 (KHTML, like Gecko) Version/18 Safari/605',
      'macOS',
      'Safari',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) CriOS/140 Safari/604',
      'iOS',
      'Chrome',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 (KHTML, like Gecko) Chrome/140 Mobile Safari/537',
      'Android',
      'Chrome',
    ],
    ['', 'Other', 'Other'],
  ];
  for (const [userAgent, platform, name] of agents) {
    it(`knows ${name} on ${platform}`, () => {
      expect(aboutBrowser({ language: 'de', userAgent })).to.deep.equal({ language: 'de', platform, browser: name });
    });
  }
});

describe('readAttributes', () => {
  for (const value of [null, undefined, 'text', 5, [], { cid: 7 }, { cid: 'x'.repeat(99) }, { data: 'x' }]) {
    it(`reads nothing out of ${JSON.stringify(value)}`, () => {
      expect(readAttributes(value)).to.deep.equal({});
    });
  }

  it('keeps the strings of the data only', () => {
    expect(readAttributes({ cid: 'c', data: { a: 'x', b: 2, c: null } })).to.deep.equal({ cid: 'c', data: { a: 'x' } });
  });
});

describe('utf8Length', () => {
  for (const sample of ['', 'abc', 'ü', '☃', '👋', 'a👋b\ud800c']) {
    it(`counts ${JSON.stringify(sample)} as the encoder does`, () => {
      expect(utf8Length(sample)).to.equal(new TextEncoder().encode(sample).length);
    });
  }
});
