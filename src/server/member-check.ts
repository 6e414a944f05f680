/** Checks who is to become a member. Pure. */
import { canBeEmail } from '../shared/mail-address.js';
import { PublicError } from './errors.js';

/** Longest name of a member. In characters. */
export const MAX_NAME_LENGTH = 100;

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
  if (!/^[^\s@]+@[^\s@]+$/.test(tidy.email) || !canBeEmail(tidy.email)) throw new PublicError('bad-email');
  return tidy;
}
