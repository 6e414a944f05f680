import { expect } from '@open-wc/testing';
import { ServiceError } from '../../src/session/service.js';
import { createWorld, visit, VISITOR, type World } from '../support/browser/fake-session.js';
import { settled } from '../support/browser/manual-clock.js';

/** A minute: longer than any pause between attempts. */
const MINUTE = 60_000;

describe('session', () => {
  let world: World;

  beforeEach(() => {
    world = createWorld();
  });

  const bodies = (): string[] => world.server.messages.map(({ body }) => body);

  it('asks and stores nothing before the visitor acts', async () => {
    const { session } = visit(world);
    session.resume();
    await world.clock.pass(MINUTE);
    expect(world.companion.requests).to.deep.equal([]);
    expect(world.storage.length).to.equal(0);
    expect(world.server.connections).to.equal(0);
  });

  it('does not connect when the visitor only fills in the form or types', async () => {
    const { session } = visit(world);
    session.identify('Ada', 'ada@example.com');
    session.draft('hel');
    await world.clock.pass(MINUTE);
    expect(world.companion.requests).to.deep.equal([]);
    expect(world.server.connections).to.equal(0);
  });

  it('brings back what was typed and not sent, on the same day', async () => {
    visit(world).session.draft('I was abo');
    const next = visit(world);
    next.session.resume();
    expect(next.store.state.draft).to.equal('I was abo');
    next.session.draft('');
    next.session.write('I was about to ask');
    await settled();
    const sent = visit(world);
    sent.session.resume();
    expect(sent.store.state.draft).to.equal('');
    sent.session.draft('and ano');
    await world.clock.pass(24 * 60 * MINUTE);
    const late = visit(world);
    late.session.resume();
    expect(late.store.state.draft).to.equal('');
  });

  it('keeps no draft of somebody whom the site knows', () => {
    const user = { email: 'ada@example.com' };
    visit(world, user).session.draft('my account number is');
    const next = visit(world, user);
    next.session.resume();
    expect(next.store.state.draft).to.equal('');
    expect(world.storage.length).to.equal(0);
  });

  it('creates the conversation with the first message and delivers it', async () => {
    const { session, store } = visit(world);
    session.identify('Ada', 'ada@example.com');
    session.write('hello');
    expect(store.state.outbox.map(({ body, phase }) => [body, phase])).to.deep.equal([['hello', 'sending']]);
    await settled();
    expect(world.companion.requests).to.deep.equal([
      ['session', { user: { name: 'Ada', email: 'ada@example.com' } }],
      ['conversation', 'secret-of-this-device'],
    ]);
    expect(store.state.outbox).to.deep.equal([]);
    expect(store.state.messages.map(({ body, author, data }) => [body, author, data])).to.deep.equal([
      ['hello', VISITOR, { language: 'en' }],
    ]);
  });

  it('tells the companion that it wrote in a conversation that was closed', async () => {
    const { session } = visit(world);
    session.write('one more thing');
    await settled();
    const before = world.companion.requests.length;
    world.server.reopen();
    await settled();
    expect(world.companion.requests.slice(before)).to.deep.equal([['session', { device: 'secret-of-this-device' }]]);
  });

  it('delivers in order, one at a time', async () => {
    const { session } = visit(world);
    world.server.faults.push('unavailable');
    for (const body of ['one', 'two', 'three']) session.write(body);
    await world.clock.pass(MINUTE);
    expect(bodies()).to.deep.equal(['one', 'two', 'three']);
  });

  it('does not send again what was stored although the answer was lost', async () => {
    const { session, store } = visit(world);
    world.server.faults.push('lost');
    session.write('once');
    await world.clock.pass(MINUTE);
    expect(bodies()).to.deep.equal(['once']);
    expect(store.state.outbox).to.deep.equal([]);
  });

  it('sends again what an unclear failure did not store', async () => {
    const { session } = visit(world);
    world.server.faults.push('unclear', 'unclear');
    session.write('once');
    await world.clock.pass(MINUTE);
    expect(bodies()).to.deep.equal(['once']);
  });

  it('keeps what the server refuses as failed, and sends it on retry', async () => {
    const { session, store } = visit(world);
    world.server.faults.push('refused');
    session.write('no');
    session.write('after');
    await settled();
    expect(bodies()).to.deep.equal(['after']);
    const [failed] = store.state.outbox;
    expect(failed).to.include({ body: 'no', phase: 'failed' });
    session.retry(failed?.cid ?? '');
    await world.clock.pass(MINUTE);
    expect(bodies()).to.deep.equal(['after', 'no']);
  });

  it('looks before it sends a failed message again: what was refused may be the second copy', async () => {
    const { session, store } = visit(world);
    session.write('hello');
    await settled();
    world.server.faults.push('refused');
    session.write('once');
    await settled();
    const { cid = '' } = store.state.outbox[0] ?? {};
    // The first copy was on its way all the time, and nobody heard of it.
    world.server.storeSilently(VISITOR, 'once', { cid });
    session.retry(cid);
    await world.clock.pass(MINUTE);
    expect(bodies()).to.deep.equal(['hello', 'once']);
    expect(store.state.outbox).to.deep.equal([]);
  });

  it('says so when it cannot connect, and delivers when it can', async () => {
    const { session, store } = visit(world);
    world.server.refusals.push('unavailable', 'unavailable', 'unavailable', 'unavailable');
    session.write('patience');
    await world.clock.pass(3000);
    expect(store.state.connection).to.deep.equal({ phase: 'failed', reason: 'unreachable' });
    await world.clock.pass(MINUTE);
    expect(store.state.connection).to.deep.equal({ phase: 'online' });
    expect(bodies()).to.deep.equal(['patience']);
  });

  it('does not try again after its end', async () => {
    world.server.refusals.push('unavailable');
    const { session } = visit(world);
    session.write('hello');
    await settled();
    expect(world.server.connections).to.equal(1);
    session.close();
    await world.clock.pass(MINUTE);
    expect(world.server.connections).to.equal(1);
    expect(world.companion.requests).to.have.lengthOf(1);
  });

  it('fails at once when the companion refuses for good', async () => {
    const { session, store } = visit(world);
    world.companion.errors.push(new ServiceError(403, 'no'));
    session.write('no');
    await settled();
    expect(store.state.connection).to.deep.equal({ phase: 'failed', reason: 'refused' });
    expect(store.state.outbox[0]?.phase).to.equal('failed');
  });

  it('waits while the companion cannot create the conversation', async () => {
    const { session } = visit(world);
    world.companion.errors.push(null, new ServiceError(503, 'later'));
    session.write('later');
    await world.clock.pass(MINUTE);
    expect(bodies()).to.deep.equal(['later']);
  });

  it('leaves the companion alone for as long as it asks, whatever happens meanwhile', async () => {
    const { session } = visit(world);
    const slower = (): ServiceError => new ServiceError(429, 'Slower.', 20_000);
    world.companion.errors.push(slower(), null, slower());
    session.write('patience');
    await world.clock.pass(19_000);
    session.retryNow();
    await world.clock.pass(500);
    expect(world.companion.requests).to.have.lengthOf(1);
    // Not much longer either.
    await world.clock.pass(4_500);
    expect(world.companion.requests).to.have.lengthOf(3);
    await world.clock.pass(15_000);
    session.retryNow();
    await settled();
    expect(world.companion.requests).to.have.lengthOf(3);
    await world.clock.pass(10_000);
    expect(bodies()).to.deep.equal(['patience']);
  });

  it('brings the conversation back at the next page, once', async () => {
    const first = visit(world);
    first.session.write('before');
    await settled();
    world.server.store('t_team', 'answer');
    first.session.close();

    const { session, store } = visit(world);
    session.resume();
    await settled();
    expect(store.state.messages.map(({ body }) => body)).to.deep.equal(['before', 'answer']);
    expect(store.state.history).to.equal('whole');
  });

  it('delivers after a reload what was still on its way, exactly once', async () => {
    const first = visit(world);
    world.server.faults.push('lost');
    first.session.write('stored');
    first.session.write('not yet');
    await settled();
    first.session.close();

    const { session } = visit(world);
    session.resume();
    await world.clock.pass(MINUTE);
    expect(bodies()).to.deep.equal(['stored', 'not yet']);
  });

  it('notices within ten seconds that the line is dead while a message waits', async () => {
    const { session } = visit(world);
    session.write('hello');
    await settled();
    world.server.killLines();
    session.write('into the void');
    await world.clock.pass(8900);
    expect(world.server.connections).to.equal(1);
    await world.clock.pass(100);
    expect(world.server.connections).to.equal(2);
    await world.clock.pass(MINUTE);
    expect(bodies()).to.deep.equal(['hello', 'into the void']);
  });

  it('connects anew when the token expired, and misses nothing', async () => {
    const { session, store } = visit(world);
    session.write('hello');
    await settled();
    world.server.expire();
    world.server.store('t_team', 'while away');
    await world.clock.pass(MINUTE);
    expect(world.server.connections).to.equal(2);
    expect(store.state.messages.map(({ body }) => body)).to.deep.equal(['hello', 'while away']);
  });

  it('tells whether the team is there', async () => {
    const { session, store } = visit(world);
    session.write('hello');
    await settled();
    expect(store.state.availability).to.equal('offline');
    world.server.setOnline('t_team', true);
    expect(store.state.availability).to.equal('online');
  });

  it('leaves office hours as they were told, whoever is there', async () => {
    const { session, store } = visit(world, null, true);
    session.write('hello');
    await settled();
    store.report({ type: 'availability-told', availability: 'offline' });
    world.server.setOnline('t_team', true);
    expect(store.state.availability).to.equal('offline');
  });

  it('reads what it missed also when a newer message was faster', async () => {
    const { session, store } = visit(world);
    session.write('hello');
    await settled();
    world.server.expire();
    world.server.storeSilently('t_team', 'missed');
    world.server.onLine = () => {
      world.server.onLine = () => undefined;
      world.server.store('t_team', 'live');
    };
    await world.clock.pass(MINUTE);
    expect(store.state.messages.map(({ body }) => body)).to.deep.equal(['hello', 'missed', 'live']);
  });

  it('does not send again after a reload what is stored', async () => {
    const first = visit(world);
    world.server.faults.push('lost');
    first.session.write('once');
    await settled();
    first.session.close();

    const { session, store } = visit(world);
    session.resume();
    await world.clock.pass(MINUTE);
    expect(world.server.sends).to.deep.equal(['once']);
    expect(store.state.outbox).to.deep.equal([]);
  });

  it('tells the visitor when a line that was up stays away', async () => {
    const { session, store } = visit(world);
    session.write('hello');
    await settled();
    world.server.refusals.push(...Array<'unavailable'>(8).fill('unavailable'));
    world.server.tellLine('reconnecting');
    expect(store.state.connection).to.deep.equal({ phase: 'reconnecting' });
    await world.clock.pass(20_000);
    expect(store.state.connection).to.deep.equal({ phase: 'failed', reason: 'unreachable' });
    await world.clock.pass(MINUTE);
    expect(store.state.connection).to.deep.equal({ phase: 'online' });
  });

  it('starts over when the server does not know the device any more', async () => {
    const { session, store } = visit(world);
    session.write('before');
    await settled();
    world.companion.identity = 'a_new';
    world.companion.existing = null;
    await world.clock.pass(3_600_000);
    expect(world.server.connections).to.equal(2);
    expect(store.state).to.deep.include({ identity: 'a_new', messages: [], outbox: [], conversation: null });
    session.write('after');
    await world.clock.pass(MINUTE);
    expect(store.state.messages.at(-1)).to.include({ author: 'a_new', body: 'after' });
  });

  it('tells the companion what the site says later about the same person', async () => {
    const user = { email: 'jane@acme.com', name: 'Jane' };
    const { session } = visit(world, user);
    session.updatePerson();
    expect(world.companion.requests).to.deep.equal([]);
    session.write('hello');
    await settled();
    user.name = 'Jane Doe';
    session.updatePerson();
    await settled();
    expect(world.companion.requests.at(-1)).to.deep.equal([
      'session',
      { user: { email: 'jane@acme.com', name: 'Jane Doe' }, device: 'secret-of-this-device' },
    ]);
  });

  it('stores nothing after it was closed, whatever answers come late', async () => {
    const { session } = visit(world, { email: 'jane@acme.com' });
    session.resume();
    session.write('hello');
    session.close();
    world.storage.clear();
    await world.clock.pass(MINUTE);
    expect(world.storage.length).to.equal(0);
  });
});
