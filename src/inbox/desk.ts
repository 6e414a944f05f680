/**
 * What a team member sees and does: all open conversations, live, and the closed ones that they look at. Knows the line, the
 * threads and who the people are; does not know what is seen. Called by the Inbox's view.
 */
import type { Clock } from '../session/clock.js';
import { catchUp, readEarlier, toStored } from '../session/history.js';
import { createLine, type Line } from '../session/line.js';
import { ServiceError } from '../session/service.js';
import type { InboxSessionAnswer } from '../shared/inbox.js';
import { hasFailed } from '../state/select.js';
import type { Connection } from '../state/state.js';
import type { Connect, ConversationRecord, Transport, TransportEvent } from '../transport/transport.js';
import { createAttendance, type Attendance } from './attendance.js';
import { ClosedList } from './closed-list.js';
import { createClosedReader, type ClosedReader } from './closed-reader.js';
import { People } from './people.js';
import type { InboxService } from './service.js';
import { createThread, type Thread } from './thread.js';

export interface DeskWorld {
  service: InboxService;
  clock: Clock;
  newId: () => string;
  loadConnect: () => Promise<Connect>;
  /** Called after every change. */
  changed: () => void;
  /** Called when a reply has failed. */
  failed: () => void;
}

/** Conversations that are read at the same time. */
const AT_ONCE = 6;
/** How long a message may take to follow the news that there is one, in milliseconds. */
const LATE = 1000;

export class Desk {
  readonly threads = new Map<string, Thread>();
  readonly people: People;
  readonly closed: ClosedList;
  connection: Connection = { phase: 'idle' };
  /** Whether all open conversations are known, rather than still on their way. */
  hasBeenOnline = false;
  isSignedOut = false;
  /** Open conversations that Twilio did not take the member into. */
  refused = 0;
  readonly #world: DeskWorld;
  readonly #line: Line;
  readonly #attendance: Attendance;
  readonly #reader: ClosedReader;
  #session: InboxSessionAnswer | null = null;

