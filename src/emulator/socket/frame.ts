/**
 * Twilsock's frames: a line with the size of the header, the header as JSON, the payload. Sizes are in bytes of UTF-8.
 *
 *     TWILSOCK V3.0 57\r\n{…header, with "payload_size"…}\r\n…payload…\r\n
 */

/** The JSON in front of the payload. */
export type FrameHeader = Readonly<Record<string, unknown>>;

export interface Frame {
  readonly header: FrameHeader;
  readonly payload: Buffer;
}

const LINE_END = '\r\n';
const FIRST_LINE = /^TWILSOCK V3\.0 (\d+)$/;
/** Longest first line there can be: the words and a size of nine digits. */
const LONGEST_FIRST_LINE = 24;

/** A payload that is JSON already: what goes to many is written once. */
export class EncodedPayload {
  readonly json: string;

  constructor(value: object) {
    this.json = JSON.stringify(value);
  }
}

/** Writes a frame; a payload is sent as JSON. */
export function encodeFrame(header: FrameHeader, payload?: unknown): Buffer {
  const body = payload === undefined ? '' : payload instanceof EncodedPayload ? payload.json : JSON.stringify(payload);
  const type = payload === undefined ? {} : { payload_type: 'application/json' };
  const head = JSON.stringify({ ...header, ...type, payload_size: Buffer.byteLength(body) });
  const firstLine = `TWILSOCK V3.0 ${Buffer.byteLength(head)}`;
  return Buffer.from([firstLine, head, ...(body === '' ? [] : [body]), ''].join(LINE_END));
}

/** A binary WebSocket message from a server, whole and in one piece (RFC 6455, 5.2). */
export function webSocketMessage(data: Buffer): Buffer {
  const head = Buffer.alloc(data.length < 126 ? 2 : data.length < 65_536 ? 4 : 10);
  head[0] = 0x82;
  if (head.length === 2) head[1] = data.length;
  else if (head.length === 4) head.writeUInt16BE(data.length, 2);
  else head.writeBigUInt64BE(BigInt(data.length), 2);
  if (head.length > 2) head[1] = head.length === 4 ? 126 : 127;
  return Buffer.concat([head, data]);
}

/** Reads a frame; `null` when it is not well-formed. */
export function decodeFrame(data: Buffer): Frame | null {
  const firstEnd = data.subarray(0, LONGEST_FIRST_LINE).indexOf(LINE_END);
  if (firstEnd === -1) return null;
  const size = FIRST_LINE.exec(data.toString('latin1', 0, firstEnd))?.[1];
  if (size === undefined) return null;
  const headerStart = firstEnd + LINE_END.length;
  const headerEnd = headerStart + Number(size);
  const header = parseObject(data.toString('utf8', headerStart, headerEnd));
  if (!header) return null;
  const payloadSize = header['payload_size'] ?? 0;
  const payloadStart = headerEnd + LINE_END.length;
  if (typeof payloadSize !== 'number' || (payloadSize > 0 && data.length < payloadStart + payloadSize)) return null;
  return { header, payload: data.subarray(payloadStart, payloadStart + payloadSize) };
}

/** Reads a JSON object; `null` for anything else. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
