import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createConversation } from '../../src/emulator/operations/conversations.js';
import { sendMessage } from '../../src/emulator/operations/messages.js';
import { addParticipant, removeParticipant } from '../../src/emulator/operations/participants.js';
import { createService } from '../../src/emulator/operations/services.js';
import { conversationObjects, SYSTEM, type World } from '../../src/emulator/operations/world.js';
import type { ConversationRow, ServiceRow } from '../../src/emulator/rows.js';
import type { SyncKind } from '../../src/emulator/sync/objects.js';
import { establish, noticeOf, type Subscriber } from '../../src/emulator/sync/subscriptions.js';
import { TestClock } from '../support/node/test-clock.js';
import { createTestWorld } from '../support/node/world.js';

interface Notice {
  readonly type: string;
  readonly event_type: string;
  readonly event?: { readonly id: number; readonly item_index?: number };
  readonly events?: readonly { readonly last_event_id?: number; readonly error?: { readonly code: number } }[];
}

describe('subscriptions', () => {
  let world: World;
  let service: ServiceRow;
  let conversation: ConversationRow;
  let notices: Notice[];
  let bob: Subscriber;

  beforeEach(() => {
    world = createTestWorld(new TestClock(0), (here, object, event) => {
      const { messageType, body, recipients } = noticeOf(here, [bob], object, event);
      for (const recipient of recipients) recipient.notify(messageType, body);
    });
    notices = [];
    service = createService(world, 'Test');
    bob = {
      serviceSid: service.sid,
      identity: 'bob',
      subscriptions: new Set(),
      notify: (type, body) => notices.push({ type, ...body } as Notice),
    };
    conversation = createConversation(world, SYSTEM, service, {});
    addParticipant(world, SYSTEM, service, conversation, 'bob');
  });

  const send = (body: string) => sendMessage(world, SYSTEM, service, conversation, { body });
  const subscribe = (kind: SyncKind, name: string, lastEventId: number | null) => {
    const sid = world.sync.find(kind, name)?.sid ?? name;
    establish(world, bob, { object_sid: sid, object_type: kind, last_event_id: lastEventId }, 77);
  };

  it('replay what was missed, in order, and then say that they stand', () => {
    ['one', 'two', 'three'].forEach(send);
    subscribe('list', conversationObjects(conversation).messages, 0);
    assert.deepEqual(
      notices.map(({ type, event_type, event }) => [type, event_type, event?.id]),
      [
        ['twilio.sync.event', 'list_item_added', 1],
        ['twilio.sync.event', 'list_item_added', 2],
        ['twilio.sync.event', 'subscription_established', undefined],
      ],
    );
    assert.equal(notices.at(-1)?.events?.[0]?.last_event_id, 2);
  });

  it('replay everything to whoever knows nothing, and nothing without an event id', () => {
    send('one');
    subscribe('list', conversationObjects(conversation).messages, -1);
    assert.equal(notices.length, 2);
    notices.length = 0;
    subscribe('list', conversationObjects(conversation).messages, null);
    assert.equal(notices.length, 1);
  });

  it('replay only the newest state of a document', () => {
    ['one', 'two', 'three'].forEach(send);
    subscribe('document', conversationObjects(conversation).document, 0);
    assert.deepEqual(
      notices.map(({ event_type, event }) => [event_type, event?.id]),
      [
        ['document_updated', 3],
        ['subscription_established', undefined],
      ],
    );
  });

  it('bring live events under the name of their kind', () => {
    subscribe('list', conversationObjects(conversation).messages, -1);
    notices.length = 0;
    send('live');
    assert.deepEqual(
      notices.map(({ type, event_type }) => [type, event_type]),
      [['com.twilio.rtd.cds.list', 'list_item_added']],
    );
  });

  it('fall silent the moment their owner is no participant any more', () => {
    subscribe('list', conversationObjects(conversation).messages, -1);
    const [participant] = conversation.participants.values();
    assert.ok(participant);
    removeParticipant(world, SYSTEM, service, conversation, participant);
    const before = notices.length;
    send('secret');
    assert.equal(notices.length, before);
    subscribe('list', conversationObjects(conversation).messages, -1);
    assert.equal(notices.at(-1)?.events?.[0]?.error?.code, 54007);
  });

  it('fail for an object that does not exist', () => {
    subscribe('map', 'MPnone', -1);
    assert.equal(notices.at(-1)?.event_type, 'subscription_failed');
    assert.equal(notices.at(-1)?.events?.[0]?.error?.code, 54100);
  });
});
