import { expect } from '@open-wc/testing';
import { ServiceError } from '../../src/session/service.js';
import { transportErrorCode, type Transport } from '../../src/transport/transport.js';
import { LineWorld } from '../support/browser/fake-line.js';
import { settled } from '../support/browser/manual-clock.js';

const DAY = 86_400_000;

describe('line', () => {
  let world: LineWorld;
  let transport: Transport;

  beforeEach(async () => {
    world = new LineWorld();
    transport = await world.line.ensure();
  });

  afterEach(() => {
    world.line.close();
  });

  const read = (on = transport): ReturnType<Transport['messages']> => on.messages('CH1', { limit: 1, newest: true });
  /** What becomes of a call: `pending`, `answered`, or the code of its error. */
  const follow = (call: Promise<unknown>): { fate: string } => {
    const followed = { fate: 'pending' };
    call.then(
      () => (followed.fate = 'answered'),
      (error: unknown) => (followed.fate = transportErrorCode(error) ?? String(error)),
    );
    return followed;
  };

  it('is replaced when it does not answer within five seconds; the outcome of a call is then unknown', async () => {
    world.server.killLines();
    const call = follow(world.line.expect(transport.send('CH1', 'hello', { cid: 'cid', data: {} })));
    world.line.check();
    await world.clock.pass(4900);
    expect([call.fate, world.server.connections]).to.deep.equal(['pending', 1]);
    await world.clock.pass(100);
    expect([call.fate, world.server.connections]).to.deep.equal(['unclear', 2]);
    expect(world.connection).to.equal('online');
  });

  it('stays when only a call is slow; that call has no known outcome after ten seconds', async () => {
    const call = follow(world.line.expect(new Promise(() => undefined)));
    await world.clock.pass(9900);
    expect([call.fate, world.server.connections]).to.deep.equal(['pending', 1]);
    await world.clock.pass(100);
    expect([call.fate, world.server.connections]).to.deep.equal(['unclear', 1]);
  });

  it('does not look at a line whose calls are answered', async () => {
    const call = follow(world.line.expect(read()));
    await world.clock.pass(20_000);
    expect([call.fate, world.server.pages]).to.deep.equal(['answered', 1]);
  });

  it('is replaced two seconds after a wake-up when it is dead', async () => {
    world.server.killLines();
    world.line.check(2000);
    await world.clock.pass(1900);
    expect(world.server.connections).to.equal(1);
    await world.clock.pass(100);
    expect([world.server.connections, world.connection]).to.deep.equal([2, 'online']);
  });

  it('stays when it answers, if only that something is wrong', async () => {
    world.server.pageFaults.push('refused', 'unclear');
    world.line.check();
    await world.clock.pass(20_000);
    world.line.check();
    await world.clock.pass(20_000);
    expect([world.server.pages, world.server.connections]).to.deep.equal([2, 1]);
  });

  it('is asked once, however many want to know', async () => {
    for (let i = 0; i < 5; i++) world.line.check();
    await settled();
    expect(world.server.pages).to.equal(1);
    world.line.check();
    await settled();
    expect(world.server.pages).to.equal(2);
  });

  it('is not asked while it comes back by itself', async () => {
    world.server.tellLine('reconnecting');
    world.line.check(2000);
    await world.clock.pass(5000);
    expect([world.server.pages, world.server.connections, world.connection]).to.deep.equal([0, 1, 'reconnecting']);
    world.server.tellLine('online');
    await world.clock.pass(60_000);
    expect([world.server.connections, world.connection]).to.deep.equal([1, 'online']);
  });

  it('is replaced when it does not come back by itself in ten seconds', async () => {
    world.server.tellLine('reconnecting');
    const next = world.line.ensure();
    await world.clock.pass(10_000);
    expect(world.server.connections).to.equal(2);
    expect(await next).to.not.equal(transport);
  });

  it('is usable at once after a sleep beyond the end of its token', async () => {
    world.clock.sleep(DAY);
    world.line.check(2000);
    await settled();
    expect([world.server.connections, world.connection]).to.deep.equal([2, 'online']);
    expect(world.asked).to.have.lengthOf(2);
    // What was due during the sleep was due to the former line.
    await world.clock.pass(60_000);
    expect([world.server.connections, world.asked.length]).to.deep.equal([2, 2]);
  });

  it('is usable three seconds after the return from a day without a network', async () => {
    world.server.tellLine('reconnecting');
    world.refusal = new ServiceError(0, 'Nobody answers.');
    await world.clock.pass(DAY);
    expect(world.told.at(-1)).to.deep.equal({ phase: 'failed', reason: 'unreachable' });
    world.refusal = null;
    world.line.retryNow();
    await world.clock.pass(3000);
    expect(world.connection).to.equal('online');
  });

  for (const [chance, rest] of [
    [0, 250],
    [1, 500],
  ] as const) {
    it(`is made anew ${rest} ms after it was lost for good when chance says ${chance}, whoever asks for it`, async () => {
      world.chance = chance;
      world.server.expire();
      const next = world.line.ensure();
      expect(world.connection).to.equal('connecting');
      await world.clock.pass(rest - 1);
      expect([world.server.connections, world.asked.length]).to.deep.equal([1, 1]);
      await world.clock.pass(1);
      expect([world.server.connections, world.connection]).to.deep.equal([2, 'online']);
      expect(await next).to.not.equal(transport);
    });
  }

  it('is not made anew when the chat ends in the rest after it was lost', async () => {
    world.server.expire();
    const late = follow(world.line.ensure());
    world.line.close();
    await world.clock.pass(DAY);
    expect([late.fate, world.asked.length, world.server.connections]).to.deep.equal(['unavailable', 1, 1]);
  });

  it('gives up nobody who waits for it when one of several attempts fails', async () => {
    world.server.refusals.push('unavailable', 'unavailable');
    world.server.expire();
    const calls = [world.line.ensure(), world.line.ensure()];
    await world.clock.pass(5000);
    const [one, other] = await Promise.all(calls);
    expect(one).to.equal(other);
    expect(one).to.not.equal(transport);
  });

  it('is tried at once when the network may be back, and not more often than four times a second by itself', async () => {
    world.server.refusals.push(...Array<'unavailable'>(1000).fill('unavailable'));
    world.server.expire();
    await world.clock.pass(60_000);
    const { connections } = world.server;
    expect(connections).to.be.within(30, 60);
    world.line.retryNow();
    await settled();
    expect(world.server.connections).to.equal(connections + 1);
  });

  it('is tried every half minute once an outage is old', async () => {
    world.server.refusals.push(...Array<'unavailable'>(1000).fill('unavailable'));
    world.server.expire();
    await world.clock.pass(180_000);
    const { connections } = world.server;
    await world.clock.pass(300_000);
    expect(world.server.connections - connections).to.be.within(9, 21);
  });

  it('answers to nobody after its end, and asks nobody', async () => {
    const call = follow(world.line.expect(new Promise(() => undefined)));
    world.line.close();
    const late = follow(world.line.ensure());
    world.line.check();
    await world.clock.pass(DAY);
    expect([call.fate, late.fate]).to.deep.equal(['unclear', 'unavailable']);
    expect([world.asked.length, world.server.connections, world.server.pages]).to.deep.equal([1, 1, 0]);
  });
});
