/** The browser's core over the real SDK, as it is shipped, against the emulator with its faults. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runCampaign } from './nemesis/nemesis.js';

describe('the real SDK under fire', () => {
  it('loses, doubles and misorders nothing in 300 messages with 60 faults', async () => {
    const { verdict, faults, unheld } = await runCampaign({ visitors: 6, messages: 50, faults: 10 }, 1);
    const { messages, lost, doubled, misordered, untrue } = verdict;
    assert.deepEqual({ lost, doubled, misordered, untrue }, { lost: [], doubled: [], misordered: [], untrue: [] });
    assert.equal(messages, 300);
    assert.ok(Object.values(faults).reduce((sum, count) => sum + count, 0) >= 60);
    assert.deepEqual(unheld, []);
  });
});
