/** Subscriptions: a client names the objects that it watches and the last event of each that it knows. */
import { TwilioError } from '../errors.js';
import type { World } from '../operations/world.js';
import { EVENT_PROTOCOL_VERSION, eventJson } from '../wire/sync-objects.js';
import { mayRead, type Reader } from './access.js';
import type { SyncEvent, SyncKind, SyncObject } from './objects.js';

/** One socket, as far as Sync is concerned. */
export interface Subscriber extends Reader {
  /** Sids of the objects that are watched. */
  readonly subscriptions: Set<string>;
  notify(messageType: string, body: object): void;
}

/** One line of a subscription request. */
export interface SubscriptionRequest {
  readonly object_sid: string;
  readonly object_type: SyncKind;
  readonly last_event_id?: number | null;
}

/** Message type of replays and of what is said about a subscription. Live events have one per kind of object. */
const REPLAY = 'twilio.sync.event';

/** Starts to watch, replays what was missed and says so. */
export function establish(
  world: World,
  subscriber: Subscriber,
  request: SubscriptionRequest,
  correlationId: unknown,
): void {
  const about = { object_sid: request.object_sid, object_type: request.object_type };
  const tell = (eventType: string, more: object) => {
    subscriber.notify(REPLAY, {
      event_type: eventType,
      correlation_id: correlationId,
      event_protocol_version: EVENT_PROTOCOL_VERSION,
      events: [{ ...about, ...more }],
    });
  };
  const object = world.sync.find(request.object_type, request.object_sid);
  if (!object || !mayRead(world, subscriber, object)) {
    const { status, code, message } = new TwilioError(object ? 'sync-forbidden' : 'sync-not-found');
    tell('subscription_failed', { error: { status, code, message } });
    return;
  }
  subscriber.subscriptions.add(object.sid);
  for (const event of missedEvents(object, request.last_event_id)) subscriber.notify(REPLAY, eventJson(object, event));
  tell('subscription_established', { replay_status: 'completed', last_event_id: object.lastEventId });
}

/** Stops to watch. */
export function cancel(subscriber: Subscriber, request: SubscriptionRequest, correlationId: unknown): void {
  subscriber.subscriptions.delete(request.object_sid);
  subscriber.notify(REPLAY, {
    event_type: 'subscription_canceled',
    correlation_id: correlationId,
    event_protocol_version: EVENT_PROTOCOL_VERSION,
    events: [{ object_sid: request.object_sid, object_type: request.object_type }],
  });
}

/** What a new event says, and to whom: those who watch the object and may, at this moment. */
export function noticeOf(
  world: World,
  subscribers: readonly Subscriber[],
  object: SyncObject,
  event: SyncEvent,
): { messageType: string; body: object; recipients: readonly Subscriber[] } {
  const recipients = subscribers.filter(
    (subscriber) => subscriber.subscriptions.has(object.sid) && mayRead(world, subscriber, object),
  );
  return { messageType: `com.twilio.rtd.cds.${object.kind}`, body: eventJson(object, event), recipients };
}

/** A document is a whole each time, so as it is now says everything. */
function missedEvents(object: SyncObject, lastKnown: number | null | undefined): readonly SyncEvent[] {
  if (lastKnown === null || lastKnown === undefined || lastKnown >= object.lastEventId) return [];
  if (object.kind !== 'document') return object.events.filter(({ id }) => id > lastKnown);
  const { lastEventId: id, dateUpdated: date, revision, data } = object;
  return [{ id, date, revision, change: 'updated', data: data ?? {} }];
}
