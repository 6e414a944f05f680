/**
 * Brings onto the desk what Twilio tells: all open conversations when the line is up, and the news after that. Knows the
 * order in which things are read; does not know what a member does with them. Called by the desk.
 */
import type { Clock } from '../session/clock.js';
import { catchUp, toStored } from '../session/history.js';
import type { ConversationRecord, Transport, TransportEvent } from '../transport/transport.js';
import type { Attendance } from './attendance.js';
import type { People } from './people.js';
import type { Thread } from './thread.js';
import type { Threads } from './threads.js';

export interface FeedWorld {
  threads: Threads;
  people: People;
  attendance: Attendance;
  clock: Clock;
  /** Runs with the line when it is up; what is cut off is caught up with when it is back. */
  whenOnline: (run: (transport: Transport) => unknown) => void;
  /** Called after every change. */
  changed: () => void;
}

export interface Feed {
  /** Reads what is open, and what is missing of it. Resolves when the conversations are known, before all are read. */
  prepare(transport: Transport): Promise<void>;
  /** Something has happened on the line. */
  hear(event: TransportEvent): void;
  /** Asks who wrote in a thread, of those that are not known. */
  meetAuthors(thread: Thread | undefined): void;
}

/** Conversations that are read at the same time. */
const AT_ONCE = 6;
/** How long a message may take to follow the news that there is one, in milliseconds. */
const LATE = 1000;

export function createFeed({ threads, people, attendance, clock, whenOnline, changed }: FeedWorld): Feed {
  function meetAuthors(thread: Thread | undefined): void {
    void people.meet(thread?.store.state.messages.map(({ author }) => author) ?? []);
  }

  async function read(transport: Transport, sid: string): Promise<void> {
    const thread = threads.get(sid);
    if (thread === undefined) return;
    await catchUp(transport, thread.store, sid);
    meetAuthors(thread);
  }

  async function prepare(transport: Transport): Promise<void> {
    const records = await transport.conversations();
    const sids = new Set(records.map(({ sid }) => sid));
    for (const { sid } of threads.open) if (!sids.has(sid)) threads.leave(sid, null);
    for (const record of records) threads.place(record);
    changed();
    void people.meet(records.map(({ visitor }) => visitor ?? ''));
    // What is seen first is read first. The line is good before all are read: there may be hundreds.
    const behind = records
      .sort((one, other) => (other.lastAt ?? 0) - (one.lastAt ?? 0))
      .filter(({ sid, lastIndex }) => threads.isBehind(sid, lastIndex));
    const readNext = async (): Promise<void> => {
      for (let next = behind.shift(); next !== undefined; next = behind.shift()) {
        // One that cannot be read now is read at the next reconnection; the others must not wait for it.
        await read(transport, next.sid).catch(() => undefined);
      }
    };
    for (let i = 0; i < AT_ONCE; i++) void readNext();
  }

  function hearOf(conversation: ConversationRecord): void {
    const { sid, lastIndex, visitor } = conversation;
    const isNew = threads.get(sid)?.isClosed ?? true;
    threads.place(conversation);
    const readOn = (): void => {
      if (threads.isBehind(sid, lastIndex)) whenOnline((transport) => read(transport, sid));
    };
    if (isNew) {
      void people.meet([visitor ?? '']);
      readOn();
      changed();
    } else if (threads.isBehind(sid, lastIndex)) {
      // Its message is on its way, unless it was lost with a line.
      clock.after(LATE, readOn);
    }
  }

  function hear(event: TransportEvent): void {
    if (event.type === 'line') {
      if (event.state === 'online') whenOnline(prepare);
    } else if (event.type === 'conversation') {
      hearOf(event.conversation);
    } else if (event.type === 'conversation-left') {
      threads.leave(event.sid, null);
      // Many at once may mean that one was removed from the team.
      attendance.look();
    } else if (event.type === 'message') {
      const thread = threads.get(event.conversation);
      thread?.store.report({ type: 'messages-received', messages: [toStored(event.message)] });
      meetAuthors(thread);
      if (thread !== undefined) void people.meetAgain(thread.visitor);
    } else if (event.type === 'typing') {
      const thread = threads.get(event.conversation);
      if (event.identity === thread?.visitor) thread.store.report({ type: 'team-typing', isTyping: event.isTyping });
    }
  }

  return { prepare, hear, meetAuthors };
}
