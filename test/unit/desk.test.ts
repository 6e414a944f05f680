import { expect } from '@open-wc/testing';
import { Desk } from '../../src/inbox/desk.js';
import type { InboxService } from '../../src/inbox/service.js';
import { FakeServer } from '../support/browser/fake-transport.js';
import { ManualClock, settled } from '../support/browser/manual-clock.js';

const VISITOR = 'a_visitor';

describe('the desk of the Inbox', () => {
  let server: FakeServer;
  let clock: ManualClock;
  let failures: number;
  let desk: Desk;

  beforeEach(async () => {
    server = new FakeServer();
    clock = new ManualClock();
    failures = 0;
    const service: Partial<InboxService> = {
      // The fake server takes a token for the visitor of its one conversation.
      session: () =>
        Promise.resolve({ account: 'fake', identity: 't_me', token: VISITOR, expiresInSeconds: 3600, twilio: {} }),
      people: () => Promise.resolve({ people: {}, team: {} }),
      attendance: () => Promise.resolve({ againInSeconds: 600, refused: 0 }),
    };
    desk = new Desk({
      service: service as InboxService,
      clock,
      newId: () => `reply-${String(clock.now())}`,
      loadConnect: () => Promise.resolve(server.connect),
      changed: () => undefined,
      failed: () => failures++,
    });
    server.store(VISITOR, 'hello');
    desk.start();
    await settled();
  });

  it('tells once that a reply has failed, and that it failed again when it was tried again', async () => {
    server.faults.push('refused', 'refused');
    desk.reply('CH1', 'hi');
    await settled();
    expect(failures).to.equal(1);
    await clock.pass(60_000);
    expect(failures).to.equal(1);
    desk.retry('CH1', desk.threads.get('CH1')!.store.state.outbox[0]!.cid);
    await settled();
    expect(failures).to.equal(2);
  });

  it('shows no visitor as typing who may have stopped while the line was away', async () => {
    const isTyping = (): boolean => desk.threads.get('CH1')!.store.state.isTeamTyping;
    server.type(VISITOR, true);
    expect(isTyping()).to.be.true;
    server.expire();
    await clock.pass(60_000);
    expect(server.connections).to.equal(2);
    expect(isTyping()).to.be.false;
  });
});
