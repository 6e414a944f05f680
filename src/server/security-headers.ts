/** Headers of the pages that hold a sign-in. Pure. */

/**
 * A page of the team shows what strangers wrote: nothing on it may run, load or talk to anything that is not named.
 *
 * @param connectSources Where the message service is.
 */
export function teamPageHeaders(connectSources: readonly string[]): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' https: data:",
      `connect-src ${["'self'", ...connectSources].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ].join('; '),
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
