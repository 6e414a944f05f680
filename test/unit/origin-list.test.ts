import { expect } from '@open-wc/testing';
import { readOriginList } from '../../src/setup/origin-list.js';

describe('readOriginList', () => {
  it('takes one origin a line, or several with commas between them, each once', () => {
    expect(readOriginList('https://acme.com\r\n\n http://acme.dev:8443 ,https://acme.com\n')).to.deep.equal({
      origins: ['https://acme.com', 'http://acme.dev:8443'],
    });
    expect(readOriginList(' \n,')).to.deep.equal({ origins: [] });
  });

  for (const [typed, origin] of [
    ['acme.com', 'https://acme.com'],
    ['HTTPS://WWW.Acme.com/shop?page=2#top', 'https://www.acme.com'],
    ['https://acme.com:443', 'https://acme.com'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['*.acme.com', 'https://*.acme.com'],
    ['https://*.Acme.com:443/', 'https://*.acme.com'],
    ['http://localhost:3000/', 'http://localhost:3000'],
    ['http://192.168.1.4:8080', 'http://192.168.1.4:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ] as const) {
    it(`reads ${typed} as ${origin}`, () => {
      expect(readOriginList(typed)).to.deep.equal({ origins: [origin] });
    });
  }

  for (const wrong of [
    'not an origin!',
    'https://acme.com https://acme.dev',
    'acme',
    'https://an.origin!',
    'https://',
    '*',
    'https://*',
    'https://*.com',
    'https://a.*.com',
    'https://*.10.0.0.1',
    'ftp://acme.com',
    'file:///home',
    'mailto:ada@acme.com',
    'null',
  ]) {
    it(`names the line of ${wrong}`, () => {
      expect(readOriginList(`https://acme.com\n${wrong}`)).to.deep.equal({ wrong: { number: 2, text: wrong } });
    });
  }
});
