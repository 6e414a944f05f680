/** What webhooks are told. Knows Twilio's names of events and of their fields; who is told, and how, is not its affair. */
import type { ConversationRow, MessageRow, ParticipantRow, ServiceRow, UserRow } from '../rows.js';
import type { EarlyEventName } from './ask.js';
import type { Actor, World } from './world.js';

/** What has happened. */
export type EventName =
  | `on${'Conversation' | 'Message' | 'Participant'}${'Added' | 'Updated' | 'Removed'}`
  | 'onConversationStateUpdated'
  | 'onUserAdded'
  | 'onUserUpdated';

/** Something that happened, as a webhook is told of it. */
export interface Announcement {
  readonly service: ServiceRow;
  /** `null` for what happens to a user. */
  readonly conversation: ConversationRow | null;
  readonly event: EventName;
  readonly parameters: Readonly<Record<string, string>>;
}

export function announceConversation(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  event: EventName,
): void {
  tell(world, actor, service, conversation, event, describeConversation(conversation));
}

export function describeConversation(conversation: ConversationRow) {
  return {
    ConversationSid: conversation.sid,
    FriendlyName: conversation.friendlyName,
    UniqueName: conversation.uniqueName,
    Attributes: conversation.attributes,
    CreatedBy: conversation.createdBy,
    State: conversation.state,
    ...dates(conversation),
  };
}

export function announceMessage(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  message: MessageRow,
  event: EventName,
): void {
  tell(world, actor, service, conversation, event, describeMessage(service, conversation, message));
}

export function describeMessage(service: ServiceRow, conversation: ConversationRow, message: MessageRow) {
  const media = message.mediaSids.flatMap((sid) => service.media.get(sid) ?? []);
  const files = media.map(({ sid, filename, contentType, content }) => ({
    Sid: sid,
    Filename: filename,
    ContentType: contentType,
    Size: content.byteLength,
  }));
  return {
    ConversationSid: conversation.sid,
    MessageSid: message.sid,
    Index: String(message.index),
    Body: message.body,
    Author: message.author,
    ParticipantSid: message.participantSid,
    Attributes: message.attributes,
    Media: files.length > 0 ? JSON.stringify(files) : null,
    ...dates(message),
  };
}

export function announceParticipant(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow,
  participant: ParticipantRow,
  event: EventName,
): void {
  tell(world, actor, service, conversation, event, describeParticipant(conversation, participant));
}

export function describeParticipant(conversation: ConversationRow, participant: ParticipantRow) {
  return {
    ConversationSid: conversation.sid,
    ParticipantSid: participant.sid,
    Identity: participant.identity,
    RoleSid: participant.roleSid,
    Attributes: participant.attributes,
    LastReadMessageIndex: participant.lastReadMessageIndex?.toString() ?? null,
    ...dates(participant),
  };
}

export function announceUser(world: World, actor: Actor, service: ServiceRow, user: UserRow, event: EventName): void {
  tell(world, actor, service, null, event, describeUser(user));
}

export function describeUser(user: UserRow) {
  return {
    UserSid: user.sid,
    Identity: user.identity,
    FriendlyName: user.friendlyName,
    Attributes: user.attributes,
    RoleSid: user.roleSid,
    ...dates(user),
  };
}

function dates(row: { readonly dateCreated: string; readonly dateUpdated: string }) {
  return { DateCreated: row.dateCreated, DateUpdated: row.dateUpdated };
}

function tell(
  world: World,
  actor: Actor,
  service: ServiceRow,
  conversation: ConversationRow | null,
  event: EventName,
  fields: Readonly<Record<string, string | null>>,
): void {
  if (!tellsWebhooks(actor)) return;
  const parameters = { ...aboutAction(world, actor, service, event), ...presentFields(fields) };
  world.announce({ service, conversation, event, parameters });
}

/** Whether hooks hear of what the actor does: of users always, of the account when the request asked for it. */
export function tellsWebhooks(actor: Actor): boolean {
  return actor.kind === 'user' || actor.tellsWebhooks;
}

/** What hooks are told of every action. */
export function aboutAction(world: World, actor: Actor, service: ServiceRow, event: EventName | EarlyEventName) {
  return {
    EventType: event,
    AccountSid: world.account.sid,
    ChatServiceSid: service.sid,
    Source: actor.kind === 'system' ? 'API' : 'SDK',
    ...(actor.kind === 'user' && { ClientIdentity: actor.identity }),
    RetryCount: '0',
  };
}

/** A form has no place for what is absent. */
export function presentFields(fields: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
