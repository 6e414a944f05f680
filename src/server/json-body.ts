/** Reads the body of a request as JSON, within a limit that holds whatever the headers say. */
import { PublicError } from './errors.js';

/** Longest body that any route takes. In bytes. */
export const MAX_REQUEST_BYTES = 16 * 1024;

/** @throws PublicError `not-json`, `too-large` or `bad-json`. */
export async function readJson(request: Request): Promise<unknown> {
  const mediaType = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') throw new PublicError('not-json');
  const bytes = await readBytes(request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new PublicError('bad-json');
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_REQUEST_BYTES) throw new PublicError('too-large');
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Node's declaration of a body does not say what it is made of.
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > MAX_REQUEST_BYTES) {
      await reader.cancel();
      throw new PublicError('too-large');
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks, length);
}
