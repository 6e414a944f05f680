/**
 * How a fact changes the state of a chat. Pure and total: knows nothing of time, network or views, and gives back the
 * same object when nothing changed, so that whoever watches can compare by identity. Called by the store alone.
 */
import type { Fact } from './facts.js';
import { INITIAL_STATE, type ChatState, type History, type OutgoingMessage, type StoredMessage } from './state.js';

export function reduce(state: ChatState, fact: Fact): ChatState {
  switch (fact.type) {
    case 'opened':
      return change(state, { opened: true });
    case 'closed':
      return change(state, { opened: false });
    case 'availability-told':
      return change(state, { availability: fact.availability });
    case 'connection-changed':
      // A new line does not tell that somebody has stopped typing meanwhile.
      return change(state, { connection: fact.connection, isTeamTyping: false });
    case 'visitor-asked':
      return change(state, { visitor: { phase: 'asking' } });
    case 'visitor-identified':
      return change(state, {
        visitor: { phase: 'identified', name: fact.name, email: fact.email, thanked: fact.byForm },
      });
    case 'visitor-skipped':
      return change(state, { visitor: { phase: 'skipped' } });
    case 'session-started':
      return startSession(state, fact.identity, fact.conversation);
    case 'conversation-started':
      // Unless its own event was faster.
      return fact.sid === state.conversation
        ? state
        : change(state, { conversation: fact.sid, isStartedHere: true, history: 'whole' });
    case 'messages-received':
      return receive(state, fact.messages, fact.history);
    case 'caught-up':
      return fact.index > state.completeTo ? change(state, { completeTo: fact.index }) : state;
    case 'message-written': {
      const { cid, body, at, data } = fact;
      return change(state, {
        outbox: [...state.outbox, { cid, body, at, data, phase: 'sending', after: state.completeTo }],
      });
    }
    case 'outbox-restored':
      return change(state, { outbox: restore(state, fact.outbox) });
    case 'start-restored':
      return change(state, { isStartedHere: true });
    case 'message-sent':
      return change(state, { outbox: edit(state.outbox, fact.cid, { phase: 'sent', index: fact.index }) });
    case 'message-failed':
      return change(state, { outbox: edit(state.outbox, fact.cid, { phase: 'failed' }) });
    case 'message-retried':
      return change(state, { outbox: edit(state.outbox, fact.cid, { phase: 'sending' }) });
    case 'read-up-to':
      return fact.index > state.readIndex ? change(state, { readIndex: fact.index }) : state;
    case 'team-typing':
      return change(state, { isTeamTyping: fact.isTyping });
    case 'draft-changed':
      return change(state, { draft: fact.draft });
  }
}

function change(state: ChatState, changes: Partial<ChatState>): ChatState {
  const names = Object.keys(changes) as (keyof ChatState)[];
  return names.every((name) => state[name] === changes[name]) ? state : Object.freeze({ ...state, ...changes });
}

/** A token for the identity that is known changes nothing; another identity has another history. */
function startSession(state: ChatState, identity: string, conversation: string | null): ChatState {
  if (identity === state.identity) return change(state, { conversation: conversation ?? state.conversation });
  const { messages, history, completeTo, readIndex } = INITIAL_STATE;
  const isStartedHere = state.identity === null && state.isStartedHere;
  // What was delivered belongs to the former history; what was not is for the new one.
  const outbox = state.outbox
    .filter(({ phase }) => phase !== 'sent')
    .map((message) => ({ ...message, after: completeTo }));
  return change(state, { identity, conversation, messages, outbox, history, completeTo, isStartedHere, readIndex });
}

/** Merges a page or a live message: by sid, ordered by index, each `cid` of an author shown once, the first. */
function receive(state: ChatState, received: readonly StoredMessage[], history: History | undefined): ChatState {
  const messages = merge(state.messages, received);
  const stored = new Set(messages.filter(({ author }) => author === state.identity).map(({ cid }) => cid));
  const outbox = state.outbox.some(({ cid }) => stored.has(cid))
    ? state.outbox.filter(({ cid }) => !stored.has(cid))
    : state.outbox;
  return change(state, {
    messages,
    outbox,
    history: history ?? state.history,
    completeTo: extend(state.completeTo, messages),
    // Whoever has just written is not writing any more.
    isTeamTyping: messages === state.messages ? state.isTeamTyping : false,
  });
}

/** Moves the mark over messages that follow it without a hole. */
function extend(completeTo: number, messages: readonly StoredMessage[]): number {
  let mark = completeTo;
  for (const { index } of messages) if (index === mark + 1) mark = index;
  return mark;
}

function merge(known: readonly StoredMessage[], received: readonly StoredMessage[]): readonly StoredMessage[] {
  const seen = new Set<string>();
  const merged = [...known, ...received]
    .sort((one, other) => one.index - other.index)
    .filter(({ sid, author, cid }) => {
      const key = cid === null ? sid : `${author} ${cid}`;
      return !seen.has(key) && seen.add(key);
    });
  return merged.length === known.length && merged.every((message, i) => message === known[i]) ? known : merged;
}

/** Puts messages at their place in the outbox. Of those that are there it takes over whether they have failed. */
function restore(
  { outbox, messages, identity }: ChatState,
  restored: readonly OutgoingMessage[],
): readonly OutgoingMessage[] {
  const byCid = new Map(outbox.map((message) => [message.cid, message]));
  for (const message of restored) {
    const known = byCid.get(message.cid);
    if (known?.phase === 'sent') continue;
    if (messages.some(({ cid, author }) => cid === message.cid && author === identity)) continue;
    byCid.set(message.cid, message);
  }
  return [...byCid.values()].sort((one, other) => one.at - other.at);
}

function edit(
  outbox: readonly OutgoingMessage[],
  cid: string,
  changes: Partial<OutgoingMessage>,
): readonly OutgoingMessage[] {
  return outbox.map((message) => (message.cid === cid ? { ...message, ...changes } : message));
}
