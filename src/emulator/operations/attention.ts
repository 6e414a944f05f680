/** What a participant does besides writing: reads, types, mutes. */
import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import type { ConversationRow, ParticipantRow, ServiceRow } from '../rows.js';
import { publishMembership, publishParticipant } from './participants.js';
import { requireParticipant, requirePermission } from './permissions.js';
import type { Actor, World } from './world.js';

/** How long a sign of typing holds, as the typist is told. In seconds. */
export const TYPING_TIMEOUT_SECONDS = 5;

/** Sets the read horizon; `null` makes everything unread. */
export function setReadIndex(
  world: World,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
  index: number | null,
): void {
  participant.lastReadMessageIndex = index;
  participant.lastReadTimestamp = index === null ? null : timestamp(world.clock);
  publishParticipant(world, service, conversation, participant);
  publishMembership(world, service, conversation, participant);
}

/** Messages beyond the read horizon, the participant's own among them; `null` while there is no horizon. */
export function unreadCount(conversation: ConversationRow, participant: ParticipantRow): number | null {
  const horizon = participant.lastReadMessageIndex;
  if (horizon === null) return null;
  return [...conversation.messages.values()].filter(({ index }) => index > horizon).length;
}

export function setNotificationLevel(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
  level: string,
): void {
  requirePermission(actor, service, conversation, 'editNotificationLevel');
  if (level !== 'default' && level !== 'muted') throw new TwilioError('bad-parameter', 'There is no such level.');
  participant.notificationLevel = level;
  publishMembership(world, service, conversation, participant);
}

/** Tells the other participants that somebody is typing. */
export function showTyping(world: World, service: ServiceRow, conversation: ConversationRow, identity: string): void {
  const participant = requireParticipant({ kind: 'user', identity }, conversation);
  const others = [...conversation.participants.keys()].filter((other) => other !== identity);
  world.notifyTyping({
    serviceSid: service.sid,
    recipients: new Set(others),
    body: {
      channel_sid: conversation.sid,
      member_sid: participant?.sid,
      identity,
      // One second more than the typist is told, so that a sign renewed in time never flickers.
      typing_timeout: TYPING_TIMEOUT_SECONDS + 1,
    },
  });
}
