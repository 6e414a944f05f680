/**
 * Text of a message → what to show: plain text and links. Pure, and linear in the length of the text. Knows the syntax
 * of links; does not know who wrote. Everything that is not a link is literal, byte for byte.
 */
export type Token = { type: 'text'; text: string } | { type: 'link'; href: string; label: string };

export interface TokenOptions {
  /** Whether `{{ link:URL label }}` is a link. It is in the texts of the configuration and in the team's messages. */
  linkSyntax: boolean;
}

/** `{{ link:URL label }}`, or an address with its scheme. Neither alternative can match the same run in two ways. */
const CANDIDATE = /\{\{ ?link:([^\s{}]+) +([^{}\n]{1,500}?) *\}\}|\bhttps?:\/\/[^\s<>"{}|\\^`]+/g;

/** Punctuation that ends a sentence rather than an address. */
const TRAILING = /[.,:;!?'’”»*_~]$/;

export function tokenize(text: string, { linkSyntax }: TokenOptions): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  const pushText = (until: number): void => {
    if (until > end) tokens.push({ type: 'text', text: text.slice(end, until) });
  };
  for (const match of text.matchAll(CANDIDATE)) {
    const [whole, address, label] = match;
    const isSyntax = address !== undefined && label !== undefined;
    const shown = isSyntax ? whole : trimEnd(whole);
    const href = isSyntax ? (linkSyntax ? safeHref(address) : null) : safeHref(shown);
    if (href === null) continue;
    pushText(match.index);
    tokens.push({ type: 'link', href, label: isSyntax ? label : shown });
    end = match.index + shown.length;
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

/** Takes off what belongs to the sentence: punctuation, and closing brackets that the address did not open. */
function trimEnd(address: string): string {
  let end = address.length;
  let open = 0;
  for (const character of address) {
    if (character === '(') open++;
    else if (character === ')') open--;
  }
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if (last === ')' && open < 0) open++;
    else if (last !== ']' && !TRAILING.test(last)) break;
  }
  return address.slice(0, end);
}

/** The address when its scheme is one that a chat may link to, and it names no user to be mistaken for a host. */
function safeHref(address: string): string | null {
  try {
    const url = new URL(address);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    if (isWeb) return url.username === '' && url.password === '' ? url.href : null;
    return url.protocol === 'mailto:' || url.protocol === 'tel:' ? url.href : null;
  } catch {
    return null;
  }
}
