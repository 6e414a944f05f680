/**
 * Text of a message → what to show: plain text and links. Pure, and linear in the length of the text. Knows the syntax
 * of links; does not know who wrote. Everything that is not a link is literal, byte for byte.
 */
import { isDomain } from './domains.js';
import { HIDDEN, hostPattern, isSoundHost, parseUrl, readWebAddress, type Reading } from './web-address.js';

export type Token =
  | { type: 'text'; text: string }
  /** `title` is the host, where the label shows another. */
  | { type: 'link'; href: string; label: string; title?: string };

export interface TokenOptions {
  /** Whether `{{ link:URL label }}` is a link. It is in the texts of the configuration and in the team's messages. */
  linkSyntax: boolean;
}

/** What a message shows as links at most; the others stay text. */
const MAXIMUM_LINKS = 100;

const SCHEME = 'https?:\\/\\/';
const HOST = hostPattern(SCHEME);
/** A host in a text: letters of scripts without spaces are no part of the word beside them. */
const DOMAIN = hostPattern(`${SCHEME}|[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}]`);

/**
 * What may be a link, with groups for `read`: the syntax, an e-mail address, an address with its scheme, or a word that
 * may be a domain. Each is taken whole, also when it is none, so that nothing is looked at again and again.
 */
const CANDIDATE = new RegExp(
  [
    '\\{\\{[ \\t]*link:([^{}\\n\\u202a-\\u202e\\u2066-\\u2069]*)\\}\\}',
    `(mailto:)?(\\w(?:\\.?[\\w+'-]){0,63}@(${DOMAIN}))`,
    `(${SCHEME})(${HOST})?`,
    `(${DOMAIN})`,
  ].join('|'),
  'giu',
);

/** Right before an address without its scheme: it is a part of something else, as in `git:example.com`. */
const IS_PART = new RegExp(`[\\p{L}\\p{N}](?:[:+]|${HIDDEN})$|[@/\\\\.]$`, 'u');

/** Any top-level domain will do; but for `mailto:` there must be one. */
const MAIL_HOST = /^[\w.-]+\.[a-z\d-]{2,}$/i;

/** Address and label inside of the syntax. */
const SYNTAX = /^(\S+)\s+(.+)$/;
const SYNTAX_ADDRESS = new RegExp(`^(?:${SCHEME}${HOST}(?::\\d+)?(?:[/?#]|$)|mailto:|tel:)`, 'iu');

export function tokenize(text: string, { linkSyntax }: TokenOptions): Token[] {
  const tokens: Token[] = [];
  let shownUntil = 0;
  const pushText = (until: number): void => {
    if (until > shownUntil) tokens.push({ type: 'text', text: text.slice(shownUntil, until) });
  };
  CANDIDATE.lastIndex = 0;
  for (let links = 0, match; links < MAXIMUM_LINKS && (match = CANDIDATE.exec(text));) {
    const { href, title, label, end } = read(match, linkSyntax);
    CANDIDATE.lastIndex = end;
    if (href === undefined) continue;
    pushText(match.index);
    tokens.push({ type: 'link', href, label: label ?? text.slice(match.index, end), ...(title && { title }) });
    shownUntil = end;
    links++;
  }
  pushText(text.length);
  return tokens;
}

/** The text as a person reads it: links by their labels. */
export function plainText(text: string, options: TokenOptions): string {
  return tokenize(text, options)
    .map((token) => (token.type === 'text' ? token.text : token.label))
    .join('');
}

/** Without a label a link is shown as it is written. */
function read(match: RegExpExecArray, linkSyntax: boolean): Reading & { label?: string } {
  const [whole, syntax, mailto, mail, mailHost = '', scheme, host = '', domain = ''] = match;
  const { index, input: text } = match;
  const end = index + whole.length;
  if (syntax !== undefined) {
    const [, address = '', label = ''] = SYNTAX.exec(syntax.trim()) ?? [];
    const url = linkSyntax && SYNTAX_ADDRESS.test(address) ? parseUrl(address) : null;
    // What only looks like the syntax may still have an address inside.
    return url ? { href: url.href, label, end } : { end: index + 2 };
  }
  if (scheme) return readWebAddress(scheme, host, text, end);
  if (IS_PART.test(text.slice(Math.max(0, index - 2), index))) return { end };
  if (domain) return isDomain(domain, text.charAt(end)) ? readWebAddress('', domain, text, end) : { end };

  const isKnown = isSoundHost(mailHost) && (mailto || MAIL_HOST.test(mailHost)) && text.charAt(end) !== '@';
  return isKnown ? { href: `mailto:${mail}`, end } : { end };
}
