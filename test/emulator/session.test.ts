import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXPIRY_WARNING_MS, watchExpiry } from '../../src/emulator/socket/session.js';
import { TestClock } from '../support/node/test-clock.js';

function watch(lifeMs: number) {
  const clock = new TestClock(0);
  const said: string[] = [];
  const stop = watchExpiry(
    clock,
    lifeMs,
    () => said.push(`warned at ${clock.now()}`),
    () => said.push(`ended at ${clock.now()}`),
  );
  return { clock, said, stop };
}

describe('the life of a token', () => {
  it('is said to end four minutes before it does', () => {
    const { clock, said } = watch(3_600_000);
    clock.advance(4_000_000);
    assert.deepEqual(said, [`warned at ${3_600_000 - EXPIRY_WARNING_MS}`, 'ended at 3600000']);
  });

  it('ends without a warning when it is shorter than that', () => {
    const { clock, said } = watch(EXPIRY_WARNING_MS - 1);
    clock.advance(4_000_000);
    assert.deepEqual(said, [`ended at ${EXPIRY_WARNING_MS - 1}`]);
  });

  it('does not matter any more once another token came', () => {
    const { clock, said, stop } = watch(3_600_000);
    stop();
    clock.advance(4_000_000);
    assert.deepEqual(said, []);
  });
});
