/** Calls of the Inbox to the companion server it was loaded from. The cookie of the sign-in goes along. */
import { ServiceError } from '../session/service.js';
import type { InboxPeopleAnswer, InboxSessionAnswer } from '../shared/inbox.js';

export interface InboxService {
  session(): Promise<InboxSessionAnswer>;
  people(identities: readonly string[]): Promise<InboxPeopleAnswer>;
}

export function createInboxService(fetch: typeof globalThis.fetch): InboxService {
  const post = async <Answer>(path: string, body: unknown): Promise<Answer> => {
    let response: Response;
    try {
      response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    } catch {
      throw new ServiceError(0, 'unreachable', 'The server cannot be reached.');
    }
    if (!response.ok) throw new ServiceError(response.status, 'refused', 'The server refused the request.');
    return (await response.json()) as Answer;
  };
  return {
    session: () => post('/inbox/session', {}),
    people: (identities) => post('/inbox/people', { identities }),
  };
}
