/** The other ways to reach the team, for launcher and window. Pure. */
import type { Support } from '../settings/config.js';
import { isPlainMailAddress } from '../shared/mail-address.js';

/** What stands there, and where it leads: `false` where it is no one address or number, and would lead elsewhere. */
export type Contact = [text: string, href: string | false];

/** Digits, and what people put between them. */
const NUMBER = /^\+?[\d\s()./‐-―-]+$/;

export function contactsOf({ email, phone }: Support): Contact[] {
  const contacts: Contact[] = [
    [email, isPlainMailAddress(email) && `mailto:${email}`],
    [phone, NUMBER.test(phone) && `tel:${phone.replace(/[^+\d]/g, '')}`],
  ];
  return contacts.filter(([text]) => text !== '');
}
