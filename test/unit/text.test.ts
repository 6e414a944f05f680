import { expect } from '@open-wc/testing';
import { plainText, tokenize, type Token } from '../../src/text/tokens.js';

const link = (href: string, label = href): Token => ({ type: 'link', href, label });
const text = (value: string): Token => ({ type: 'text', text: value });

describe('tokenize', () => {
  const cases: [input: string, tokens: Token[]][] = [
    ['plain', [text('plain')]],
    ['', []],
    ['On https://example.com/a.', [text('On '), link('https://example.com/a'), text('.')]],
    ['(https://example.com/a_(b))', [text('('), link('https://example.com/a_(b)'), text(')')]],
    [
      'Our {{ link:https://example.com/x website }}!',
      [text('Our '), link('https://example.com/x', 'website'), text('!')],
    ],
    ['{{ link:mailto:a@example.com write }}', [link('mailto:a@example.com', 'write')]],
    ['{{ link:javascript:alert(1) click }}', [text('{{ link:javascript:alert(1) click }}')]],
    ['javascript:alert(1)', [text('javascript:alert(1)')]],
    ['https://user:pass@example.com/', [text('https://user:pass@example.com/')]],
    ['<b>https://example.com/</b>', [text('<b>'), link('https://example.com/'), text('</b>')]],
    ['**bold** `code`', [text('**bold** `code`')]],
    ['a\n\nb', [text('a\n\nb')]],
  ];

  for (const [input, tokens] of cases) {
    it(`reads ${JSON.stringify(input)}`, () => {
      expect(tokenize(input, { linkSyntax: true })).to.deep.equal(tokens);
    });
  }

  it('leaves the link syntax literal in what a visitor writes', () => {
    const input = 'x {{ link:tel:123 call }}';
    expect(tokenize(input, { linkSyntax: false })).to.deep.equal([text(input)]);
  });

  it('gives back every byte', () => {
    const input = 'a {{ link: }} https://example.com/?q=1&x=2), b\r\n\u202e\ud800 https:// http://x';
    const whole = tokenize(input, { linkSyntax: true }).map((token) =>
      token.type === 'text' ? token.text : token.label,
    );
    expect(whole.join('')).to.equal(input);
  });

  it('reads links by their labels in plain text', () => {
    expect(plainText('See {{ link:https://example.com here }}', { linkSyntax: true })).to.equal('See here');
  });
});
