import { expect } from '@open-wc/testing';
import { ServiceError } from '../../src/session/service.js';
import { LineWorld } from '../support/browser/fake-line.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const UNREACHABLE = new ServiceError(0, 'The chat server cannot be reached.');

describe('the life of a token', () => {
  let world: LineWorld;

  beforeEach(() => {
    world = new LineWorld();
  });

  afterEach(() => {
    world.line.close();
  });

  /** When tokens were asked for after the first, in seconds. */
  const renewed = (): number[] => world.asked.slice(1).map((milliseconds) => milliseconds / SECOND);

  for (const [chance, after] of [
    [0, 2520],
    [0.5, 2880],
    [1, 3240],
  ] as const) {
    it(`is renewed after ${after / 36} % of it when chance says ${chance}`, async () => {
      world.chance = chance;
      await world.line.ensure();
      await world.clock.pass(HOUR);
      expect(renewed()).to.deep.equal([after]);
      expect(world.server.renewals).to.deep.equal(['token 2']);
    });
  }

  for (const [ahead, clock] of [
    [24 * HOUR, 'a day ahead'],
    [-24 * HOUR, 'a day behind'],
  ] as const) {
    it(`is counted from its arrival on a device whose clock is ${clock}`, async () => {
      world.ahead = ahead;
      await world.line.ensure();
      await world.clock.pass(50 * MINUTE);
      world.line.check();
      await world.clock.pass(HOUR);
      expect(renewed()).to.deep.equal([2880, 5760]);
      expect([world.server.connections, world.connection]).to.deep.equal([1, 'online']);
    });
  }

  it('is renewed fifty times in two hours on one line, when it is as short as Twilio allows', async () => {
    world.life = 180;
    await world.line.ensure();
    await world.clock.pass(50 * 144 * SECOND);
    expect(world.server.renewals).to.have.lengthOf(50);
    expect([world.server.connections, world.connection]).to.deep.equal([1, 'online']);
  });

  it('is renewed at once when Twilio asks for it, and from then on by the clock again', async () => {
    await world.line.ensure();
    await world.clock.pass(10 * MINUTE);
    world.server.wantTokens();
    await world.clock.pass(HOUR);
    expect(renewed()).to.deep.equal([600, 600 + 2880]);
  });

  it('is asked for every half minute while none is given, and the line stays as it is', async () => {
    await world.line.ensure();
    world.refusal = UNREACHABLE;
    await world.clock.pass(2880 * SECOND + 10 * MINUTE);
    expect(renewed()).to.deep.equal(Array.from({ length: 21 }, (_, i) => 2880 + 30 * i));
    expect([world.server.connections, world.connection]).to.deep.equal([1, 'online']);
    world.refusal = null;
    await world.clock.pass(30 * SECOND);
    expect(world.server.renewals).to.have.lengthOf(1);
    await world.clock.pass(30 * MINUTE);
    expect(renewed()).to.have.lengthOf(22);
  });

  it('is asked for no more often although Twilio asks for it again and again', async () => {
    await world.line.ensure();
    world.refusal = UNREACHABLE;
    for (let second = 0; second < 600; second++) {
      world.server.wantTokens();
      await world.clock.pass(SECOND);
    }
    expect(renewed().length).to.be.at.most(21);
  });

  it('is tried again after half a minute when Twilio did not take the new one', async () => {
    world.server.renewalFaults.push('unclear', 'refused');
    await world.line.ensure();
    await world.clock.pass(HOUR);
    expect(renewed()).to.deep.equal([2880, 2910, 2940]);
    expect([world.server.renewals, world.server.connections]).to.deep.equal([['token 4'], 1]);
  });

  it('makes a new line when the companion does not know the device any more', async () => {
    await world.line.ensure();
    world.identity = 'a_other';
    await world.clock.pass(HOUR);
    expect([world.server.connections, world.connection]).to.deep.equal([2, 'online']);
    expect(world.server.renewals).to.deep.equal([]);
  });

  it('ends in no loop when every new token is refused', async () => {
    await world.line.ensure();
    world.server.refusals.push(...Array<'refused'>(1000).fill('refused'));
    world.server.expire();
    await world.clock.pass(10 * MINUTE);
    expect(world.told.at(-1)).to.deep.equal({ phase: 'failed', reason: 'unreachable' });
    for (let i = 1; i < world.asked.length; i++) expect(world.asked[i]! - world.asked[i - 1]!).to.be.at.least(250);
    const late = world.asked.filter((at) => at > 5 * MINUTE).length;
    expect(late).to.be.within(10, 20);
    world.server.refusals.length = 0;
    await world.clock.pass(MINUTE);
    expect(world.connection).to.equal('online');
  });

  it('is asked for once when the companion refuses for good', async () => {
    world.refusal = new ServiceError(403, 'Not from here.');
    const answer = await world.line.ensure().catch((error: unknown) => error);
    expect(answer).to.equal(world.refusal);
    await world.clock.pass(HOUR);
    expect(world.asked).to.have.lengthOf(1);
    expect(world.told.at(-1)).to.deep.equal({ phase: 'failed', reason: 'refused' });
  });

  it('is that of the newest line: an answer that comes late renews nothing', async () => {
    await world.line.ensure();
    world.server.wantTokens();
    world.server.expire();
    await world.clock.pass(500);
    expect(world.server.connections).to.equal(2);
    expect(world.server.renewals).to.deep.equal([]);
    await world.clock.pass(HOUR);
    expect(world.server.renewals).to.have.lengthOf(1);
  });
});
