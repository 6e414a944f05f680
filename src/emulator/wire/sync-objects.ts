/** Sync objects, items and events as Sync ("CDS") writes them. */
import type { ItemKey, SyncEvent, SyncItem, SyncKind, SyncObject } from '../sync/objects.js';

const ORIGIN = 'https://cds.us1.twilio.com';
const COLLECTIONS: Readonly<Record<SyncKind, string>> = { document: 'Documents', list: 'Lists', map: 'Maps' };

export const EVENT_PROTOCOL_VERSION = 4;

export function objectJson(accountSid: string, object: SyncObject) {
  const url = objectUrl(object);
  return {
    sid: object.sid,
    unique_name: object.uniqueName,
    account_sid: accountSid,
    service_sid: object.serviceSid,
    url,
    revision: String(object.revision),
    last_event_id: object.lastEventId,
    date_created: object.dateCreated,
    date_updated: object.dateUpdated,
    date_expires: null,
    created_by: 'system',
    type: object.kind,
    ...(object.kind === 'document'
      ? { data: object.data }
      : { links: { items: `${url}/Items`, ...(object.kind === 'list' && { context: `${url}/Context` }) } }),
  };
}

export function itemJson(object: SyncObject, item: SyncItem) {
  return {
    [object.kind === 'list' ? 'index' : 'key']: item.key,
    [`${object.kind}_sid`]: object.sid,
    url: itemUrl(object, item.key),
    data: item.data,
    revision: String(item.revision),
    last_event_id: item.lastEventId,
    date_created: item.dateCreated,
    date_updated: item.dateUpdated,
    date_expires: null,
    created_by: 'system',
  };
}

/** An event as a notification carries it. */
export function eventJson(object: SyncObject, event: SyncEvent) {
  const { kind } = object;
  const about = {
    id: event.id,
    date_created: event.date,
    [`${kind}_sid`]: object.sid,
    [`${kind}_unique_name`]: object.uniqueName,
    [`${kind}_revision`]: String(event.revision),
  };
  return {
    event_type: `${kind}_${event.change}`,
    event_protocol_version: EVENT_PROTOCOL_VERSION,
    event: { ...about, ...changeJson(object, event) },
  };
}

function changeJson(object: SyncObject, event: SyncEvent): object {
  switch (event.change) {
    case 'removed':
      return {};
    case 'updated':
      return { document_data: event.data };
    case 'item_added':
    case 'item_updated':
    case 'item_removed':
      return {
        [object.kind === 'list' ? 'item_index' : 'item_key']: event.item.key,
        item_url: itemUrl(object, event.item.key),
        item_revision: String(event.item.revision),
        item_data: event.item.data,
        date_expires: null,
      };
  }
}

function objectUrl(object: SyncObject): string {
  return `${ORIGIN}/v3/Services/${object.serviceSid}/${COLLECTIONS[object.kind]}/${object.sid}`;
}

function itemUrl(object: SyncObject, key: ItemKey): string {
  return `${objectUrl(object)}/Items/${encodeURIComponent(key)}`;
}
