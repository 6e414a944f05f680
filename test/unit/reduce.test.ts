import { expect } from '@open-wc/testing';
import type { Fact } from '../../src/state/facts.js';
import { reduce } from '../../src/state/reduce.js';
import { INITIAL_STATE, type ChatState, type StoredMessage } from '../../src/state/state.js';

const message = (index: number, changes: Partial<StoredMessage> = {}): StoredMessage => ({
  sid: `IM${String(index)}`,
  index,
  author: 't_team',
  body: `message ${String(index)}`,
  at: index,
  cid: null,
  data: {},
  ...changes,
});

const after = (...facts: Fact[]): ChatState => facts.reduce(reduce, INITIAL_STATE);
const session: Fact = { type: 'session-started', identity: 'a_me', conversation: 'CH1' };
const received = (...messages: StoredMessage[]): Fact => ({ type: 'messages-received', messages });
const written: Fact = { type: 'message-written', cid: 'c1', body: 'hi', at: 1, data: {} };

describe('reduce', () => {
  const cases: [title: string, facts: Fact[], expected: Partial<ChatState>][] = [
    ['opens', [{ type: 'opened' }], { opened: true }],
    [
      'orders messages by index',
      [received(message(2), message(0)), received(message(1))],
      {
        messages: [message(0), message(1), message(2)],
      },
    ],
    ['shows a message once, however it came', [received(message(0)), received(message(0))], { messages: [message(0)] }],
    [
      'shows the first of two equal client ids of an author',
      [received(message(0, { cid: 'c' }), message(1, { cid: 'c' }))],
      { messages: [message(0, { cid: 'c' })] },
    ],
    [
      'keeps equal client ids of two authors',
      [received(message(0, { cid: 'c' }), message(1, { cid: 'c', author: 'a_me' }))],
      { messages: [message(0, { cid: 'c' }), message(1, { cid: 'c', author: 'a_me' })] },
    ],
    [
      'takes out of the outbox what is stored',
      [session, written, received(message(0, { cid: 'c1', author: 'a_me' }))],
      { outbox: [] },
    ],
    [
      'keeps in the outbox what somebody else claims to be',
      [session, written, received(message(0, { cid: 'c1', author: 't_team' }))],
      { outbox: [{ cid: 'c1', body: 'hi', at: 1, data: {}, phase: 'sending', after: -1 }] },
    ],
    [
      'notes where a sent message stands',
      [written, { type: 'message-sent', cid: 'c1', index: 7 }],
      {
        outbox: [{ cid: 'c1', body: 'hi', at: 1, data: {}, phase: 'sent', after: -1, index: 7 }],
      },
    ],
    [
      'reads forwards only',
      [
        { type: 'read-up-to', index: 4 },
        { type: 'read-up-to', index: 2 },
      ],
      { readIndex: 4 },
    ],
    [
      'forgets another identity’s messages',
      [session, received(message(0)), { type: 'session-started', identity: 'a_other', conversation: null }],
      { messages: [], conversation: null, history: 'unknown' },
    ],
    [
      'keeps the conversation when a token is renewed',
      [session, received(message(0)), { type: 'session-started', identity: 'a_me', conversation: null }],
      { messages: [message(0)], conversation: 'CH1' },
    ],
    [
      'knows nobody to be typing while the line is away: that they stopped may never be told',
      [
        session,
        { type: 'team-typing', isTyping: true },
        { type: 'connection-changed', connection: { phase: 'reconnecting' } },
        { type: 'connection-changed', connection: { phase: 'online' } },
      ],
      { isTeamTyping: false },
    ],
    [
      'stops the typing of whoever has written',
      [session, { type: 'team-typing', isTyping: true }, received(message(0))],
      { isTeamTyping: false },
    ],
  ];

  for (const [title, facts, expected] of cases) {
    it(title, () => {
      expect(after(...facts)).to.deep.include(expected);
    });
  }

  it('knows up to which message nothing is missing', () => {
    const mark = (...facts: Fact[]): number => after(session, ...facts).completeTo;
    expect(mark()).to.equal(-1);
    expect(mark(received(message(0), message(1)))).to.equal(1);
    expect(mark(received(message(0)), received(message(2)))).to.equal(0);
    expect(mark(received(message(0)), received(message(2)), received(message(1)))).to.equal(2);
    expect(mark(received(message(40)), { type: 'caught-up', index: 40 })).to.equal(40);
  });

  it('gives back the same object when nothing changed', () => {
    const state = after(session, received(message(0)));
    expect(reduce(state, received(message(0)))).to.equal(state);
    expect(reduce(state, session)).to.equal(state);
  });

  it('gives frozen, serialisable states', () => {
    const state = after(session, written);
    expect(Object.isFrozen(state)).to.equal(true);
    expect(JSON.parse(JSON.stringify(state))).to.deep.equal(state);
  });
});
