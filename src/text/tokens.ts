/**
 * Text of a message → what to show: plain text and links. Pure, and linear in the length of the text. Knows the syntax
 * of links; does not know who wrote. Everything that is not a link is literal, byte for byte.
 */
import { isDomain } from './domains.js';
import {
  HIDDEN,
  hostPattern,
  isSoundHost,
  matchAt,
  MIXED,
  parseUrl,
  readWebAddress,
  type Reading,
} from './web-address.js';

export type Token =
  | { type: 'text'; text: string }
  /** `title` is the host, where the label shows another. */
  | { type: 'link'; href: string; label: string; title?: string };

export interface TokenOptions {
  /** Whether `{{ link:URL label }}` is a link. It is in the texts of the configuration and in the team's messages. */
  linkSyntax: boolean;
}

/** What a message shows as links at most, refused addresses counted; the others stay text. */
const MAXIMUM_LINKS = 100;

const SCHEME = 'https?:\\/\\/';
const HOST = hostPattern(SCHEME);
/** Scripts without spaces: a word beside such letters is a word of its own. */
const UNSPACED = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}]';
const DOMAIN = hostPattern(`${SCHEME}|${UNSPACED}`);

/**
 * What may be a link, with groups for `read`: the syntax, an address with its scheme, the end of an e-mail address, or a
 * word that may be a domain. Each is taken whole, also when it is none, so that nothing is looked at again and again.
 */
const CANDIDATE = new RegExp(
  ['\\{\\{[ \\t]*link:([^{}\\n\\p{Bidi_C}]*)\\}\\}', `(${SCHEME})(${HOST})?`, `@(${DOMAIN})`, `(${DOMAIN})`].join('|'),
  'giu',
);

/** Right before an address without its scheme: it is a part of something else, as in `git:example.com`. */
const IS_PART = new RegExp(`(?!${UNSPACED})[\\p{L}\\p{M}\\p{N}](?:[:+]|${HIDDEN})?$|[@/\\\\.]$`, 'u');

/** A letter of a mailbox, of any script with spaces. */
const LETTER = `(?!${UNSPACED})[\\p{L}\\p{M}\\w]`;
/** An e-mail address before its `@`, seen from there. */
const MAILBOX = new RegExp(`${LETTER}(?:\\.?(?:${LETTER}|[+'-]))*$`, 'u');
const MAILBOX_LENGTH = 64;
/** Seen from a domain: it is part of a mailbox. */
const GOES_ON = /[\w.+'-]{0,64}@/y;
/** After the `@`. Any top-level domain will do; but for `mailto:` there must be one. */
const MAIL_HOST = /\.[\p{L}\d-]{2,}$/u;

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
    const { href, title, start = match.index, label, end, isRefused = false } = read(match, linkSyntax, shownUntil);
    CANDIDATE.lastIndex = end;
    if (isRefused) links++;
    if (href === undefined) continue;
    pushText(start);
    tokens.push({ type: 'link', href, label: label ?? text.slice(start, end), ...(title && { title }) });
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

/** Where nothing else is said, a link begins with the candidate and is shown as it is written. */
function read(
  match: RegExpExecArray,
  linkSyntax: boolean,
  after: number,
): Reading & { start?: number; label?: string } {
  const [whole, syntax, scheme, host = '', mailHost, domain = ''] = match;
  const { index, input: text } = match;
  const end = index + whole.length;
  if (syntax !== undefined) {
    const [, address = '', label = ''] = SYNTAX.exec(syntax.trim()) ?? [];
    const url = linkSyntax && SYNTAX_ADDRESS.test(address) ? parseUrl(address) : null;
    // What only looks like the syntax may still have an address inside.
    return url ? { href: url.href, label, end } : { end: index + 2 };
  }
  if (scheme) return readWebAddress(scheme, host, text, end);
  if (mailHost) return readMailAddress(text, after, index, mailHost);
  const isWeb = !isPart(text, index) && isSoundHost(domain) && isDomain(domain, text.charAt(end));
  return isWeb && matchAt(GOES_ON, text, end).length === 0 ? readWebAddress('', domain, text, end) : { end };
}

/**
 * @param after Where the link before it ends.
 * @param at Position of the `@`.
 */
function readMailAddress(text: string, after: number, at: number, host: string): Reading & { start?: number } {
  const end = at + 1 + host.length;
  const from = Math.max(after, at - MAILBOX_LENGTH, text.lastIndexOf('@', at - 1) + 1);
  const [mailbox = ''] = MAILBOX.exec(text.slice(from, at)) ?? [];
  const mailboxAt = at - mailbox.length;
  const hasScheme = text.slice(Math.max(after, mailboxAt - 7), mailboxAt).toLowerCase() === 'mailto:';
  const start = hasScheme ? mailboxAt - 7 : mailboxAt;
  const isMail = mailbox !== '' && isSoundHost(host) && (hasScheme || MAIL_HOST.test(host));
  if (!isMail || MIXED.test(mailbox) || isPart(text, start) || text.charAt(end) === '@') return { end };
  // The host of a web address is spelled out where it is not ASCII; that of a mailbox likewise.
  const title = /[^ -~]/.test(host) ? parseUrl(`https://${host}`)?.hostname : '';
  return { href: `mailto:${mailbox}@${host}`, start, end, ...(title && { title }) };
}

const isPart = (text: string, at: number): boolean => IS_PART.test(text.slice(Math.max(0, at - 2), at));
