/** Answers with files: content types, validators and the rules about names. Where files come from is an argument. */
import { createHash } from 'node:crypto';

/** Reads a file of the package. */
export interface StaticFiles {
  /** @param path Relative to the package, with `/`. @returns `null` when there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  txt: 'text/plain; charset=utf-8',
};

/** Tells whether a path may be looked up: plain names joined by `/`, none hidden, none that climbs. */
export function isPlainPath(path: string): boolean {
  return /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path);
}

/** Content type by the ending of a name. */
export function contentTypeOf(path: string): string {
  return CONTENT_TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}

/** Validator of a content. */
export function etagOf(content: Uint8Array | string): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`;
}

/** Answers with a content that must be asked for each time, or with 304 when the browser has this very one. */
export function answerFresh(
  request: Request,
  content: Uint8Array | string,
  headers: Readonly<Record<string, string>>,
  etag = etagOf(content),
): Response {
  // A plain object, because the adapter sends that as it is: this is the hottest answer of the server.
  const all = { ...headers, 'Cache-Control': 'no-cache', ETag: etag, 'X-Content-Type-Options': 'nosniff' };
  if (!hasEtag(request.headers.get('If-None-Match'), etag)) return new Response(content, { headers: all });
  const known = new Headers(all);
  for (const name of ['Content-Type', 'Content-Encoding']) known.delete(name);
  return new Response(null, { status: 304, headers: known });
}

/** Proxies may have weakened the validator on its way, and so does compression. */
function hasEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const known = ifNoneMatch.split(',').map((item) => item.trim().replace(/^W\//, ''));
  return known.includes(etag.replace(/^W\//, '')) || known.includes('*');
}
