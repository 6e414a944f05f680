/** Limits of Twilio Conversations that both sides of the wire respect. In bytes of UTF-8. */

/** Longest text of a message. */
export const MAX_BODY_BYTES = 32 * 1024;

/** Longest serialised attributes of a message. */
export const MAX_ATTRIBUTES_BYTES = 4 * 1024;

/** Size of a string on the wire. Counted without building the bytes: this runs on every keystroke. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}
