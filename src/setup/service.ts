/** Calls of the Setup page to the companion server it was loaded from. The cookie of the sign-in goes along. */
import type { ErrorBody } from '../shared/errors.js';

/** The server said no, or could not be reached (`code` `unreachable`). The message is for people. */
export class SetupError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'SetupError';
    this.code = code;
  }
}

/** @throws SetupError */
export async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new SetupError('unreachable', 'The server cannot be reached. Is it running, and are you online?');
  }
  if (response.ok) return (await response.json()) as Answer;
  const answer = (await response.json().catch(() => null)) as Partial<ErrorBody> | null;
  throw new SetupError(answer?.error?.code ?? 'internal', answer?.error?.message ?? 'The server gave no answer.');
}

/** What to tell somebody about a failure. */
export function words(error: unknown): string {
  return error instanceof SetupError ? error.message : 'Something went wrong in this page. Reload it and try again.';
}
