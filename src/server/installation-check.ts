/** Notes on which sites the widget of an account is, so that Setup can say that it was seen there. */
import type { Account } from './accounts.js';
import { originOf, type Companion } from './companion.js';
import { describe } from './errors.js';
import { MAX_INSTALLATIONS } from './installations.js';
import { isAllowedOrigin } from './origins.js';

/** For how long the database is not asked again about a site that was noted a moment ago. In milliseconds. */
const QUIET_MS = 60_000;
/** Sites remembered for that; the one noted first goes. */
const KEPT = 1000;
/** Sites of an account that are noted in that time: anybody can name ever new ones, and each is a write. */
const NOTED_AT_MOST = MAX_INSTALLATIONS;

/** Looks where a request for script or settings came from. Never fails: whoever asks gets their answer all the same. */
export type NoteInstallation = (request: Request, account: Account) => Promise<void>;

export function createInstallationCheck({
  storage,
  now,
  log,
}: Pick<Companion, 'storage' | 'now' | 'log'>): NoteInstallation {
  const notedAt = new Map<string, number>();
  let noted = new Map<string, number>();
  let countedSince = -Infinity;

  const note: NoteInstallation = async (request, account) => {
    // A script is asked for without an `Origin`.
    const origin = readOrigin(request.headers.get('Origin') ?? request.headers.get('Referer') ?? '');
    // The demo and the preview are no installation.
    if (origin === null || origin === originOf(request) || !isAllowedOrigin(origin, account.allowedOrigins)) return;
    const site = `${account.id} ${origin}`;
    if (now() - (notedAt.get(site) ?? -Infinity) < QUIET_MS || !isWithinLimit(account.id)) return;
    try {
      await storage.installations.see(account.id, origin, now());
      remember(site);
    } catch (error) {
      log({ event: 'installation-not-noted', ...describe(error) });
    }
  };

  function isWithinLimit(account: string): boolean {
    if (now() - countedSince >= QUIET_MS) {
      noted = new Map();
      countedSince = now();
    }
    const count = (noted.get(account) ?? 0) + 1;
    noted.set(account, count);
    return count <= NOTED_AT_MOST;
  }

  function remember(site: string): void {
    notedAt.delete(site);
    notedAt.set(site, now());
    const oldest = notedAt.keys().next().value;
    if (notedAt.size > KEPT && oldest !== undefined) notedAt.delete(oldest);
  }

  return note;
}

function readOrigin(address: string): string | null {
  if (address.length > 2048 || !URL.canParse(address)) return null;
  const { protocol, origin } = new URL(address);
  return ['https:', 'http:'].includes(protocol) ? origin : null;
}
