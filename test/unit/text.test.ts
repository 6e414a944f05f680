import { expect } from '@open-wc/testing';
import { plainText, tokenize, type Token } from '../../src/text/tokens.js';

/** Labels in order, and where each leads to when that is not what it says. */
function links(text: string, linkSyntax = false): string[] {
  return tokenize(text, { linkSyntax })
    .filter((token) => token.type === 'link')
    .map(({ href, label }) => (href.replace(/\/$/, '') === label.replace(/\/$/, '') ? label : `${label} → ${href}`));
}

const written = (tokens: Token[]): string =>
  tokens.map((token) => (token.type === 'text' ? token.text : token.label)).join('');

function expectLinks(cases: Record<string, string[]>): void {
  for (const [text, expected] of Object.entries(cases)) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(links(text)).to.deep.equal(expected);
    });
  }
}

describe('web addresses', () => {
  expectLinks({
    'On https://shop.example/a?b=c#d today': ['https://shop.example/a?b=c#d'],
    'HTTP://SHOP.EXAMPLE': ['HTTP://SHOP.EXAMPLE → http://shop.example/'],
    'see:http://localhost:8080/x': ['http://localhost:8080/x'],
    'مرحباhttps://shop.example': ['https://shop.example'],
    'https://my_shop.host.example/': ['https://my_shop.host.example/'],
    'https://archive.example/web/https://shop.example': ['https://archive.example/web/https://shop.example'],
    'https://a.example\nhttps://b.example': ['https://a.example', 'https://b.example'],
    'javascript:alert(1) data:text/html,x file:///etc/hosts ftp://shop.com vbscript:x tel:123': [],
    'https:// http://. http://-a.example http://a-.example http://a_b.example https://a.example:99999/': [],
  });
});

describe('the end of an address', () => {
  expectLinks({
    'At https://shop.example/a. Or https://shop.example/b, https://shop.example/c?!…': [
      'https://shop.example/a',
      'https://shop.example/b',
      'https://shop.example/c',
    ],
    '(https://shop.example/a_(b)) [https://shop.example/c] {https://shop.example/d}': [
      'https://shop.example/a_(b)',
      'https://shop.example/c',
      'https://shop.example/d',
    ],
    '"https://shop.example/a" ‘https://shop.example/b’ “https://shop.example/c” <https://shop.example/d>': [
      'https://shop.example/a',
      'https://shop.example/b',
      'https://shop.example/c',
      'https://shop.example/d',
    ],
    "'https://shop.example/a' https://shop.example/b's": ['https://shop.example/a', "https://shop.example/b's"],
    '**https://shop.example/a** `https://shop.example/b`': ['https://shop.example/a', 'https://shop.example/b'],
    '[shop](https://shop.example)[mail](mailto:jane@acme.com)': ['https://shop.example', 'mailto:jane@acme.com'],
    '见https://shop.example/a。谢谢（https://shop.example/b）': ['https://shop.example/a', 'https://shop.example/b'],
    'https://shop.example/<b>': ['https://shop.example/'],
  });
});

describe('bare domains', () => {
  expectLinks({
    'shop.com, www.shop.co.uk/a and Shop.DE.': [
      'shop.com → https://shop.com/',
      'www.shop.co.uk/a → https://www.shop.co.uk/a',
      'Shop.DE → https://shop.de/',
    ],
    "shop.com's shop.com:8080/a?b": ['shop.com → https://shop.com/', 'shop.com:8080/a?b → https://shop.com:8080/a?b'],
    'россия.рф': ['россия.рф → https://xn--h1alffa9f.xn--p1ai/'],
    '访问shop.com谢谢': ['shop.com → https://shop.com/'],
    'notes.txt package.json archive.zip README.md main.py photo.jpg v1.2.3 10.5 e.g. i.e. www. a..com': [],
    'Done.It works.In fact': [],
    'localhost shop.invalid shop.coma shop-.com _shop.com @shop.com': [],
    '//shop.com /path/shop.com git:shop.com \\\\shop.com hxxp://shop.com': [],
  });
});

describe('e-mail addresses', () => {
  expectLinks({
    "jane@acme.com, o'neil+chat@mail.acme.co.uk.": [
      'jane@acme.com → mailto:jane@acme.com',
      "o'neil+chat@mail.acme.co.uk → mailto:o'neil+chat@mail.acme.co.uk",
    ],
    '<mailto:jane@acme.com> mailto:jane@intranet': ['mailto:jane@acme.com', 'mailto:jane@intranet'],
    'mailto:jane@acme.com?subject=Hi': ['mailto:jane@acme.com'],
    'zoé@acme.com, игорь@пример.рф and jürgen@müller.de': [
      'zoé@acme.com → mailto:zoé@acme.com',
      'игорь@пример.рф → mailto:игорь@пример.рф',
      'jürgen@müller.de → mailto:jürgen@müller.de',
    ],
    '写信到jane@acme.com谢谢': ['jane@acme.com → mailto:jane@acme.com'],
    'jane@acme jane..doe@acme.com jane.@acme.com jane@-acme.com a@b@acme.com mailto: mailto:jane': [],
  });
});

