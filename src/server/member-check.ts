/** Checks who is to become a member. Pure. */
import { utf8Length } from '../shared/limits.js';
import { PublicError } from './errors.js';

/** Longest name of a member. In characters. */
export const MAX_NAME_LENGTH = 100;
/** Longest e-mail address that SMTP can carry. In bytes of UTF-8. */
const MAX_EMAIL_BYTES = 254;

/**
 * Name and e-mail address without the spaces around them.
 *
 * @throws PublicError `bad-request` for a name that cannot be shown, `bad-email` for an address that cannot be one.
 */
export function checkMember(name: string, email: string): { name: string; email: string } {
  const tidy = { name: name.trim(), email: email.trim() };
  if (tidy.name === '' || tidy.name.length > MAX_NAME_LENGTH || /\p{Surrogate}|\p{Cc}/u.test(tidy.name)) {
    throw new PublicError('bad-request');
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(tidy.email) || /\p{Surrogate}/u.test(tidy.email)) throw new PublicError('bad-email');
  if (utf8Length(tidy.email) > MAX_EMAIL_BYTES) throw new PublicError('bad-email');
  return tidy;
}
