/**
 * Compressed answers. Files are the same for everybody, so each content is compressed once, at the highest quality, and
 * kept; answers that differ from request to request are small and go as they are.
 */
import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { StaticFiles } from './static-files.js';

/**
 * Compresses with Brotli.
 *
 * @param effort `best` takes a hundred times as long as `quick`, for some 7 % less. Default: `best`.
 */
export type Compress = (content: Uint8Array, effort?: 'best' | 'quick') => Promise<Uint8Array>;

/** Where the build has put what it compressed: below this, by the hash of the content. */
const READY_MADE = 'dist/compressed';

/** Takes what the build has compressed, so that no visitor waits for it after a start. */
export function createCompress(files: StaticFiles, compress: Compress): Compress {
  return async (content, effort) =>
    (await files.read(`${READY_MADE}/${hashOf(content)}.br`)) ?? compress(content, effort);
}

/** Tells whether an answer of this length should go compressed to whoever accepts these encodings. */
export function isWorthCompressing(length: number, acceptEncoding: string | undefined): boolean {
  return length >= SMALLEST && /\bbr\b/.test(acceptEncoding ?? '');
}

/** What is worth compressing: text with a validator or a name that never changes its content. */
const COMPRESSIBLE = /^text\/(javascript|css|html)/;
/** Below that a packet is a packet. In bytes. */
const SMALLEST = 1024;
/** Contents kept; the oldest goes when a new one comes. Accounts' own scripts are not among them. */
const KEPT = 200;

export function compressAnswers(compress: Compress): MiddlewareHandler {
  const kept = new Map<string, Promise<Uint8Array>>();

  function compressOnce(content: Uint8Array): Promise<Uint8Array> {
    const key = hashOf(content);
    const known = kept.get(key) ?? compress(content);
    // A failure is no content to keep.
    known.catch(() => kept.delete(key));
    // Moved to the end of the order of age.
    kept.delete(key);
    kept.set(key, known);
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  }

  return async (context, next) => {
    await next();
    const { res, req } = context;
    if (res.status !== 200 || !COMPRESSIBLE.test(res.headers.get('Content-Type') ?? '')) return;
    const content = new Uint8Array(await res.arrayBuffer());
    const headers = new Headers(res.headers);
    headers.append('Vary', 'Accept-Encoding');
    const isCompressed = isWorthCompressing(content.length, req.header('Accept-Encoding'));
    if (isCompressed) {
      headers.set('Content-Encoding', 'br');
      const etag = headers.get('ETag');
      if (etag !== null) headers.set('ETag', weaken(etag));
    }
    context.res = undefined;
    context.res = new Response(isCompressed ? await compressOnce(content) : content, { status: 200, headers });
  };
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url');
}

/** A strong validator would promise the same bytes as those of the answer without compression. */
export function weaken(etag: string): string {
  return etag.startsWith('"') ? `W/${etag}` : etag;
}
