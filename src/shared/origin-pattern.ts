/** What can stand in an account's list of allowed sites: an origin as browsers write it, or one with `*.` before it. Pure. */

/** Most origins that an account may list. */
export const MAX_ORIGINS = 100;

/** `localhost`, an IPv6 address, or names with a dot between them, which IPv4 addresses are too. */
const HOST = /^(localhost|\[[\da-f:.]+\]|[a-z\d_-]+(\.[a-z\d_-]+)+)$/;

/**
 * Tells whether a text is `http(s)://` and a host, with a port where it is not the usual one, and nothing else.
 * `https://*.acme.com` stands for one more name. A host has a dot, or is `localhost` or an address of the network.
 */
export function isOriginPattern(text: string): boolean {
  const [scheme = '', rest = ''] = text.split('://', 2);
  if (scheme !== 'http' && scheme !== 'https') return false;
  const plain = `${scheme}://${rest.replace(/^\*\./, '')}`;
  // With a name in its place: an address of the network has no names before it.
  const example = text.replace('://*.', '://any.');
  return isOrigin(plain) && isOrigin(example);
}

/**
 * Reads what people type for an origin: also the address of a page, of which the origin counts, and without a scheme,
 * which is `https` then.
 *
 * @returns `null` when it is none.
 */
export function readOriginPattern(text: string): string | null {
  const address = text.includes('://') ? text : `https://${text}`;
  const plain = address.replace('://*.', '://');
  if (/\s/.test(text) || !URL.canParse(plain)) return null;
  const { origin, username, password } = new URL(plain);
  const pattern = plain === address ? origin : origin.replace('://', '://*.');
  // `mailto:ada@acme.com` is a user's name to a browser.
  return username === '' && password === '' && isOriginPattern(pattern) ? pattern : null;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && HOST.test(new URL(text).hostname);
}
