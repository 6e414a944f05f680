/** Calls of the Inbox to the companion server it was loaded from. The cookie of the sign-in goes along. */
import { ServiceError } from '../session/service.js';
import type { ErrorBody } from '../shared/errors.js';
import type {
  InboxAttendanceAnswer,
  InboxClosedAnswer,
  InboxMessagesAnswer,
  InboxPeopleAnswer,
  InboxSessionAnswer,
} from '../shared/inbox.js';

export interface InboxService {
  session(): Promise<InboxSessionAnswer>;
  people(identities: readonly string[]): Promise<InboxPeopleAnswer>;
  /** Brings the member into what is open, some at a time. */
  attendance(): Promise<InboxAttendanceAnswer>;
  /** The closed conversations. @param after As the last page said. */
  closed(after: string | null): Promise<InboxClosedAnswer>;
  /** Messages of a conversation. @param page As the page after it said; `null` for the newest. */
  messages(sid: string, page: string | null): Promise<InboxMessagesAnswer>;
  /** @param seenIndex Index of the newest message that was seen here; -1 for none. */
  close(sid: string, seenIndex: number): Promise<unknown>;
  reopen(sid: string): Promise<unknown>;
}

/** How long an answer may take, in milliseconds: closing takes several calls to Twilio. */
const PATIENCE = 30_000;

export function createInboxService(fetch: typeof globalThis.fetch): InboxService {
  const call = async <Answer>(path: string, init?: RequestInit): Promise<Answer> => {
    let response: Response;
    try {
      response = await fetch(`/inbox/${path}`, { signal: AbortSignal.timeout(PATIENCE), ...init });
    } catch {
      throw new ServiceError(0, 'The server cannot be reached.');
    }
    const body = (await response.json().catch(() => null)) as Answer | null;
    if (response.ok && body !== null) return body;
    const error = (body as Partial<ErrorBody> | null)?.error;
    throw new ServiceError(response.status, error?.message ?? 'The server gave no answer.');
  };
  const post = <Answer>(path: string, body: unknown): Promise<Answer> =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const query = (name: string, value: string | null): string =>
    value === null ? '' : `?${name}=${encodeURIComponent(value)}`;
  return {
    session: () => post('session', {}),
    people: (identities) => post('people', { identities }),
    attendance: () => post('attendance', {}),
    closed: (after) => call(`conversations${query('after', after)}`),
    messages: (sid, page) => call(`conversations/${sid}/messages${query('page', page)}`),
    close: (sid, seenIndex) => post(`conversations/${sid}/close`, { seenIndex }),
    reopen: (sid) => post(`conversations/${sid}/reopen`, {}),
  };
}
