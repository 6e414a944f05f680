import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import { newSid } from '../ids.js';
import type { ConversationRow, ConversationState, ServiceRow } from '../rows.js';
import { conversationDocument } from '../wire/sync.js';
import { announceConversation, describeConversation } from './announce.js';
import { askBefore, type Changes } from './ask.js';
import { checkAttributes } from './attributes.js';
import { requireParticipant, requirePermission } from './permissions.js';
import { forgetConversation, saveConversation } from './save.js';
import { actorName, conversationObjects, userObjects, type Actor, type World } from './world.js';

/** What an edit may change of a conversation. An empty unique name takes the name away. */
export interface ConversationChange {
  friendlyName?: string | undefined;
  uniqueName?: string | undefined;
  attributes?: string | undefined;
  state?: ConversationState | undefined;
}

/** Makes a conversation that has no participants yet. */
export function createConversation(
  world: World,
  actor: Actor,
  service: ServiceRow,
  asked: ConversationChange,
): ConversationRow {
  requirePermission(actor, service, null, 'createConversation');
  checkAttributes(world, asked.attributes);
  const wanted = askBefore(world, actor, service, 'onConversationAdd', {
    FriendlyName: asked.friendlyName,
    UniqueName: asked.uniqueName,
    Attributes: asked.attributes ?? '{}',
    CreatedBy: actorName(actor),
  });
  const change = settle(world, asked, wanted);
  const date = timestamp(world.clock);
  const conversation: ConversationRow = {
    sid: newSid(world.ids, 'CH'),
    friendlyName: change.friendlyName ?? null,
    uniqueName: null,
    attributes: change.attributes ?? '{}',
    createdBy: actorName(actor),
    state: change.state ?? 'active',
    stateDateUpdated: date,
    participants: new Map(),
    messages: new Map(),
    nextMessageIndex: 0,
    lastMessage: null,
    webhooks: new Map(),
    dateCreated: date,
    dateUpdated: date,
  };
  rename(service, conversation, change.uniqueName);
  service.conversations.set(conversation.sid, conversation);
  const names = conversationObjects(conversation);
  const audience = { kind: 'participants', conversationSid: conversation.sid } as const;
  const document = conversationDocument(conversation);
  // The SDK reads the document of a conversation that it made before it joins.
  world.sync.create('document', service.sid, names.document, { ...audience, includesCreator: true }, document);
  world.sync.create('list', service.sid, names.messages, { ...audience, includesCreator: false });
  world.sync.create('map', service.sid, names.roster, { ...audience, includesCreator: false });
  saveConversation(world, service, conversation);
  announceConversation(world, actor, service, conversation, 'onConversationAdded');
  return conversation;
}

/** Finds a conversation by sid or unique name. */
export function requireConversation(service: ServiceRow, sidOrName: string): ConversationRow {
  const sid = service.conversationNames.get(sidOrName) ?? sidOrName;
  const conversation = service.conversations.get(sid);
  if (!conversation) throw new TwilioError('conversation-not-found');
  return conversation;
}

export function updateConversation(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  asked: ConversationChange,
): void {
  requireParticipant(actor, conversation);
  const isRenamed = asked.friendlyName !== undefined || asked.uniqueName !== undefined;
  if (isRenamed) requirePermission(actor, service, conversation, 'editConversationName');
  if (asked.attributes !== undefined) requirePermission(actor, service, conversation, 'editConversationAttributes');
  checkAttributes(world, asked.attributes);
  const wanted = askBefore(world, actor, service, 'onConversationUpdate', {
    ...describeConversation(conversation),
    FriendlyName: asked.friendlyName ?? conversation.friendlyName,
    UniqueName: asked.uniqueName ?? conversation.uniqueName,
    Attributes: asked.attributes ?? conversation.attributes,
    State: asked.state ?? conversation.state,
    ModifiedBy: actorName(actor),
  });
  const change = settle(world, asked, wanted);
  rename(service, conversation, change.uniqueName);
  conversation.friendlyName = change.friendlyName ?? conversation.friendlyName;
  conversation.attributes = change.attributes ?? conversation.attributes;
  conversation.dateUpdated = timestamp(world.clock);
  if (change.state !== undefined) setState(world, actor, service, conversation, change.state);
  saveConversation(world, service, conversation);
  publishConversation(world, conversation);
  announceConversation(world, actor, service, conversation, 'onConversationUpdated');
}

/** Somebody wrote or came in: an inactive conversation is in use again. */
export function reactivate(world: World, actor: Actor, service: ServiceRow, conversation: ConversationRow): void {
  if (conversation.state !== 'inactive') return;
  setState(world, actor, service, conversation, 'active');
  saveConversation(world, service, conversation);
  publishConversation(world, conversation);
}

function setState(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  state: ConversationState,
): void {
  if (state === conversation.state) return;
  conversation.state = state;
  conversation.stateDateUpdated = timestamp(world.clock);
  announceConversation(world, actor, service, conversation, 'onConversationStateUpdated');
}

export function removeConversation(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
): void {
  requireParticipant(actor, conversation);
  requirePermission(actor, service, conversation, 'deleteConversation');
  askBefore(world, actor, service, 'onConversationRemove', describeConversation(conversation));
  const names = conversationObjects(conversation);
  for (const identity of conversation.participants.keys()) {
    const user = service.users.get(identity);
    if (!user) continue;
    user.conversationSids.delete(conversation.sid);
    world.sync.removeItem(userObjects(user).conversations, conversation.sid);
  }
  for (const name of Object.values(names)) world.sync.remove(name);
  // Told while it is still known who wants to hear of it.
  announceConversation(world, actor, service, conversation, 'onConversationRemoved');
  rename(service, conversation, '');
  service.conversations.delete(conversation.sid);
  forgetConversation(world, conversation);
}

/** Brings the document that the participants watch up to date. */
export function publishConversation(world: World, conversation: ConversationRow): void {
  world.sync.updateDocument(conversationObjects(conversation).document, conversationDocument(conversation));
}

/** What is changed once the hook had its say. */
function settle(world: World, change: ConversationChange, wanted: Changes): ConversationChange {
  checkAttributes(world, wanted['attributes']);
  return {
    ...change,
    friendlyName: wanted['friendly_name'] ?? change.friendlyName,
    uniqueName: wanted['unique_name'] ?? change.uniqueName,
    attributes: wanted['attributes'] ?? change.attributes,
  };
}

function rename(service: ServiceRow, conversation: ConversationRow, uniqueName: string | undefined): void {
  if (uniqueName === undefined || uniqueName === conversation.uniqueName) return;
  if (/^CH[0-9a-f]{32}$/.test(uniqueName)) throw new TwilioError('unique-name-is-sid');
  if (service.conversationNames.has(uniqueName)) throw new TwilioError('unique-name-taken');
  if (conversation.uniqueName !== null) service.conversationNames.delete(conversation.uniqueName);
  if (uniqueName !== '') service.conversationNames.set(uniqueName, conversation.sid);
  conversation.uniqueName = uniqueName === '' ? null : uniqueName;
}
