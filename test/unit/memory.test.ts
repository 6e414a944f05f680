import { expect } from '@open-wc/testing';
import { createMemory, type Memory } from '../../src/session/memory.js';
import type { OutgoingMessage } from '../../src/state/state.js';
import { fakeStorage } from '../support/browser/fake-session.js';

const DAY = 86_400_000;
const outgoing = (cid: string): OutgoingMessage => ({ cid, body: cid, at: 0, data: {}, phase: 'sending' });

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
  const cids = (memory: Memory): string[] => (memory.recall().outbox ?? []).map(({ cid }) => cid);

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

  it('keeps the messages of every tab, and takes out its own', () => {
    const first = open();
    const second = open();
    first.keep({ outbox: [outgoing('a'), outgoing('b')] });
    second.keep({ outbox: [outgoing('c')] });
    expect(cids(open())).to.deep.equal(['a', 'b', 'c']);
    first.keep({ outbox: [outgoing('b')] });
    expect(cids(open())).to.have.members(['b', 'c']);
  });

  it('does not bring back what another tab has forgotten', () => {
    const first = open();
    const second = open();
    first.keep({ device: 'secret' });
    second.recall();
    first.forget();
    second.keep({ opened: true });
    expect(second.recall()).to.deep.equal({});
    expect(storage.length).to.equal(0);
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
