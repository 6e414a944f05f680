/** What both sides of the wire agree on about e-mail addresses. Pure. */

/**
 * Tells whether a text can name a user: no longer than SMTP can carry, in characters, and well-formed. Half a surrogate
 * pair becomes U+FFFD in UTF-8, so two ill-formed addresses could share one digest; U+0000 no database keeps.
 */
export function canBeEmail(text: string): boolean {
  return /^[^\0\p{Cs}]{0,254}$/u.test(text);
}

/**
 * Tells whether a text is one plain e-mail address: several, or what begins the fields of a mail (`?bcc=…`), would let a link
 * write to somebody else.
 */
export function isPlainMailAddress(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:?&"%]+@[^\s@<>()[\]\\,;:?&"%]+$/.test(text);
}
