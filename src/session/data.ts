/** The data that travels with a message: the site's `meta` as strings, and the facts about the browser. Pure. */
import { MAX_ATTRIBUTES_BYTES, utf8Length } from '../shared/limits.js';
import type { MessageData } from '../shared/message-attributes.js';

/** Room for the rest of the attributes: the message's id and the JSON around it. */
const RESERVED_BYTES = 128;

export interface DataSnapshot {
  data: MessageData;
  /** Keys of `meta` that found no room. */
  dropped: readonly string[];
}

/**
 * @param meta What the site attaches. Scalars become strings, objects JSON; functions and `undefined` are left out. The
 *   facts about the browser cannot be overridden.
 */
export function snapshotData(meta: Readonly<Record<string, unknown>>, browser: MessageData): DataSnapshot {
  const data: Record<string, string> = { ...browser };
  const dropped: string[] = [];
  let room = MAX_ATTRIBUTES_BYTES - RESERVED_BYTES - sizeOf(browser);
  for (const [key, value] of Object.entries(meta)) {
    const text = toText(value);
    if (text === undefined || Object.hasOwn(browser, key)) continue;
    const size = sizeOf({ [key]: text });
    if (size > room) {
      dropped.push(key);
    } else {
      room -= size;
      data[key] = text;
    }
  }
  return { data, dropped };
}

/** Twilio counts the attributes as JSON text. */
function sizeOf(data: MessageData): number {
  return utf8Length(JSON.stringify(data));
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return String(value);
  try {
    // Of functions and `undefined` there is no JSON; `null` says nothing.
    return value === null ? undefined : JSON.stringify(value);
  } catch {
    // A cycle, or a getter that throws: nothing that could be sent.
    return undefined;
  }
}
