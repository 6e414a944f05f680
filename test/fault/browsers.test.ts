/** The element as it is shipped, in real browsers, with files, lines, servers and pages that break. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInBrowser } from './browsers/campaign.js';
import { requestedEngines } from './browsers/tab.js';

describe('real browsers under fire', { concurrency: true }, async () => {
  for (const engine of await requestedEngines()) {
    it(`loses, doubles and misorders nothing in 100 messages with 20 faults and 5 reloads: ${engine}`, async () => {
      const { verdict, faults, errors } = await runInBrowser(engine, { messages: 100, faults: 20, reloads: 5 }, 1);
      const { messages, lost, doubled, misordered, untrue } = verdict;
      assert.deepEqual({ lost, doubled, misordered, untrue }, { lost: [], doubled: [], misordered: [], untrue: [] });
      assert.ok(messages >= 100);
      assert.ok(Object.values(faults).reduce((sum, times) => sum + times, 0) >= 25);
      assert.deepEqual(errors, []);
    });
  }
});
