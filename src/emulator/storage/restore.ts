/** Builds the world out of stored rows, and takes it apart again for a snapshot. */
import type { World } from '../operations/world.js';
import type { ConversationRow, ServiceRow } from '../rows.js';
import { eventKey, storedEvent, storedObject } from '../sync/objects.js';
import {
  decodeConversation,
  decodeMedia,
  decodeService,
  encodeConversation,
  encodeMedia,
  encodeService,
  encodeUser,
  encodeWithin,
  type StoredRows,
} from './codec.js';
import { ROW_KINDS, type RowKind, type StoredRow } from './storage.js';

type Restorers = { readonly [Kind in RowKind]: (world: World, row: StoredRows[Kind]) => void };

const RESTORERS: Restorers = {
  key: ({ account }, row) => account.keys.set(row.sid, row),
  service: ({ account }, row) => account.services.set(row.sid, decodeService(row)),
  role: (world, { service, ...row }) => serviceOf(world, service).roles.set(row.sid, row),
  user: (world, { service, ...row }) =>
    serviceOf(world, service).users.set(row.identity, { ...row, conversationSids: new Set() }),
  conversation(world, row) {
    const service = serviceOf(world, row.service);
    service.conversations.set(row.sid, decodeConversation(row));
    if (row.uniqueName !== null) service.conversationNames.set(row.uniqueName, row.sid);
  },
  participant(world, { service, conversation, ...row }) {
    conversationOf(world, service, conversation).participants.set(row.identity, row);
    serviceOf(world, service).users.get(row.identity)?.conversationSids.add(conversation);
  },
  message(world, { service, conversation: sid, ...row }) {
    const conversation = conversationOf(world, service, sid);
    conversation.messages.set(row.sid, row);
    conversation.lastMessage = row;
  },
  media: (world, row) => serviceOf(world, row.service).media.set(row.sid, decodeMedia(row)),
  webhook: (world, { service, conversation, ...row }) =>
    conversationOf(world, service, conversation).webhooks.set(row.sid, row),
  mutation: (world, { key, resource }) => world.mutations.set(key, resource),
  sync_object: (world, row) => world.sync.restore(row),
  sync_event: (world, row) => world.sync.restoreEvent(row.object, row.event),
};

/** Puts stored rows into a world that has only its account. */
export function restoreWorld(world: World, rows: readonly StoredRow[]): void {
  // What contains comes before what it contains; within a kind, the order of creation is kept.
  for (const kind of ROW_KINDS) {
    for (const row of rows) if (row.kind === kind) restoreRow(world, row);
  }
}

function restoreRow(world: World, { kind, value }: StoredRow): void {
  // Which of the types it is, is known by the kind, and TypeScript cannot follow.
  (RESTORERS[kind] as (world: World, row: unknown) => void)(world, JSON.parse(value));
}

/** Everything that is stored of a world. */
export function dumpWorld(world: World): readonly StoredRow[] {
  const rows: StoredRow[] = [];
  const put = <Kind extends RowKind>(kind: Kind, key: string, row: StoredRows[Kind]) => {
    rows.push({ kind, key, value: JSON.stringify(row) });
  };
  for (const row of world.account.keys.values()) put('key', row.sid, row);
  for (const service of world.account.services.values()) {
    put('service', service.sid, encodeService(service));
    for (const row of service.roles.values()) put('role', row.sid, { service: service.sid, ...row });
    for (const row of service.users.values()) put('user', row.sid, encodeUser(service, row));
    for (const row of service.media.values()) put('media', row.sid, encodeMedia(service, row));
    for (const conversation of service.conversations.values()) {
      put('conversation', conversation.sid, encodeConversation(service, conversation));
      const within = <Row extends object>(row: Row) => encodeWithin(service, conversation, row);
      for (const row of conversation.participants.values()) put('participant', row.sid, within(row));
      for (const row of conversation.messages.values()) put('message', row.sid, within(row));
      for (const row of conversation.webhooks.values()) put('webhook', row.sid, within(row));
    }
  }
  for (const [key, resource] of world.mutations) put('mutation', key, { key, resource });
  for (const object of world.sync.all()) {
    put('sync_object', object.sid, storedObject(object));
    for (const event of object.events) put('sync_event', eventKey(object, event.id), storedEvent(object, event));
  }
  return rows;
}

function serviceOf({ account }: World, sid: string): ServiceRow {
  const service = account.services.get(sid);
  if (!service) throw new Error(`A stored row belongs to the service ${sid}, which is not there.`);
  return service;
}

function conversationOf(world: World, serviceSid: string, sid: string): ConversationRow {
  const conversation = serviceOf(world, serviceSid).conversations.get(sid);
  if (!conversation) throw new Error(`A stored row belongs to the conversation ${sid}, which is not there.`);
  return conversation;
}
