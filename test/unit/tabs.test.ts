import { expect } from '@open-wc/testing';
import type { Session } from '../../src/session/session.js';
import { takeTurns } from '../../src/session/turns.js';
import { inOrder } from '../../src/state/select.js';
import type { Store } from '../../src/state/store.js';
import { createWorld, visit, type World } from '../support/browser/fake-session.js';
import { settled } from '../support/browser/manual-clock.js';

const KEY = 'missive-chat:account';
/** How long the messages of a tab that is gone may wait for another one, in milliseconds. */
const TAKE_OVER = 2000;
const MINUTE = 60_000;

describe('tabs of one visitor, on pages without locks', () => {
  let world: World;
  let tabs: Tab[];

  interface Tab {
    session: Session;
    store: Store;
  }

  beforeEach(() => {
    world = createWorld();
    tabs = [];
  });

  /** Opens a page beside those that are open. */
  function open(): Tab {
    const storage = Object.create(world.storage) as Storage;
    const turns = takeTurns({
      locks: undefined,
      storage: () => storage,
      name: KEY,
      clock: world.clock,
      newId: () => `tab-${String(tabs.length)}`,
    });
    const tab = visit({ ...world, storage }, null, false, turns);
    // What one tab writes all others are told, as the browser does it.
    const tell = (key: string): void => {
      if (key !== KEY && !key.startsWith(`${KEY}/`)) return;
      for (const other of tabs) if (other !== tab) queueMicrotask(() => other.session.share());
    };
    storage.setItem = (key, value) => {
      world.storage.setItem(key, value);
      tell(key);
    };
    storage.removeItem = (key) => {
      world.storage.removeItem(key);
      tell(key);
    };
    tabs.push(tab);
    tab.session.resume();
    return tab;
  }

  /** The page is gone, with whatever it was doing. */
  function kill(tab: Tab): void {
    tabs = tabs.filter((other) => other !== tab);
    tab.session.close();
  }

  const shown = ({ store }: Tab): string[] =>
    inOrder(store.state).map((message) => ('sid' in message ? message.body : `${message.phase}: ${message.body}`));
  const stored = (): string[] => world.server.messages.map(({ body }) => body);

  it('all show what one writes, on its way and delivered', async () => {
    const [one, other] = [open(), open()];
    one.session.write('hello');
    await settled();
    expect([shown(one), shown(other)]).to.deep.equal([['sending: hello'], ['sending: hello']]);
    await world.clock.pass(TAKE_OVER);
    expect([shown(one), shown(other)]).to.deep.equal([['hello'], ['hello']]);
    expect(world.server.sends).to.deep.equal(['hello']);
  });

  it('make one visitor and one conversation, although both begin at once', async () => {
    const [one, other] = [open(), open()];
    one.session.write('one');
    other.session.write('two');
    await world.clock.pass(MINUTE);
    expect(stored().sort()).to.deep.equal(['one', 'two']);
    expect(shown(one)).to.deep.equal(stored());
    expect(shown(other)).to.deep.equal(stored());
    expect(one.store.state.identity).to.equal(other.store.state.identity);
    expect(world.server.sends).to.have.lengthOf(2);
  });

  it('deliver in the order in which it was written, in whichever tab', async () => {
    const [one, other] = [open(), open()];
    one.session.write('0');
    await world.clock.pass(TAKE_OVER);
    world.server.faults.push('unheard', 'unavailable', 'unclear');
    for (let i = 1; i <= 10; i++) {
      (i % 2 === 0 ? one : other).session.write(String(i));
      await world.clock.pass(50);
    }
    await world.clock.pass(MINUTE);
    const all = Array.from({ length: 11 }, (_, i) => String(i));
    expect(stored()).to.deep.equal(all);
    expect([shown(one), shown(other)]).to.deep.equal([all, all]);
  });

  it('deliver within two seconds what a tab leaves behind that dies as it writes', async () => {
    const [one, other] = [open(), open()];
    one.session.write('first');
    await world.clock.pass(MINUTE);
    one.session.write('last words');
    kill(one);
    await world.clock.pass(TAKE_OVER);
    expect(stored()).to.deep.equal(['first', 'last words']);
    expect(shown(other)).to.deep.equal(['first', 'last words']);
  });

  it('look before they send what a dead tab may have sent', async () => {
    const [one, other] = [open(), open()];
    one.session.write('first');
    await world.clock.pass(MINUTE);
    world.server.faults.push('unheard');
    one.session.write('once');
    // Its turn has begun, and the message left.
    await world.clock.pass(150);
    expect(world.server.sends).to.deep.equal(['first', 'once']);
    kill(one);
    await world.clock.pass(MINUTE);
    expect(world.server.sends).to.deep.equal(['first', 'once']);
    expect(shown(other)).to.deep.equal(['first', 'once']);
  });

  it('look before they send also their own messages, which another may have sent while they waited', async () => {
    const [one, other] = [open(), open()];
    one.session.write('first');
    await world.clock.pass(MINUTE);
    world.server.faults.push('unavailable');
    other.session.write('of the other');
    await world.clock.pass(150);
    one.session.write('own');
    await world.clock.pass(500);
    expect(world.server.sends).to.deep.equal(['first', 'of the other', 'of the other']);
    world.server.faults.push('unheard');
    await world.clock.pass(1500);
    expect(world.server.sends.slice(3)).to.deep.equal(['own']);
    kill(other);
    await world.clock.pass(MINUTE);
    expect(world.server.sends.slice(3)).to.deep.equal(['own']);
    expect(shown(one)).to.deep.equal(['first', 'of the other', 'own']);
  });

  it('show a failure alike, and either can send it again, once', async () => {
    const [one, other] = [open(), open()];
    one.session.write('first');
    await world.clock.pass(MINUTE);
    world.server.faults.push('refused');
    one.session.write('no');
    await world.clock.pass(MINUTE);
    expect([shown(one), shown(other)]).to.deep.equal([
      ['first', 'failed: no'],
      ['first', 'failed: no'],
    ]);
    other.session.retry(other.store.state.outbox[0]!.cid);
    await world.clock.pass(MINUTE);
    expect(stored()).to.deep.equal(['first', 'no']);
    expect([shown(one), shown(other)]).to.deep.equal([stored(), stored()]);
    expect(world.storage.length).to.equal(1);
  });

  it('work on when one is opened in the middle of another’s delivery', async () => {
    const one = open();
    one.session.write('first');
    await world.clock.pass(MINUTE);
    world.server.faults.push('unavailable', 'unavailable', 'unheard');
    for (const body of ['a', 'b', 'c']) one.session.write(body);
    await world.clock.pass(500);
    const other = open();
    await world.clock.pass(MINUTE);
    expect(stored()).to.deep.equal(['first', 'a', 'b', 'c']);
    expect([shown(one), shown(other)]).to.deep.equal([stored(), stored()]);
  });
});
