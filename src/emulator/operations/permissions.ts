import { TwilioError } from '../errors.js';
import type { ConversationRow, ParticipantRow, RoleType, ServiceRow } from '../rows.js';
import type { Actor } from './world.js';

/** A role as it is before it has a sid. */
export interface RoleTemplate {
  readonly friendlyName: string;
  readonly type: RoleType;
  readonly permissions: readonly string[];
}

const CHANNEL_USER_PERMISSIONS = [
  'sendMessage',
  'sendMediaMessage',
  'leaveConversation',
  'editOwnMessage',
  'editOwnMessageAttributes',
  'deleteOwnMessage',
  'editOwnUserInfo',
  'editNotificationLevel',
];

/** The roles that a new service begins with. Their permissions are the emulator's guess at Twilio's own. */
export const DEFAULT_ROLES = {
  serviceUser: {
    friendlyName: 'service user',
    type: 'service',
    permissions: ['createConversation', 'joinConversation', 'editOwnUserInfo'],
  },
  channelUser: { friendlyName: 'channel user', type: 'conversation', permissions: CHANNEL_USER_PERMISSIONS },
  channelAdmin: {
    friendlyName: 'channel admin',
    type: 'conversation',
    permissions: [
      ...CHANNEL_USER_PERMISSIONS,
      'editAnyMessage',
      'editAnyMessageAttributes',
      'deleteAnyMessage',
      'editConversationName',
      'editConversationAttributes',
      'addParticipant',
      'removeParticipant',
      'deleteConversation',
    ],
  },
} as const satisfies Record<string, RoleTemplate>;

/** Finds the actor among the participants; the account itself needs no place there. */
export function requireParticipant(actor: Actor, conversation: ConversationRow): ParticipantRow | null {
  if (actor.kind === 'system') return null;
  const participant = conversation.participants.get(actor.identity);
  if (!participant) throw new TwilioError('not-a-participant');
  return participant;
}

/**
 * Refuses an actor whose roles do not grant any of the permissions: the role of the participant in the conversation, when
 * there is one, or that of the user in the service.
 */
export function requirePermission(
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow | null,
  ...anyOf: readonly string[]
): void {
  if (actor.kind === 'system') return;
  const user = service.users.get(actor.identity);
  const participant = conversation?.participants.get(actor.identity);
  const granted = [user?.roleSid, participant?.roleSid].flatMap(
    (sid) => service.roles.get(sid ?? '')?.permissions ?? [],
  );
  if (!anyOf.some((permission) => granted.includes(permission))) throw new TwilioError('user-not-permitted');
}
