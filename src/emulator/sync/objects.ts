/**
 * Twilio Sync's documents, lists and maps, each with the log of its events. Knows neither conversations nor who listens:
 * `operations` writes, `sync/routes.ts` reads, and every event is handed to one listener.
 *
 * Event ids count per object. A document begins with event 0 (its creation), lists and maps begin before it (-1).
 */
import { timestamp, type Clock } from '../clock.js';
import { newSid, type Ids } from '../ids.js';
import { without } from '../storage/codec.js';
import type { Journal } from '../storage/journal.js';

export type SyncKind = 'document' | 'list' | 'map';

/** Whose token opens an object. */
export type Audience =
  | { readonly kind: 'service' }
  | { readonly kind: 'user'; readonly identity: string }
  | { readonly kind: 'participants'; readonly conversationSid: string; readonly includesCreator: boolean };

export type ItemKey = string | number;

/** Never changed in place: an update puts a new item there, so the log may keep the old one. */
export interface SyncItem {
  readonly key: ItemKey;
  readonly data: object;
  readonly revision: number;
  /** The event that last touched the item. */
  readonly lastEventId: number;
  readonly dateCreated: string;
  readonly dateUpdated: string;
}

export type SyncEvent =
  | { readonly id: number; readonly date: string; readonly revision: number; readonly change: 'removed' }
  | {
      readonly id: number;
      readonly date: string;
      readonly revision: number;
      readonly change: 'updated';
      readonly data: object;
    }
  | {
      readonly id: number;
      readonly date: string;
      readonly revision: number;
      readonly change: 'item_added' | 'item_updated' | 'item_removed';
      readonly item: SyncItem;
    };

export interface SyncObject {
  readonly kind: SyncKind;
  readonly sid: string;
  readonly uniqueName: string;
  readonly serviceSid: string;
  readonly audience: Audience;
  readonly dateCreated: string;
  dateUpdated: string;
  revision: number;
  lastEventId: number;
  /** Of a document; lists and maps have items. */
  data: object | null;
  readonly items: Map<ItemKey, SyncItem>;
  /** Everything that ever happened to the items, so that a client that was away can be told. A document has no need of it. */
  readonly events: SyncEvent[];
}

const SID_PREFIX = { document: 'ET', list: 'ES', map: 'MP' } as const;

/** An object as it is stored: without what its events say. */
export type StoredSyncObject = Omit<SyncObject, 'items' | 'events'>;

export class SyncObjects {
  readonly #byName = new Map<string, SyncObject>();
  readonly #bySid = new Map<string, SyncObject>();
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #journal: Journal;
  readonly #publish: (object: SyncObject, event: SyncEvent) => void;

  constructor(clock: Clock, ids: Ids, journal: Journal, publish: (object: SyncObject, event: SyncEvent) => void) {
    this.#clock = clock;
    this.#ids = ids;
    this.#journal = journal;
    this.#publish = publish;
  }

  /** Every object, for a snapshot. */
  all(): Iterable<SyncObject> {
    return this.#bySid.values();
  }

  /** Puts back an object that was stored. */
  restore(stored: StoredSyncObject): void {
    const object: SyncObject = { ...stored, items: new Map(), events: [] };
    this.#byName.set(object.uniqueName, object);
    this.#bySid.set(object.sid, object);
  }

  /** Puts back an event of an object, in the order of their ids. */
  restoreEvent(objectSid: string, event: SyncEvent): void {
    const object = this.#bySid.get(objectSid);
    if (object) apply(object, event);
  }

  /** Finds an object by sid or unique name. */
  find(kind: SyncKind, sidOrName: string): SyncObject | undefined {
    const object = this.#bySid.get(sidOrName) ?? this.#byName.get(sidOrName);
    return object?.kind === kind ? object : undefined;
  }

  create(kind: SyncKind, serviceSid: string, uniqueName: string, audience: Audience, data: object | null = null): void {
    const date = timestamp(this.#clock);
    const object: SyncObject = {
      kind,
      sid: newSid(this.#ids, SID_PREFIX[kind]),
      uniqueName,
      serviceSid,
      audience,
      dateCreated: date,
      dateUpdated: date,
      revision: 0,
      lastEventId: kind === 'document' ? 0 : -1,
      data,
      items: new Map(),
      events: [],
    };
    this.#byName.set(uniqueName, object);
    this.#bySid.set(object.sid, object);
    this.#store(object);
  }

  /** Removes an object and tells its subscribers. */
  remove(uniqueName: string): void {
    const object = this.#require(uniqueName);
    for (const { id } of object.events) this.#journal.remove('sync_event', eventKey(object, id));
    this.#record(object, { ...this.#next(object), change: 'removed' });
    this.#journal.remove('sync_object', object.sid);
    this.#byName.delete(uniqueName);
    this.#bySid.delete(object.sid);
  }

  updateDocument(uniqueName: string, data: object): void {
    const object = this.#require(uniqueName);
    this.#record(object, { ...this.#next(object), change: 'updated', data });
  }

  /** Adds or replaces an item of a list or map. */
  putItem(uniqueName: string, key: ItemKey, data: object): void {
    const object = this.#require(uniqueName);
    const known = object.items.get(key);
    const next = this.#next(object);
    const item: SyncItem = {
      key,
      data,
      revision: known ? known.revision + 1 : 0,
      lastEventId: next.id,
      dateCreated: known?.dateCreated ?? next.date,
      dateUpdated: next.date,
    };
    this.#record(object, { ...next, change: known ? 'item_updated' : 'item_added', item });
  }

  removeItem(uniqueName: string, key: ItemKey): void {
    const object = this.#require(uniqueName);
    const item = object.items.get(key);
    if (!item) return;
    this.#record(object, { ...this.#next(object), change: 'item_removed', item });
  }

  #require(uniqueName: string): SyncObject {
    const object = this.#byName.get(uniqueName);
    if (!object) throw new Error(`There is no Sync object ${uniqueName}.`);
    return object;
  }

  #next(object: SyncObject) {
    return { id: object.lastEventId + 1, date: timestamp(this.#clock), revision: object.revision + 1 };
  }

  #record(object: SyncObject, event: SyncEvent): void {
    apply(object, event);
    if (object.kind === 'document') this.#store(object);
    else if (event.change !== 'removed')
      this.#journal.put('sync_event', eventKey(object, event.id), () => storedEvent(object, event));
    this.#publish(object, event);
  }

  #store(object: SyncObject): void {
    this.#journal.put('sync_object', object.sid, () => storedObject(object));
  }
}

/** A row of the database for an object. Its items are in the rows of its events. */
export function storedObject(object: SyncObject): StoredSyncObject {
  return without(object, 'items', 'events');
}

/** A row of the database for an event of a list or map. */
export function storedEvent({ sid }: SyncObject, event: SyncEvent): { object: string; event: SyncEvent } {
  return { object: sid, event };
}

/** Key of an event's row. */
export function eventKey({ sid }: SyncObject, id: number): string {
  return `${sid}/${id}`;
}

function apply(object: SyncObject, event: SyncEvent): void {
  object.lastEventId = event.id;
  object.revision = event.revision;
  object.dateUpdated = event.date;
  if (event.change === 'updated') object.data = event.data;
  else if (event.change === 'item_removed') object.items.delete(event.item.key);
  else if (event.change !== 'removed') object.items.set(event.item.key, event.item);
  if (object.kind !== 'document') object.events.push(event);
}
