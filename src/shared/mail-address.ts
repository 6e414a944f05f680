/** Addresses that may stand behind `mailto:`. Pure. */

/**
 * Tells whether a text is one plain e-mail address: several, or what begins the fields of a mail (`?bcc=…`), would let a link
 * write to somebody else.
 */
export function isPlainMailAddress(text: string): boolean {
  const part = String.raw`[^\s@<>()\[\]\\,;:?&"%]+`;
  return new RegExp(`^${part}@${part}$`).test(text);
}
