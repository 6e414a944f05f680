/** Files: uploaded by one person, then sent with a message, from then on for all who take part. */
import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import { newSid } from '../ids.js';
import type { ConversationRow, MediaRow, MessageRow, ServiceRow } from '../rows.js';
import { requirePermission } from './permissions.js';
import { saveMedia } from './save.js';
import { actorName, type Actor, type World } from './world.js';

/** What is said of a file when it is uploaded. */
export type NewMedia = Pick<MediaRow, 'filename' | 'contentType' | 'category' | 'content'>;

export function uploadMedia(world: World, actor: Actor, service: ServiceRow, file: NewMedia): MediaRow {
  if (file.content.byteLength > world.limits.fileBytes) throw new TwilioError('file-too-large');
  const date = timestamp(world.clock);
  const media: MediaRow = {
    sid: newSid(world.ids, 'ME'),
    author: actorName(actor),
    ...file,
    conversationSid: null,
    messageSid: null,
    dateCreated: date,
    dateUpdated: date,
  };
  service.media.set(media.sid, media);
  saveMedia(world, service, media);
  return media;
}

/** Finds a file that the actor may see: their own, or one of a conversation that they take part in. */
export function requireMedia(actor: Actor, service: ServiceRow, sid: string): MediaRow {
  const media = service.media.get(sid);
  if (!media) throw new TwilioError('not-found');
  const conversation = service.conversations.get(media.conversationSid ?? '');
  const isTheirs = actor.kind === 'system' || media.author === actor.identity;
  if (!isTheirs && !conversation?.participants.has(actor.identity)) throw new TwilioError('not-found');
  return media;
}

/** The files that somebody wants to send: their own, which no message has yet. */
export function requireAttachable(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  sids: readonly string[],
): readonly MediaRow[] {
  if (sids.length === 0) return [];
  requirePermission(actor, service, conversation, 'sendMediaMessage');
  if (sids.length > world.limits.filesPerMessage) throw new TwilioError('bad-parameter', 'These are too many files.');
  return sids.map((sid) => {
    const media = requireMedia(actor, service, sid);
    if (media.messageSid !== null) throw new TwilioError('bad-parameter', `${sid} was sent already.`);
    return media;
  });
}

export function attachMedia(
  world: World,
  service: ServiceRow,
  conversation: ConversationRow,
  message: MessageRow,
  files: readonly MediaRow[],
): void {
  for (const media of files) {
    media.conversationSid = conversation.sid;
    media.messageSid = message.sid;
    saveMedia(world, service, media);
  }
}
