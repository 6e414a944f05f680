/**
 * Finds out where a web address in a text ends, and whether it may be a link. Pure and linear. An address must show
 * whom it leads to: one with a user name, with invisible characters in its host, or with letters of look-alike scripts
 * side by side is refused. Called by the tokenizer.
 */

/** What reading a candidate came to. Without `href` it is no link. */
export interface Reading {
  href?: string;
  /** The real host, where another one is written: `xn--…` for letters beyond ASCII. */
  title?: string;
  /** It is an address, but not one to follow. */
  isRefused?: true;
  /** Position in the text after what was read. */
  end: number;
}

/** Takes no room on the screen. */
export const HIDDEN = '[\\p{DI}\\u2800]';

/**
 * Source of an expression for hosts: letters of any script, digits, signs; nothing hidden, nothing like a slash.
 *
 * @param end What ends the host besides, as an expression.
 */
export function hostPattern(end: string): string {
  const emoji = '\\p{ExtPict}\\ufe0f';
  // Most are ASCII, and found in the quickest way.
  const label = `(?:(?!${end})[\\w-]|${emoji}|(?!${HIDDEN}|[\\ufffc╱]|${end})[\\p{L}\\p{M}\\p{N}\\p{So}←-↓])+`;
  return `${label}(?:\\.${label})*`;
}

/** Full stops, commas and brackets of scripts without spaces. */
const IDEOGRAPHIC = '\\u3001-\\u3003\\u3008-\\u3020\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65';

/** Port, then path, query and fragment. What is hidden or turns the text ends it, but for joiners that scripts need. */
const REST = new RegExp(
  `(:\\d+)?([/?#](?:[^\\s\\p{Cc}\\p{Cf}\\p{Cs}\\ufffc<>"\`\\\\“”„«»${IDEOGRAPHIC}]|[\\u200c\\u200d])*)?`,
  'uy',
);

/** After a host, these make another host of it, for a browser or for a reader: `https://shop.example@example.com`. */
const GOES_ON = new RegExp(`[^\\s/?#<>"()]{0,999}@|%|[．｡]|${HIDDEN}+[\\p{L}\\p{N}]`, 'uy');
const WORD = /[^\s<>"]*/y;

/** Labels begin and end with a letter or a digit, and no registered name has an underscore. */
const UNSOUND = /^$|(?:^|\.)[-_\p{M}]|[-_](?:\.|$)|_[^.]*(?:\.[^.]*)?$/u;

/** Latin letters and their look-alikes side by side, in one label of a host or one part of a mailbox. */
export const MIXED = /\p{sc=Latn}[^.]*[\p{sc=Cyrl}\p{sc=Grek}]|[\p{sc=Cyrl}\p{sc=Grek}][^.]*\p{sc=Latn}/u;

const MAXIMUM_HOST_LENGTH = 253;

export function isSoundHost(host: string): boolean {
  return host.length <= MAXIMUM_HOST_LENGTH && !UNSOUND.test(host) && !MIXED.test(host);
}

/**
 * Reads on after a host. When the address is refused, nothing else in its word is a link.
 *
 * @param scheme As it is written; the empty one stands for `https://`.
 * @param at Position in the text after the host.
 */
export function readWebAddress(scheme: string, host: string, text: string, at: number): Reading {
  const [rest, port = '', tail = ''] = matchAt(REST, text, at);
  // What is written after a host without a dot may be one: `https://example。com`.
  const isCut = !rest && !host.includes('.') && text.charAt(at) > '~';
  if (isSoundHost(host) && !isCut && matchAt(GOES_ON, text, at).length === 0) {
    const shown = port + trimEnd(tail);
    const url = parseUrl((scheme || 'https://') + host + shown);
    const end = at + shown.length;
    if (url?.hostname === host.toLowerCase()) return { href: url.href, end };
    if (url) return { href: url.href, end, title: url.hostname };
  }
  const [word = ''] = matchAt(WORD, text, at);
  return { isRefused: true, end: at + word.length };
}

export function parseUrl(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** The groups of a sticky expression at a position; none when it does not match there. */
export function matchAt(expression: RegExp, text: string, position: number): (string | undefined)[] {
  expression.lastIndex = position;
  return expression.exec(text) ?? [];
}

/** Punctuation that ends a sentence rather than an address. */
const TRAILING = /(?![/#%&@])[\p{Po}\p{Pi}\p{Pf}~_]/u;
const OPENING: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** Takes off what belongs to the sentence: punctuation, and closing marks that the address did not open. */
function trimEnd(tail: string): string {
  const counts: Record<string, number> = {};
  const countOf = (mark: string): number => counts[mark] ?? 0;
  for (const mark of tail) counts[mark] = countOf(mark) + 1;

  let end = tail.length;
  for (; end > 0; end--) {
    const last = tail.charAt(end - 1);
    const opening = OPENING[last];
    const isQuoted = last === "'" && countOf(last) % 2 === 0;
    if (opening ? countOf(last) <= countOf(opening) : isQuoted || !TRAILING.test(last)) break;
    counts[last] = countOf(last) - 1;
  }
  return tail.slice(0, end);
}
