/** Files as the media service writes them, and links to their bytes. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { TwilioError } from '../errors.js';
import type { World } from '../operations/world.js';
import type { MediaRow, ServiceRow } from '../rows.js';

/** How long a link to a file's bytes lasts. In milliseconds. */
export const LINK_LIFE_MS = 300_000;

export function mediaRecord(world: World, service: ServiceRow, media: MediaRow) {
  const url = `${world.mediaUrl()}/v1/Services/${service.sid}/Media/${media.sid}`;
  return {
    sid: media.sid,
    service_sid: service.sid,
    channel_sid: media.conversationSid,
    message_sid: media.messageSid,
    author: media.author,
    size: media.content.byteLength,
    content_type: media.contentType,
    filename: media.filename,
    category: media.category,
    date_created: media.dateCreated,
    date_updated: media.dateUpdated,
    date_upload_updated: media.dateCreated,
    is_multipart_upstream: false,
    url,
    links: { content: `${url}/Content`, content_direct_temporary: temporaryLink(world, service, media) },
  };
}

function temporaryLink(world: World, service: ServiceRow, media: MediaRow): string {
  const expires = String(world.clock.now() + LINK_LIFE_MS);
  const query = new URLSearchParams({ expires, signature: sign(world, service.sid, media.sid, expires) });
  return `${world.mediaUrl()}/content/${service.sid}/${media.sid}?${query.toString()}`;
}

/** Whether a link was made here and has not ended. */
export function verifyLink(world: World, { searchParams }: URL, serviceSid: string, mediaSid: string): boolean {
  const expires = searchParams.get('expires') ?? '';
  const expected = Buffer.from(sign(world, serviceSid, mediaSid, expires));
  const actual = Buffer.from(searchParams.get('signature') ?? '');
  const isGenuine = actual.length === expected.length && timingSafeEqual(actual, expected);
  return isGenuine && Number(expires) > world.clock.now();
}

function sign(world: World, serviceSid: string, mediaSid: string, expires: string): string {
  return createHmac('sha256', world.linkSecret).update(`${serviceSid}/${mediaSid}/${expires}`).digest('base64url');
}

/** Reads the JSON object of a request. */
export function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Answered below, like everything else that is no object.
  }
  throw new TwilioError('bad-parameter', 'The body is no JSON object.');
}
