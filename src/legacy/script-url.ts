/** What the address of `missive.js` says: the server to talk to, and the account when the configuration names none. */

/** The parts of an address. */
type Address = Pick<URL, 'origin' | 'pathname'>;

/** A link takes an address apart also where the page has put something else in the place of `URL`. */
export function addressOf(href: string): Address {
  return Object.assign(document.createElement('a'), { href });
}

/** `https://host/<account>/missive.js` → the account. */
export function accountOf({ pathname }: Address): string | null {
  return /([^/]+)\/missive\.js$/.exec(pathname)?.[1] ?? null;
}
