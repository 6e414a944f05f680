/** Reads an uploaded file out of a request: its raw bytes, or the file of a form. */
import { TwilioError } from '../errors.js';
import type { NewMedia } from '../operations/media.js';

/** Formats that a file is given when the browser does not say one. */
const UNKNOWN_TYPE = 'application/octet-stream';

/** What a form may need around its file. */
const FORM_OVERHEAD_BYTES = 16 * 1024;

export async function readUpload(request: Request, limitBytes: number): Promise<NewMedia> {
  if (Number(request.headers.get('Content-Length') ?? 0) > limitBytes + FORM_OVERHEAD_BYTES) {
    throw new TwilioError('file-too-large');
  }
  const { searchParams } = new URL(request.url);
  const category = searchParams.get('Category') ?? 'media';
  const filename = searchParams.get('Filename');
  const type = request.headers.get('Content-Type') ?? UNKNOWN_TYPE;
  if (!type.startsWith('multipart/form-data')) {
    return { category, filename, contentType: type, content: new Uint8Array(await request.arrayBuffer()) };
  }
  // Deprecated for servers that strangers send forms to; this one stands on loopback.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const form = await request.formData().catch(() => null);
  const file = [...(form?.values() ?? [])].find((value) => value instanceof Blob);
  if (!file) throw new TwilioError('bad-parameter', 'The form holds no file.');
  return {
    category,
    filename: filename ?? file.name,
    contentType: file.type || UNKNOWN_TYPE,
    content: new Uint8Array(await file.arrayBuffer()),
  };
}
