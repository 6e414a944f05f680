/** Where `missive.js` was loaded from: the server to talk to, and the account when the configuration names none. */

/** The parts of an address. */
export type Address = Pick<URL, 'origin' | 'pathname'>;

/** Must run while the script does: later nobody knows any more which script it was. */
export function scriptUrl(): Address | null {
  // Plugins that delay scripts evaluate them without a current one.
  const current = document.currentScript as HTMLScriptElement | null;
  const script = current?.src ? current : lastOf('script[src*="/missive.js"]');
  return script === null ? null : addressOf(script.src);
}

function lastOf(selector: string): HTMLScriptElement | null {
  return [...document.querySelectorAll<HTMLScriptElement>(selector)].at(-1) ?? null;
}

/** A link takes an address apart also where the page has put something else in the place of `URL`. */
function addressOf(href: string): Address {
  return Object.assign(document.createElement('a'), { href });
}

/** `https://host/<account>/missive.js` → the account. */
export function accountOf(url: Address | null): string | null {
  const account = url?.pathname.match(/([^/]*)\/missive\.js$/)?.[1];
  return account ? decodeURIComponent(account) : null;
}

export function originOf(url: Address | null): string {
  return (url ?? addressOf(document.baseURI)).origin;
}
