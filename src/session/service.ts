/**
 * Calls to the companion server. Knows its routes and errors; does not know when to call. Called by the widget, which
 * needs the settings alone, and by the session.
 */
import type { ErrorBody } from '../shared/errors.js';
import type { PublicSettings } from '../shared/public-settings.js';
import type { ConversationAnswer, SessionAnswer, SessionRequest } from '../shared/session.js';

/** The companion said no, or could not be reached (`status` 0). */
export class ServiceError extends Error {
  readonly status: number;
  /** For how long it asked to be left alone, in milliseconds. */
  readonly pause: number | undefined;

  constructor(status: number, message: string, pause?: number) {
    super(message);
    this.name = 'ServiceError';
    this.status = status;
    this.pause = pause;
  }
}

export interface Service {
  session(request: SessionRequest): Promise<SessionAnswer>;
  /** Gets the visitor's conversation, or creates it. */
  conversation(device: string): Promise<ConversationAnswer>;
}

/** How long an answer may take, in milliseconds. */
const PATIENCE = 10_000;

/**
 * The public settings of an account.
 *
 * @param server Origin of the companion, without a slash at the end.
 * @param account Account id.
 */
export function readSettings(server: string, account: string): Promise<PublicSettings> {
  return call(server, account, fetch, 'settings');
}

/**
 * @param server Origin of the companion, without a slash at the end.
 * @param account Account id.
 */
export function createService(server: string, account: string, fetch: typeof globalThis.fetch): Service {
  const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return {
    session: (request) => call(server, account, fetch, 'session', post(request)),
    conversation: (device) =>
      call(server, account, fetch, 'conversation', post({}, { authorization: `Bearer ${device}` })),
  };
}

async function call<Answer>(
  server: string,
  account: string,
  fetch: typeof globalThis.fetch,
  path: string,
  init?: RequestInit,
): Promise<Answer> {
  let response: Response;
  try {
    // No cookies and no path of the page: the companion needs the origin only.
    response = await fetch(`${server}/${encodeURIComponent(account)}/${path}`, {
      credentials: 'omit',
      referrerPolicy: 'origin',
      signal: AbortSignal.timeout(PATIENCE),
      ...init,
    });
  } catch {
    throw new ServiceError(0, 'The chat server cannot be reached.');
  }
  const body = (await response.json().catch(() => null)) as Answer | null;
  if (response.ok && body !== null) return body;
  const error = (body as Partial<ErrorBody> | null)?.error;
  throw new ServiceError(
    response.status,
    error?.message ?? 'The chat server gave no answer.',
    // A proxy may name a date instead; then the usual pauses serve.
    1000 * Number(response.headers.get('retry-after')) || 0,
  );
}
