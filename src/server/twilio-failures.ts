/** Reads Twilio's failures: which of them we expect, and what the others are called towards clients. */
import twilio from 'twilio';
import { PublicError } from './errors.js';

/** HTTP status of a refusal by Twilio; `null` for any other failure. */
export function statusOf(error: unknown): number | null {
  return error instanceof twilio.RestException ? error.status : null;
}

/** Waits for Twilio. @throws PublicError `backend-unavailable` when it may work later, `backend-failed` when not. */
export async function ask<Result>(question: Promise<Result>): Promise<Result> {
  try {
    return await question;
  } catch (error) {
    const status = statusOf(error);
    const mayPass = status === null || status === 429 || status >= 500;
    throw new PublicError(mayPass ? 'backend-unavailable' : 'backend-failed', error);
  }
}

/** Waits for Twilio and takes a refusal of this status for the answer `null`. */
export async function askUnless<Result>(status: 400 | 404 | 409, question: Promise<Result>): Promise<Result | null> {
  return ask(
    question.catch((error: unknown) => {
      if (statusOf(error) === status) return null;
      throw error;
    }),
  );
}
