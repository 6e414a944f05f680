/** What the handlers work with. Given once, when the server is put together; every part can be replaced in a test. */
import type { Account } from './accounts.js';
import type { Backend } from './backend.js';
import type { Compress } from './compression.js';
import type { Log } from './log.js';
import type { StaticFiles } from './static-files.js';
import type { Storage } from './storage.js';

export interface Companion {
  readonly storage: Storage;
  readonly backend: Backend;
  /** The built scripts and pages. */
  readonly files: StaticFiles;
  /** Brotli, as small as it gets unless it is in a hurry. */
  readonly compress: Compress;
  /** The server's own key, from which the identities of verified visitors are derived. */
  readonly identityKey: string;
  /** The secret of the one-click sign-in links. */
  readonly signInKey: string;
  /** The account whose team signs in by link. */
  readonly teamAccount: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
}

/** What Hono knows of a request beside its parts. */
export interface ServerEnvironment {
  Bindings: {
    /** Address of the other end of the connection, given by the adapter. */
    remoteAddress?: string | undefined;
  };
  Variables: { account: Account };
}

/** Origin under which the browser sees this server. */
export function originOf(request: Request): string {
  return new URL(request.url).origin;
}
