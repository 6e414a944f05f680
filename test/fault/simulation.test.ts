/** The browser's core in a simulated world: a hundred seeds, each a visitor, a team and everything that can go wrong. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { simulate } from './simulation/simulate.js';

const SEEDS = 100;

describe('the simulated world', () => {
  it('loses, doubles and misorders nothing, and shows what is so', async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { lost, doubled, misordered, untrue } = (await simulate(seed)).verdict;
      assert.deepEqual({ lost, doubled, misordered, untrue }, NOTHING, `seed ${String(seed)}`);
    }
  });

  it('replays bit for bit', async () => {
    const [one, other] = [await simulate(7), await simulate(7)];
    assert.deepEqual(one.history, other.history);
    assert.notDeepEqual((await simulate(8)).history, one.history);
  });
});

const NOTHING = { lost: [], doubled: [], misordered: [], untrue: [] };
