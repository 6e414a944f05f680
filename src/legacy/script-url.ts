/** Where `missive.js` was loaded from: the server to talk to, and the account when the configuration names none. */

/** Must run while the script does: later nobody knows any more which script it was. */
export function scriptUrl(): URL | null {
  // Plugins that delay scripts evaluate them without a current one.
  const current = document.currentScript as HTMLScriptElement | null;
  const script = current?.src ? current : lastOf('script[src*="/missive.js"]');
  return script === null ? null : new URL(script.src, document.baseURI);
}

function lastOf(selector: string): HTMLScriptElement | null {
  return [...document.querySelectorAll<HTMLScriptElement>(selector)].at(-1) ?? null;
}

/** `https://host/<account>/missive.js` → the account. */
export function accountOf(url: URL | null): string | null {
  const account = url?.pathname.match(/([^/]*)\/missive\.js$/)?.[1];
  return account ? decodeURIComponent(account) : null;
}

export function originOf(url: URL | null): string {
  return (url ?? new URL(document.baseURI)).origin;
}
