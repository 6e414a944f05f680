/** Notes on which sites the widget of an account is, so that Setup can say that it was seen there. */
import type { Account } from './accounts.js';
import { originOf, type Companion } from './companion.js';
import { describe } from './errors.js';
import { isAllowedOrigin } from './origins.js';

/** Looks where a request for script or settings came from. Never fails: whoever asks gets their answer all the same. */
export async function noteInstallation(
  { storage, now, log }: Companion,
  request: Request,
  account: Account,
): Promise<void> {
  // A script is asked for without an `Origin`.
  const origin = readOrigin(request.headers.get('Origin') ?? request.headers.get('Referer') ?? '');
  // The demo and the preview are no installation.
  if (origin === null || origin === originOf(request) || !isAllowedOrigin(origin, account.allowedOrigins)) return;
  try {
    await storage.installations.see(account.id, origin, now());
  } catch (error) {
    log({ event: 'installation-not-noted', ...describe(error) });
  }
}

function readOrigin(address: string): string | null {
  if (address.length > 2048 || !URL.canParse(address)) return null;
  const { protocol, origin } = new URL(address);
  return ['https:', 'http:'].includes(protocol) ? origin : null;
}
