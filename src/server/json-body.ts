/** Reads the body of a request as JSON, within a limit that holds whatever the headers say. */
import { PublicError } from './errors.js';

/** Longest body that a visitor may send. In bytes. */
export const MAX_REQUEST_BYTES = 16 * 1024;

/** How deep lists and objects may lie in each other: deeper than anything documented. */
const MAX_DEPTH = 16;

/** The character that PostgreSQL keeps in no text, and that nobody types. */
export const NUL = '\0';

/**
 * @param maxBytes Default: {@link MAX_REQUEST_BYTES}.
 * @throws PublicError `not-json`, `too-large`, `bad-json`, or `bad-request` when it is nested too deep or has a {@link NUL}.
 */
export async function readJson(request: Request, maxBytes = MAX_REQUEST_BYTES): Promise<unknown> {
  const mediaType = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') throw new PublicError('not-json');
  const bytes = await readBytes(request, maxBytes);
  const value = parse(bytes);
  if (!isSound(value, MAX_DEPTH)) throw new PublicError('bad-request');
  return value;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new PublicError('bad-json');
  }
}

function isSound(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.includes(NUL);
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.entries(value).every(([key, part]) => isSound(key, 0) && isSound(part, depth - 1));
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new PublicError('too-large');
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Node's declaration of a body does not say what it is made of.
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw new PublicError('too-large');
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks, length);
}
