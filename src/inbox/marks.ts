/** What the prefix of a visitor's identity says to the team. Nothing that a visitor writes can change it. */
import { IDENTITY_PREFIX } from '../shared/identity.js';

export interface Mark {
  prefix: string;
  /** Stands at each message; `null` where there is nothing to warn of. */
  mark: string | null;
  meaning: string;
}

export const MARKS: readonly Mark[] = [
  { prefix: IDENTITY_PREFIX.verified, mark: null, meaning: 'Verified: the site vouches for the email address.' },
  {
    prefix: IDENTITY_PREFIX.unverified,
    mark: '[Unverified]',
    meaning: 'Unverified: anyone can type a name and an email address.',
  },
  {
    prefix: IDENTITY_PREFIX['cannot-verify'],
    mark: '[Cannot verify]',
    meaning: 'Cannot verify: a digest was given, and it does not match. Somebody may be impersonating a user.',
  },
];

export function markOf(identity: string): string | null {
  return MARKS.find(({ prefix }) => identity.startsWith(prefix))?.mark ?? null;
}
