/** What travels beside the text of a message, in Twilio's `attributes` (4 KiB at most). */

/** Data about the visitor at the time of writing: the site's `meta` plus language, platform and browser. */
export type MessageData = Readonly<Record<string, string>>;

/** Attributes that this product writes. Whoever reads them must expect anything: a browser can write what it likes. */
export interface MessageAttributes {
  /** Id that the sender gave the message before it was sent; readers show the first of equal ids. At most 36 bytes. */
  cid: string;
  data?: MessageData;
}

/** Reads attributes off the wire; what is not of the agreed shape is left out. */
export function readAttributes(value: unknown): Partial<MessageAttributes> {
  if (typeof value !== 'object' || value === null) return {};
  const { cid, data } = value as Record<string, unknown>;
  const read: Partial<MessageAttributes> = {};
  if (typeof cid === 'string' && cid !== '' && cid.length <= 36) read.cid = cid;
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
    read.data = Object.fromEntries(
      Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  }
  return read;
}
