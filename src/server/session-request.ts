/** Checks the body of a session request. Types are never converted, unknown keys are dropped. Pure. */
import { canBeEmail } from '../shared/mail-address.js';
import type { Person } from '../shared/session.js';
import { PublicError } from './errors.js';

const MAX_NAME_LENGTH = 256;
const MAX_URL_LENGTH = 2048;

/** A session request after the check. Empty strings mean "not given". */
export interface CheckedSessionRequest {
  readonly user: Required<Person>;
  readonly device: string;
}

/** @throws PublicError `bad-request`, or `bad-email` for an e-mail that cannot be one. */
export function checkSessionRequest(body: unknown): CheckedSessionRequest {
  const { user, device } = readObject(body);
  const person = readObject(user ?? {});
  return {
    user: {
      email: checkEmail(readText(person['email'])),
      name: clip(readText(person['name']), MAX_NAME_LENGTH),
      avatarUrl: checkWebAddress(readText(person['avatarUrl'])),
      digest: readText(person['digest']),
    },
    device: readText(device),
  };
}

/** Takes an object for what it is. @throws PublicError `bad-request` for anything else. */
export function readObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PublicError('bad-request');
  return value as Record<string, unknown>;
}

function readText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new PublicError('bad-request');
  return value;
}

function checkEmail(email: string): string {
  if (!canBeEmail(email)) throw new PublicError('bad-email');
  return email;
}

/** A name is for people to read; a long one is cut rather than keeping its owner from writing. */
function clip(text: string, length: number): string {
  return text.slice(0, length).replace(/\p{Surrogate}/gu, '\u{FFFD}');
}

/** An address that the Inbox could not show is left out. */
function checkWebAddress(address: string): string {
  if (address.length > MAX_URL_LENGTH || !URL.canParse(address)) return '';
  return ['https:', 'http:'].includes(new URL(address).protocol) ? address : '';
}
