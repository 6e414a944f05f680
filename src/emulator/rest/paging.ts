/** Cuts lists into pages the way the helper library walks through them: by following the address of the next page. */
import { TwilioError } from '../errors.js';
import type { Answer, Call } from '../router.js';
import { CONVERSATIONS_ORIGIN } from '../wire/rest.js';

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 100;

interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly number: number;
  readonly size: number;
  /** Addresses without origin. */
  readonly first: string;
  readonly current: string;
  readonly previous: string | null;
  readonly next: string | null;
}

/** Answers a list of conversations.twilio.com. */
export function pageAnswer<Row extends { readonly sid: string }>(
  call: Call,
  key: string,
  all: Iterable<Row>,
  toJson: (row: Row) => object,
): Answer {
  const page = cut(call, [...all]);
  const url = (address: string | null) => (address === null ? null : CONVERSATIONS_ORIGIN + address);
  const meta = {
    key,
    page: page.number,
    page_size: page.size,
    first_page_url: url(page.first),
    previous_page_url: url(page.previous),
    next_page_url: url(page.next),
    url: url(page.current),
  };
  return { status: 200, body: { meta, [key]: page.rows.map(toJson) } };
}

/** Answers a list of the older api.twilio.com. */
export function olderPageAnswer<Row extends { readonly sid: string }>(
  call: Call,
  key: string,
  all: Iterable<Row>,
  toJson: (row: Row) => object,
): Answer {
  const page = cut({ ...call, path: `${call.path}.json` }, [...all]);
  const meta = {
    page: page.number,
    page_size: page.size,
    first_page_uri: page.first,
    previous_page_uri: page.previous,
    next_page_uri: page.next,
    uri: page.current,
  };
  return { status: 200, body: { ...meta, [key]: page.rows.map(toJson) } };
}

/** A page token names the row after which the page begins, so rows that are added meanwhile do no harm. */
function cut<Row extends { readonly sid: string }>(call: Call, all: readonly Row[]): RowPage<Row> {
  const asked = Number(call.query.get('PageSize') ?? DEFAULT_PAGE_SIZE);
  const size = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MAX_PAGE_SIZE) : DEFAULT_PAGE_SIZE;
  const number = Number(call.query.get('Page') ?? 0);
  const token = call.query.get('PageToken');
  const start = token ? all.findIndex(({ sid }) => sid === token) + 1 : 0;
  if (token && start === 0) throw new TwilioError('bad-parameter', 'PageToken is not valid.');
  const rows = all.slice(start, start + size);
  const addressOf = (pageNumber: number, after: string | undefined) => {
    const query = new URLSearchParams(call.query);
    query.set('PageSize', String(size));
    query.set('Page', String(pageNumber));
    query.delete('PageToken');
    if (after !== undefined) query.set('PageToken', after);
    return `${call.path}?${query.toString()}`;
  };
  const hasNext = start + rows.length < all.length;
  return {
    rows,
    number,
    size,
    first: addressOf(0, undefined),
    current: addressOf(number, token ?? undefined),
    previous: start > 0 ? addressOf(number - 1, all[start - size - 1]?.sid) : null,
    next: hasNext ? addressOf(number + 1, rows.at(-1)?.sid) : null,
  };
}