describe('addresses that deceive', () => {
  expectLinks({
    'https://bank.com@evil.com/ https://bank.com:80@evil.com https://a,b@evil.com': [],
    'https://bank.com%2eevil.com https://bank．com https://bank。com': [],
    'https://ba\u200bnk.com https://ba\u00adnk.com ba\u2060nk.com https://bank.com\u3164evil.com': [],
    'https://bаnk.com pаypal.com jane@bаnk.com jаne@acme.com': [], // with Cyrillic letters
    'https://bank.com╱evil.com': ['https://bank.com', 'evil.com → https://evil.com/'],
    'https://bank.com/\u202etxt.exe': ['https://bank.com/'],
    'https://\u202ebank.com': [],
  });

  it('names the real host where another one is written', () => {
    const text =
      'https://münchen.de https://ɢoogle.com http://0x7f.1 jane@münchen.de https://plain.example jané@plain.com';
    const tokens = tokenize(text, { linkSyntax: false });
    const titles = tokens.flatMap((token) => (token.type === 'link' ? [token.title] : []));
    const munich = 'xn--mnchen-3ya.de';
    expect(titles).to.deep.equal([munich, 'xn--oogle-wmc.com', '127.0.0.1', munich, undefined, undefined]);
  });
});

describe('the syntax of links', () => {
  const cases: Record<string, string[]> = {
    'Our {{ link:https://shop.example/x website }}!': ['website → https://shop.example/x'],
    '{{  link:https://shop.example   our  shop  }}': ['our  shop → https://shop.example/'],
    '{{ link:mailto:a@acme.com?subject=Hi write }}': ['write → mailto:a@acme.com?subject=Hi'],
    '{{ link:tel:+15551234567 call us }}': ['call us → tel:+15551234567'],
    '{{ link:https://shop.example }}': ['https://shop.example'],
    '{{ link:javascript:alert(1) a }} {{ link:data:,x a }} {{ link:/path a }} {{ link: }} {{ LINK }}': [],
    '{{ link:https://bank.com@evil.com a }} {{ link:https:evil.com a }}': [],
    '{{ link:https://a.example {{ link:javascript:alert(1) b }} }}': ['https://a.example'],
    '{{ link:https://evil.example \u202emoc.knab }}': ['https://evil.example'],
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(links(text, true)).to.deep.equal(expected);
    });
  }

  it('is literal in what a visitor writes', () => {
    const text = 'x {{ link:tel:123 call }} {{ link:https://evil.example bank }}';
    expect(written(tokenize(text, { linkSyntax: false }))).to.equal(text);
    expect(links(text)).to.deep.equal(['https://evil.example']);
  });

  it('shows labels in plain text', () => {
    expect(plainText('See {{ link:https://shop.example here }}', { linkSyntax: true })).to.equal('See here');
  });
});

describe('any text', () => {
  const texts = [
    '',
    'a\r\n\n\tb',
    '<b>**bold**</b> {{ }} &amp;',
    '\ud800 \udc00 \u0000',
    'https://a.example/\u200d😀\ufe0f a@b.co. (shop.com)',
  ];
  for (const text of texts) {
    it(`gives back every byte of ${JSON.stringify(text)}`, () => {
      expect(written(tokenize(text, { linkSyntax: true }))).to.equal(text);
    });
  }

  const floods = [
    'a.',
    'a@',
    "a'",
    '@',
    'http://',
    'mailto:',
    'http://a:99999 ',
    'a.com:99999?',
    'a.com,',
    'a.com\u202e<',
    'xn--a.com ',
    '{{ link:',
    '{{ link:https://a.example ',
    'https://a.example/((((]]]]',
    ' ',
    '字',
    '❤',
  ];
  for (const part of floods) {
    it(`is given back whole when it is full of ${JSON.stringify(part)}`, () => {
      // Eight times what a message can hold: a reader whose time grows with the square of the length, and that takes a third
      // of a second for one message, comes to no end within the runner's limit; this one takes a fifth of a second. How long
      // a message takes is for `npm run bench -- text`.
      const flood = part.repeat((8 * 32_768) / part.length);
      for (const text of [`http://a.example/${flood}`, flood]) {
        const tokens = tokenize(text, { linkSyntax: false });
        const shown = tokens.map((token) => (token.type === 'text' ? token.text : token.label)).join('');
        expect(shown).to.have.lengthOf(text.length);
      }
    });
  }

  it('has at most a hundred links', () => {
    expect(links('https://a.example '.repeat(600))).to.have.length(100);
  });
});
