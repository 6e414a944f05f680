/**
 * The media service ("MCS"): takes files and gives them out. Knows HTTP, CORS, tokens and links that end; who may see which
 * file is known to the operations. Called through `Emulator.fetch` for addresses under the media URL.
 */
import { TwilioError } from '../errors.js';
import { playOverHttp } from '../faults/http.js';
import { requireMedia, uploadMedia } from '../operations/media.js';
import { findService, SYSTEM, type Actor, type World } from '../operations/world.js';
import { isAuthentic } from '../rest/authentication.js';
import { errorBody } from '../router.js';
import type { MediaRow, ServiceRow } from '../rows.js';
import { checkToken } from '../socket/session.js';
import { mediaRecord, parseJson, verifyLink } from './record.js';
import { readUpload } from './upload.js';

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'X-Twilio-Token, Content-Type, Authorization',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Max-Age': '86400',
};

/** @param path - Of the request, below the media URL. */
export async function answerMedia(world: World, request: Request, path: string): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS });
  const fault = world.faults.take('media', { method: request.method, path });
  const response = await playOverHttp(fault, world.clock, () => carryOut(world, request, path));
  // Failures as well: without these, a page is not even told the status.
  for (const [name, value] of Object.entries(CORS)) response.headers.set(name, value);
  return response;
}

async function carryOut(world: World, request: Request, path: string): Promise<Response> {
  try {
    return await route(world, request, path.split('/').slice(1));
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    return Response.json(errorBody(error), { status: error.status });
  }
}

async function route(world: World, request: Request, segments: readonly string[]): Promise<Response> {
  const [first, second, serviceSid = '', collection, mediaSid, more] = segments;
  if (first === 'content' && segments.length === 3 && request.method === 'GET') {
    return content(world, new URL(request.url), second ?? '', serviceSid);
  }
  if (first !== 'v1' || second !== 'Services' || segments.length > 6) throw new TwilioError('not-found');
  const { actor, service } = authenticate(world, request, serviceSid);
  if (collection === 'Media' && more === 'Content' && request.method === 'GET') {
    return bytesOf(requireMedia(actor, service, mediaSid ?? ''));
  }
  if (more !== undefined) throw new TwilioError('not-found');
  if (collection === 'Media' && mediaSid !== undefined && request.method === 'GET') {
    return record(world, service, requireMedia(actor, service, mediaSid), 200);
  }
  if (collection === 'Media' && mediaSid === undefined && request.method === 'POST') {
    const file = await readUpload(request, world.limits.fileBytes);
    return record(
      world,
      service,
      world.journal.perform(() => uploadMedia(world, actor, service, file)),
      201,
    );
  }
  if (collection === 'MediaSet' && mediaSid === undefined && request.method === 'POST') {
    return mediaSet(world, actor, service, parseJson(await request.text()));
  }
  throw new TwilioError('not-found');
}

/** A user with their token, or the account itself. */
function authenticate(world: World, request: Request, serviceSid: string): { actor: Actor; service: ServiceRow } {
  const service = findService(world, serviceSid);
  if (isAuthentic(world, request.headers.get('Authorization'))) {
    if (!service) throw new TwilioError('not-found');
    return { actor: SYSTEM, service };
  }
  const { claims } = checkToken(world, request.headers.get('X-Twilio-Token'));
  if (!claims) throw new TwilioError('not-authenticated');
  if (!service || claims.serviceSid !== serviceSid) throw new TwilioError('not-found');
  return { actor: { kind: 'user', identity: claims.identity }, service };
}

function record(world: World, service: ServiceRow, media: MediaRow, status: number): Response {
  return Response.json(mediaRecord(world, service, media), { status });
}

/** Several records at once; each has a status of its own. */
function mediaSet(world: World, actor: Actor, service: ServiceRow, body: Readonly<Record<string, unknown>>): Response {
  const list = body['list'];
  if (body['command'] !== 'get' || !Array.isArray(list))
    throw new TwilioError('bad-parameter', 'There is no such command.');
  const answers = list.map((entry: unknown) => {
    const sid = typeof entry === 'object' && entry !== null && 'media_sid' in entry ? String(entry.media_sid) : '';
    try {
      return { code: 200, media_record: mediaRecord(world, service, requireMedia(actor, service, sid)) };
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
      return { code: error.status, error: errorBody(error) };
    }
  });
  return Response.json(answers);
}

/** The bytes themselves, to whoever has the link while it lasts. */
function content(world: World, url: URL, serviceSid: string, mediaSid: string): Response {
  const media = findService(world, serviceSid)?.media.get(mediaSid);
  if (!verifyLink(world, url, serviceSid, mediaSid)) throw new TwilioError('link-expired');
  if (!media) throw new TwilioError('not-found');
  return bytesOf(media);
}

function bytesOf(media: MediaRow): Response {
  const name = encodeURIComponent(media.filename ?? media.sid);
  return new Response(Buffer.from(media.content), {
    headers: {
      'Content-Type': media.contentType,
      'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
      // A stranger chose the bytes and their type: they must not act as a page of the place that serves them.
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': 'private, max-age=300',
    },
  });
}
