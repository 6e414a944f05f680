/** Which sites may use an account from a browser. A brake on abuse, not a proof of anything: others can lie. Pure. */

/**
 * Tells whether an `Origin` header is among the allowed ones: scheme, host and port, all exact. `https://*.acme.com`
 * allows exactly one more label.
 */
export function isAllowedOrigin(origin: string, allowed: readonly string[] | '*'): boolean {
  return allowed === '*' || allowed.some((pattern) => isSameOrigin(origin, pattern));
}

function isSameOrigin(origin: string, pattern: string): boolean {
  const [scheme, parent] = pattern.split('://*.', 2);
  if (scheme === undefined || parent === undefined) return origin === pattern;
  if (!origin.startsWith(`${scheme}://`) || !origin.endsWith(`.${parent}`)) return false;
  const label = origin.slice(scheme.length + 3, -parent.length - 1);
  return /^[a-z0-9-]+$/.test(label);
}
