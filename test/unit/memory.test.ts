import { expect } from '@open-wc/testing';
import { createMemory, type Memory } from '../../src/session/memory.js';
import type { OutgoingMessage } from '../../src/state/state.js';
import { fakeStorage } from '../support/browser/fake-session.js';
import { hearWarnings } from '../support/browser/fake-world.js';

const DAY = 86_400_000;
const outgoing = (cid: string, at = 0): OutgoingMessage => ({
  cid,
  body: cid,
  at,
  data: {},
  phase: 'sending',
  after: -1,
});

describe('memory', () => {
  let storage: Storage;
  let now: number;

  beforeEach(() => {
    storage = fakeStorage();
    now = 0;
  });

  /** One tab. */
  const open = (email = ''): Memory =>
    createMemory(
      () => storage,
      'account',
      email,
      () => now,
    );
  const cids = (memory: Memory): string[] => memory.unsent().map(({ cid }) => cid);

  it('writes nothing before it is given something', () => {
    open().recall();
    expect(storage.length).to.equal(0);
  });

  it('remembers across pages', () => {
    open().keep({ device: 'secret', opened: true });
    expect(open().recall()).to.include({ device: 'secret', opened: true });
  });

  it('keeps what another tab wrote meanwhile', () => {
    const first = open();
    const second = open();
    second.recall();
    first.keep({ device: 'secret', hasConversation: true });
    second.keep({ opened: true });
    expect(open().recall()).to.include({ device: 'secret', hasConversation: true, opened: true });
  });

  it('keeps the messages of every tab in the order written', () => {
    const first = open();
    const second = open();
    first.keepUnsent(outgoing('a', 1));
    first.keepUnsent(outgoing('b', 3));
    second.keepUnsent(outgoing('c', 2));
    expect(cids(open())).to.deep.equal(['a', 'c', 'b']);
    first.dropUnsent('a');
    expect(cids(open())).to.deep.equal(['c', 'b']);
  });

  it('does not bring back what another tab has forgotten', () => {
    const first = open();
    const second = open();
    first.keep({ device: 'secret' });
    second.recall();
    first.forget();
    second.keep({ opened: true });
    second.keepUnsent(outgoing('late'));
    expect(storage.length).to.equal(0);
    expect(open().recall()).to.deep.equal({});
  });

  it('keeps the users of a site apart, and forgets the former one', () => {
    open().keep({ device: 'typed' });
    open('ann@example.com').keep({ device: 'ann' });
    expect(open('bob@example.com').recall()).to.deep.equal({});
    expect(open('ann@example.com').recall()).to.deep.equal({});
    expect(open().recall()).to.include({ device: 'typed' });
  });

  it('forgets after thirty days without use', () => {
    open().keep({ device: 'secret' });
    now = 30 * DAY;
    expect(open().recall()).to.include({ device: 'secret' });
    now = 31 * DAY;
    expect(open().recall()).to.deep.equal({});
    expect(storage.length).to.equal(0);
  });

  for (const text of ['{', '5', '"x"', 'null', '{"version":2,"email":"","day":0,"device":"later"}']) {
    it(`reads nothing out of ${text}`, () => {
      storage.setItem('missive-chat:account', text);
      expect(open().recall()).to.deep.equal({});
    });
  }

  it('leaves the record of a later version as it is, goes on in memory, and warns once', () => {
    const record = '{"version":2,"email":"","day":0,"device":"later"}';
    storage.setItem('missive-chat:account', record);
    storage.setItem('missive-chat:account/a', JSON.stringify(outgoing('a')));
    const { warnings, restore } = hearWarnings();
    const memory = open();
    memory.keep({ device: 'secret' });
    memory.keep({ opened: true });
    expect(memory.keepUnsent(outgoing('b'))).to.be.false;
    restore();
    expect(memory.recall()).to.include({ device: 'secret', opened: true });
    expect(cids(memory)).to.deep.equal([]);
    expect(storage.getItem('missive-chat:account')).to.equal(record);
    expect(storage.length).to.equal(2);
    expect(warnings).to.have.lengthOf(1);
  });

  for (const text of ['', '{', '7', 'null', '{"cid":"a","body":1,"at":0,"phase":"sending"}', '{"phase":"posted"}']) {
    it(`takes ${text || 'nothing'} for no message`, () => {
      storage.setItem('missive-chat:account/a', text);
      expect(open().unsent()).to.deep.equal([]);
    });
  }

  it('goes on in memory when the storage is full, and warns once', () => {
    const { warnings, restore } = hearWarnings();
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const memory = open();
    memory.keep({ device: 'secret' });
    memory.keepUnsent(outgoing('a'));
    restore();
    expect(memory.recall()).to.include({ device: 'secret' });
    expect(warnings).to.have.lengthOf(1);
  });

  it('keeps no message where there is no room for the record that says whose it is', () => {
    const { restore } = hearWarnings();
    const { setItem } = storage;
    storage.setItem = (key, value) => {
      if (!key.includes('/')) throw new DOMException('full', 'QuotaExceededError');
      setItem(key, value);
    };
    const memory = open();
    memory.keep({ device: 'secret' });
    expect(memory.keepUnsent(outgoing('a'))).to.be.false;
    restore();
    expect(storage.length).to.equal(0);
    storage.setItem = setItem;
    expect(memory.keepUnsent(outgoing('a'))).to.be.true;
    expect([open().recall().device, cids(open())]).to.deep.equal(['secret', ['a']]);
  });

  it('goes on in memory when the storage is cleared while the page is open', () => {
    const memory = open();
    memory.keep({ device: 'secret' });
    storage.clear();
    memory.keep({ opened: true });
    expect(memory.recall()).to.include({ device: 'secret', opened: true });
    expect(storage.length).to.equal(0);
  });

  it('works for the page view where storage is blocked', () => {
    const memory = createMemory(
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
      'account',
      '',
      () => now,
    );
    memory.keep({ device: 'secret' });
    expect(memory.recall()).to.include({ device: 'secret' });
    memory.forget();
    expect(memory.recall()).to.deep.equal({});
  });
});
