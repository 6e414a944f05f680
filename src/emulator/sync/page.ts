import type { ItemKey } from './objects.js';

/** Most items that one page holds, whatever was asked for. */
export const MAX_PAGE_SIZE = 100;

export interface PageRequest {
  readonly order: 'asc' | 'desc';
  /** First item of the page, or the place where it would be. Absent: the beginning, in the requested order. */
  readonly from?: ItemKey | undefined;
  readonly pageSize: number;
}

export interface Page<Item> {
  /** In the requested order. */
  readonly items: readonly Item[];
  /** Whether there is more, before and after, in the requested order. */
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

/** Cuts a page out of items that are in ascending order of their keys. */
export function pageOf<Item extends { readonly key: ItemKey }>(
  ascending: readonly Item[],
  request: PageRequest,
): Page<Item> {
  const { from, order } = request;
  const items = order === 'asc' ? ascending : ascending.toReversed();
  const isReached = (key: ItemKey) => from === undefined || (order === 'asc' ? key >= from : key <= from);
  const found = items.findIndex((item) => isReached(item.key));
  const start = found === -1 ? items.length : found;
  const end = start + Math.min(Math.max(request.pageSize, 1), MAX_PAGE_SIZE);
  return { items: items.slice(start, end), hasPrevious: start > 0, hasNext: end < items.length };
}
