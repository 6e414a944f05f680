/** Headers of the pages that hold a sign-in. Pure. */

/**
 * A page of the team shows what strangers wrote: nothing on it may run, load or talk to anything that is not named.
 *
 * @param connectSources Where the message service is.
 * @param frame Whether the page shows another one of this server in a frame, or is the one in the frame.
 */
export function teamPageHeaders(
  connectSources: readonly string[],
  frame: 'none' | 'shows' | 'is-shown' = 'none',
): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' https: data:",
      `connect-src ${["'self'", ...connectSources].join(' ')}`,
      ...(frame === 'shows' ? ["frame-src 'self'"] : []),
      `frame-ancestors ${frame === 'is-shown' ? "'self'" : "'none'"}`,
      "base-uri 'none'",
      "form-action 'self'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ].join('; '),
    'X-Frame-Options': frame === 'is-shown' ? 'SAMEORIGIN' : 'DENY',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
