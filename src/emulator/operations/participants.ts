import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import { newSid } from '../ids.js';
import type { ConversationRow, ParticipantRow, ServiceRow } from '../rows.js';
import { myConversationItem, rosterItem } from '../wire/sync.js';
import { announceParticipant, describeParticipant } from './announce.js';
import { askBefore } from './ask.js';
import { checkAttributes } from './attributes.js';
import { reactivate } from './conversations.js';
import { requireParticipant, requirePermission } from './permissions.js';
import { saveInner } from './save.js';
import { ensureUser, requireUser } from './users.js';
import { conversationObjects, userObjects, type Actor, type World } from './world.js';

/** What may be said of a participant who is added or edited. */
export interface ParticipantChange {
  attributes?: string | undefined;
  roleSid?: string | undefined;
}

/** Adds somebody, or lets the actor join. */
export function addParticipant(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  identity: string,
  change: ParticipantChange = {},
): ParticipantRow {
  if (identity === '') throw new TwilioError('bad-parameter', 'Identity is missing.');
  const isJoining = actor.kind === 'user' && actor.identity === identity;
  if (!isJoining) requireParticipant(actor, conversation);
  requirePermission(actor, service, conversation, isJoining ? 'joinConversation' : 'addParticipant');
  if (conversation.participants.has(identity)) throw new TwilioError('participant-exists');
  checkAttributes(world, change.attributes);
  const { attributes, role_sid: roleSid } = askBefore(world, actor, service, 'onParticipantAdd', {
    ConversationSid: conversation.sid,
    Identity: identity,
    Attributes: change.attributes ?? '{}',
    RoleSid: change.roleSid,
  });
  checkAttributes(world, attributes);
  const user = ensureUser(world, actor, service, identity);
  const isCreator = conversation.createdBy === identity;
  const date = timestamp(world.clock);
  const participant: ParticipantRow = {
    sid: newSid(world.ids, 'MB'),
    identity,
    attributes: attributes ?? change.attributes ?? '{}',
    roleSid:
      knownRole(service, roleSid ?? change.roleSid) ??
      (isCreator ? service.defaultConversationCreatorRoleSid : service.defaultConversationRoleSid),
    lastReadMessageIndex: null,
    lastReadTimestamp: null,
    notificationLevel: 'default',
    dateCreated: date,
    dateUpdated: date,
  };
  conversation.participants.set(identity, participant);
  user.conversationSids.add(conversation.sid);
  publishParticipant(world, service, conversation, participant);
  publishMembership(world, service, conversation, participant);
  announceParticipant(world, actor, service, conversation, participant, 'onParticipantAdded');
  reactivate(world, actor, service, conversation);
  return participant;
}

/** Finds a participant by sid or identity. */
export function findParticipant(conversation: ConversationRow, sidOrIdentity: string): ParticipantRow {
  const participant =
    conversation.participants.get(sidOrIdentity) ??
    [...conversation.participants.values()].find(({ sid }) => sid === sidOrIdentity);
  if (!participant) throw new TwilioError('participant-not-found');
  return participant;
}

export function updateParticipant(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
  change: ParticipantChange,
): void {
  const isOwn = requireParticipant(actor, conversation) === participant;
  const permissions = isOwn ? ['editOwnParticipantAttributes'] : [];
  requirePermission(actor, service, conversation, 'editAnyParticipantAttributes', ...permissions);
  checkAttributes(world, change.attributes);
  const { attributes, role_sid: roleSid } = askBefore(world, actor, service, 'onParticipantUpdate', {
    ...describeParticipant(conversation, participant),
    Attributes: change.attributes ?? participant.attributes,
    RoleSid: change.roleSid ?? participant.roleSid,
  });
  checkAttributes(world, attributes);
  participant.roleSid = knownRole(service, roleSid ?? change.roleSid) ?? participant.roleSid;
  participant.attributes = attributes ?? change.attributes ?? participant.attributes;
  participant.dateUpdated = timestamp(world.clock);
  publishParticipant(world, service, conversation, participant);
  announceParticipant(world, actor, service, conversation, participant, 'onParticipantUpdated');
}

/** Removes somebody, or lets the actor leave. */
export function removeParticipant(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
): void {
  const isLeaving = requireParticipant(actor, conversation) === participant;
  requirePermission(actor, service, conversation, isLeaving ? 'leaveConversation' : 'removeParticipant');
  askBefore(world, actor, service, 'onParticipantRemove', describeParticipant(conversation, participant));
  const user = requireUser(service, participant.identity);
  conversation.participants.delete(participant.identity);
  user.conversationSids.delete(conversation.sid);
  world.journal.remove('participant', participant.sid);
  world.sync.removeItem(conversationObjects(conversation).roster, participant.sid);
  world.sync.removeItem(userObjects(user).conversations, conversation.sid);
  announceParticipant(world, actor, service, conversation, participant, 'onParticipantRemoved');
}

/** Keeps a participant, and brings the roster that all participants watch up to date. */
export function publishParticipant(
  world: World,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
): void {
  saveInner(world, service, conversation, 'participant', participant);
  const user = requireUser(service, participant.identity);
  world.sync.putItem(conversationObjects(conversation).roster, participant.sid, rosterItem(participant, user));
}

/** Keeps a participant, and brings their own list of conversations up to date. */
export function publishMembership(
  world: World,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
): void {
  saveInner(world, service, conversation, 'participant', participant);
  const { conversations } = userObjects(requireUser(service, participant.identity));
  world.sync.putItem(conversations, conversation.sid, myConversationItem(conversation, participant));
}

function knownRole(service: ServiceRow, roleSid: string | undefined): string | undefined {
  if (roleSid !== undefined && service.roles.get(roleSid)?.type !== 'conversation') {
    throw new TwilioError('bad-parameter', 'There is no such role for conversations.');
  }
  return roleSid;
}
