/** Sync ("CDS"): reads of documents, lists and maps, and subscriptions. Called for requests under `/v3` and `/v4`. */
import type { Caller } from '../client/caller.js';
import { TwilioError } from '../errors.js';
import { Router, type Answer, type Call } from '../router.js';
import { itemJson, objectJson } from '../wire/sync-objects.js';
import { mayRead } from './access.js';
import type { ItemKey, SyncItem, SyncKind, SyncObject } from './objects.js';
import { MAX_PAGE_SIZE, pageOf } from './page.js';
import { cancel, establish, type SubscriptionRequest } from './subscriptions.js';

const DEFAULT_PAGE_SIZE = 50;

const routes = new Router<Caller>()
  .on('GET', '/v3/Documents/:object', (caller, _call, { object }) => answerObject(caller, 'document', object, false))
  .on('GET', '/v3/Lists/:object', (caller, _call, { object }) => answerObject(caller, 'list', object, false))
  .on('GET', '/v3/Maps/:object', (caller, call, { object }) =>
    answerObject(caller, 'map', object, call.query.get('Include') === 'items'),
  )
  .on('GET', '/v3/Services/:service/Lists/:object/Items', (caller, call, { object }) =>
    answerItems(call, readable(caller, 'list', object)),
  )
  .on('GET', '/v3/Services/:service/Maps/:object/Items', (caller, call, { object }) =>
    answerItems(call, readable(caller, 'map', object)),
  )
  .on('POST', '/v4/Subscriptions', (caller, call) => answerSubscriptions(caller, call));

/** Answers a request about Sync. */
export function answerSync(caller: Caller, call: Call): Answer {
  return routes.answer(caller, call);
}

function readable(caller: Caller, kind: SyncKind, sidOrName: string): SyncObject {
  const object = caller.world.sync.find(kind, sidOrName);
  if (!object) throw new TwilioError('sync-not-found');
  if (!mayRead(caller.world, caller.subscriber, object)) throw new TwilioError('sync-forbidden');
  return object;
}

function answerObject(caller: Caller, kind: SyncKind, sidOrName: string, includesItems: boolean): Answer {
  const object = readable(caller, kind, sidOrName);
  const items = inOrder(object).slice(0, MAX_PAGE_SIZE);
  const body = objectJson(caller.world.account.sid, object);
  if (!includesItems) return { status: 200, body };
  return { status: 200, body: { ...body, items: items.map((item) => itemJson(object, item)) } };
}

function answerItems(call: Call, object: SyncObject): Answer {
  const one = keyIn(object, call.query.get('Key') ?? call.query.get('Index'));
  const items = inOrder(object);
  const page = pageOf(one === undefined ? items : items.filter(({ key }) => key === one), {
    order: call.query.get('Order') === 'desc' ? 'desc' : 'asc',
    from: keyIn(object, call.query.get('From')),
    pageSize: Number(call.query.get('PageSize') ?? DEFAULT_PAGE_SIZE),
  });
  // The SDK never sends these tokens back: it goes on with `From`.
  const meta = {
    previous_token: page.hasPrevious ? `before-${page.items[0]?.key ?? 'end'}` : null,
    next_token: page.hasNext ? `after-${page.items.at(-1)?.key ?? 'start'}` : null,
    encode_token: false,
    direct_token: true,
  };
  return { status: 200, body: { items: page.items.map((item) => itemJson(object, item)), meta } };
}

function answerSubscriptions(caller: Caller, call: Call): Answer {
  const { action, correlation_id: correlationId, requests } = call.body;
  if (!Array.isArray(requests)) throw new TwilioError('bad-parameter', 'requests is no list.');
  const afterwards = () => {
    for (const request of requests as readonly SubscriptionRequest[]) {
      if (action === 'cancel') cancel(caller.subscriber, request, correlationId);
      else establish(caller.world, caller.subscriber, request, correlationId);
    }
  };
  const body = { estimated_delivery_in_ms: 10_000, max_batch_size: 1000, ttl_in_s: 86_400 };
  return { status: 202, body, afterwards };
}

/** Lists grow in the order of their indices; maps are read in the order of their keys. */
function inOrder(object: SyncObject): readonly SyncItem[] {
  const items = [...object.items.values()];
  return object.kind === 'list' ? items : items.sort((one, other) => (one.key < other.key ? -1 : 1));
}

function keyIn(object: SyncObject, text: string | null): ItemKey | undefined {
  if (text === null) return undefined;
  return object.kind === 'list' ? Number(text) : text;
}
