import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_PAGE_SIZE, pageOf, type PageRequest } from '../../src/emulator/sync/page.js';

const ITEMS = [0, 1, 2, 4, 5].map((key) => ({ key }));

function page(request: PageRequest) {
  const { items, hasPrevious, hasNext } = pageOf(ITEMS, request);
  return { keys: items.map(({ key }) => key), hasPrevious, hasNext };
}

describe('pages of a Sync list', () => {
  const cases: readonly [string, PageRequest, ReturnType<typeof page>][] = [
    ['begins at the start', { order: 'asc', pageSize: 2 }, { keys: [0, 1], hasPrevious: false, hasNext: true }],
    ['begins at the end', { order: 'desc', pageSize: 2 }, { keys: [5, 4], hasPrevious: false, hasNext: true }],
    ['includes its anchor', { order: 'asc', from: 1, pageSize: 2 }, { keys: [1, 2], hasPrevious: true, hasNext: true }],
    [
      'goes back from its anchor',
      { order: 'desc', from: 1, pageSize: 2 },
      { keys: [1, 0], hasPrevious: true, hasNext: false },
    ],
    ['skips a hole', { order: 'asc', from: 3, pageSize: 9 }, { keys: [4, 5], hasPrevious: true, hasNext: false }],
    [
      'skips a hole backwards',
      { order: 'desc', from: 3, pageSize: 1 },
      { keys: [2], hasPrevious: true, hasNext: true },
    ],
    [
      'is empty beyond the end',
      { order: 'asc', from: 6, pageSize: 2 },
      { keys: [], hasPrevious: true, hasNext: false },
    ],
    [
      'ends exactly at the end',
      { order: 'asc', from: 4, pageSize: 2 },
      { keys: [4, 5], hasPrevious: true, hasNext: false },
    ],
  ];
  for (const [name, request, expected] of cases) {
    it(name, () => assert.deepEqual(page(request), expected));
  }

  it('never holds more than the service allows', () => {
    const many = Array.from({ length: 250 }, (_, key) => ({ key }));
    assert.equal(pageOf(many, { order: 'asc', pageSize: 1000 }).items.length, MAX_PAGE_SIZE);
  });
});