  constructor(world: DeskWorld) {
    const { service, clock, changed } = world;
    this.#world = world;
    this.people = new People(service, changed);
    this.closed = new ClosedList(service, changed);
    this.#reader = createClosedReader(service);
    this.#attendance = createAttendance({
      service,
      clock,
      tell: (refused) => {
        this.refused = refused;
        changed();
      },
      signedOut: () => {
        this.#signOut();
      },
    });
    this.#line = createLine({
      clock,
      loadConnect: world.loadConnect,
      startSession: () => this.#startSession(),
      endpoint: () => this.#session?.twilio ?? {},
      tell: (event) => {
        this.#hear(event);
      },
      tellConnection: (connection) => {
        this.connection = connection;
        // A new line does not tell that somebody has stopped typing meanwhile.
        for (const { store } of this.threads.values()) store.report({ type: 'team-typing', isTyping: false });
        if (connection.phase === 'online') {
          this.hasBeenOnline = true;
          this.#attendance.start();
        }
        changed();
      },
      prepare: (transport) => this.#prepare(transport),
      probe: async (transport) => {
        // Whatever is known is answered from memory; what comes after it the server has to tell.
        const open = [...this.threads.values()].find(({ isClosed }) => !isClosed);
        if (open) await transport.messages(open.sid, { limit: 1, from: open.store.state.completeTo + 1 });
      },
      random: Math.random,
    });
  }

  start(): void {
    this.#line.ensure().catch(() => undefined);
  }

  /** Twilio identity of the member; empty until it is known. */
  get identity(): string {
    return this.#session?.identity ?? '';
  }

  /** The open conversations. */
  get open(): Thread[] {
    return [...this.threads.values()].filter(({ isClosed }) => !isClosed);
  }

  /** Whether a reply has not left yet. */
  get isDelivering(): boolean {
    return [...this.threads.values()].some(({ store }) => store.state.outbox.some(({ phase }) => phase === 'sending'));
  }

  /** The network may be back. */
  retryNow(): void {
    this.#line.retryNow();
    this.#line.check();
  }

  reply(sid: string, body: string): void {
    const thread = this.threads.get(sid);
    if (thread === undefined) return;
    const { newId, clock } = this.#world;
    thread.store.report({ type: 'draft-changed', draft: '' });
    thread.store.report({ type: 'message-written', cid: newId(), body, at: clock.now(), data: {} });
    thread.outbox.deliver();
  }

  retry(sid: string, cid: string): void {
    const thread = this.threads.get(sid);
    thread?.store.report({ type: 'message-retried', cid });
    thread?.outbox.deliver();
  }

  draft(sid: string, draft: string): void {
    this.threads.get(sid)?.store.report({ type: 'draft-changed', draft });
    if (draft !== '')
      this.#whenOnline((transport) => {
        transport.notifyTyping(sid);
      });
  }

  markRead(sid: string): void {
    const { store, isClosed = true } = this.threads.get(sid) ?? {};
    const newest = store?.state.messages.at(-1)?.index ?? -1;
    if (store === undefined || isClosed || newest <= store.state.readIndex) return;
    store.report({ type: 'read-up-to', index: newest });
    // Lost, it is moved again with the next message.
    this.#whenOnline((transport) => transport.markRead(sid, newest));
  }

  async loadEarlier(sid: string): Promise<void> {
    const thread = this.threads.get(sid);
    if (thread?.isClosed) await this.#reader.readEarlier(thread);
    else if (thread) await readEarlier(await this.#line.ensure(), thread.store, sid);
    this.#meetAuthors(thread);
  }

  /** Closes a conversation. Rejects with words for people, also when there is a message that has not been seen here. */
  async close(sid: string): Promise<void> {
    const seenIndex = this.threads.get(sid)?.store.state.messages.at(-1)?.index ?? -1;
    await this.#world.service.close(sid, seenIndex);
    this.#leave(sid, this.#session?.identity ?? null);
  }

  /** Opens a closed conversation; it comes live when Twilio says so. Rejects with words for people. */
  async reopen(sid: string): Promise<void> {
    await this.#world.service.reopen(sid);
  }

  /** Reads a conversation that is not open, so that it can be shown. Rejects with words for people. */
  async look(sid: string): Promise<void> {
    const { visitor, isOpen, page } = await this.#reader.read(sid);
    // If it is open it will come, or has come, by itself.
    if (isOpen && this.threads.has(sid)) return;
    const thread = this.#threadOf(sid, visitor);
    thread.isClosed = true;
    if (isOpen) this.#attendance.look();
    await this.#reader.fill(thread, page);
    await this.people.meet([visitor]);
    this.#meetAuthors(thread);
    this.#world.changed();
  }

  async #startSession(): Promise<InboxSessionAnswer> {
    try {
      this.#session = await this.#world.service.session();
      return this.#session;
    } catch (error) {
      if (error instanceof ServiceError && error.status === 401) this.#signOut();
      throw error;
    }
  }

  /** The sign-in has ended, or its member was removed: nothing comes in any more, nothing goes out. */
  #signOut(): void {
    if (this.isSignedOut) return;
    this.isSignedOut = true;
    this.#attendance.stop();
    for (const { outbox } of this.threads.values()) outbox.stop();
    this.#line.close();
    this.#world.changed();
  }

  async #prepare(transport: Transport): Promise<void> {
    const records = await transport.conversations();
    const sids = new Set(records.map(({ sid }) => sid));
    for (const { sid } of this.open) if (!sids.has(sid)) this.#leave(sid, null);
    for (const record of records) this.#place(record);
    this.#world.changed();
    void this.people.meet(records.map(({ visitor }) => visitor ?? ''));
    // What is seen first is read first. The line is good before all are read: there may be hundreds.
    const behind = records
      .sort((one, other) => (other.lastAt ?? 0) - (one.lastAt ?? 0))
      .filter(({ sid, lastIndex }) => this.#isBehind(sid, lastIndex));
    const readNext = async (): Promise<void> => {
      for (let next = behind.shift(); next !== undefined; next = behind.shift()) {
        // One that cannot be read now is read at the next reconnection; the others must not wait for it.
        await this.#read(transport, next.sid).catch(() => undefined);
      }
    };
    for (let i = 0; i < AT_ONCE; i++) void readNext();
  }

  #isBehind(sid: string, lastIndex: number): boolean {
    const { history = 'unknown', completeTo = -1 } = this.threads.get(sid)?.store.state ?? {};
    return history === 'unknown' || completeTo < lastIndex;
  }

  #threadOf(sid: string, visitor: string): Thread {
    let thread = this.threads.get(sid);
    if (thread === undefined) {
      thread = createThread(sid, visitor, this.#session?.identity ?? '', this.#line, this.#world.clock);
      thread.store.watch((state, previous) => {
        if (hasFailed(state, previous)) this.#world.failed();
        this.#world.changed();
      });
      this.threads.set(sid, thread);
    }
    return thread;
  }

  /** Brings a conversation onto the desk, as far as its record tells of it. */
  #place({ sid, visitor, readIndex, lastAt = 0 }: ConversationRecord): Thread {
    const thread = this.#threadOf(sid, visitor ?? '');
    thread.isClosed = false;
    thread.lastAt = lastAt;
    this.closed.remove(sid);
    thread.store.report({ type: 'read-up-to', index: readIndex });
    return thread;
  }

  async #read(transport: Transport, sid: string): Promise<void> {
    const thread = this.threads.get(sid);
    if (thread === undefined) return;
    await catchUp(transport, thread.store, sid);
    this.#meetAuthors(thread);
  }

  /** The conversation was closed. It stays here, for whoever reads it or has written a draft in it. */
  #leave(sid: string, closedBy: string | null): void {
    const thread = this.threads.get(sid);
    if (thread === undefined || thread.isClosed) return;
    thread.isClosed = true;
    this.closed.add({ sid, visitor: thread.visitor, closedBy, closedAt: this.#world.clock.now() });
    this.#world.changed();
  }

  #meetAuthors(thread: Thread | undefined): void {
    void this.people.meet(thread?.store.state.messages.map(({ author }) => author) ?? []);
  }

  #hear(event: TransportEvent): void {
    if (event.type === 'line') {
      if (event.state === 'online') this.#whenOnline((transport) => this.#prepare(transport));
    } else if (event.type === 'conversation') {
      this.#hearOf(event.conversation);
    } else if (event.type === 'conversation-left') {
      this.#leave(event.sid, null);
      // Many at once may mean that one was removed from the team.
      this.#attendance.look();
    } else if (event.type === 'message') {
      const thread = this.threads.get(event.conversation);
      thread?.store.report({ type: 'messages-received', messages: [toStored(event.message)] });
      this.#meetAuthors(thread);
      if (thread !== undefined) void this.people.meetAgain(thread.visitor);
    } else if (event.type === 'typing') {
      const thread = this.threads.get(event.conversation);
      if (event.identity === thread?.visitor) thread.store.report({ type: 'team-typing', isTyping: event.isTyping });
    }
  }

  #hearOf(conversation: ConversationRecord): void {
    const { sid, lastIndex, visitor } = conversation;
    const isNew = this.threads.get(sid)?.isClosed ?? true;
    this.#place(conversation);
    const read = (): void => {
      if (this.#isBehind(sid, lastIndex)) this.#whenOnline((transport) => this.#read(transport, sid));
    };
    if (isNew) {
      void this.people.meet([visitor ?? '']);
      read();
      this.#world.changed();
    } else if (this.#isBehind(sid, lastIndex)) {
      // Its message is on its way, unless it was lost with a line.
      this.#world.clock.after(LATE, read);
    }
  }

  #whenOnline(run: (transport: Transport) => unknown): void {
    if (this.connection.phase !== 'online') return;
    this.#line
      .ensure()
      .then(run)
      // Whatever was cut off is caught up with when the line is back.
      .catch(() => undefined);
  }
}
