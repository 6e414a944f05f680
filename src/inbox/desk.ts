/**
 * What a team member does: all open conversations, live, and the closed ones that they look at. Knows the line, and puts
 * together the threads, what feeds them and who the people are; does not know what is seen. Called by the Inbox's view.
 */
import type { Clock } from '../session/clock.js';
import { readEarlier } from '../session/history.js';
import { createLine, type Line } from '../session/line.js';
import { ServiceError } from '../session/service.js';
import type { InboxSessionAnswer } from '../shared/inbox.js';
import type { Connection } from '../state/state.js';
import type { Connect, Transport } from '../transport/transport.js';
import { createAttendance, type Attendance } from './attendance.js';
import { ClosedList } from './closed-list.js';
import { createClosedReader, type ClosedReader } from './closed-reader.js';
import { createFeed, type Feed } from './feed.js';
import { People } from './people.js';
import type { InboxService } from './service.js';
import { createThread } from './thread.js';
import { Threads } from './threads.js';

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

export class Desk {
  readonly threads: Threads;
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
  readonly #feed: Feed;
  readonly #reader: ClosedReader;
  #session: InboxSessionAnswer | null = null;

  constructor(world: DeskWorld) {
    const { service, clock, changed, failed } = world;
    this.#world = world;
    this.people = new People(service, changed);
    this.closed = new ClosedList(service, changed);
    this.threads = new Threads({
      create: (sid, visitor) => createThread(sid, visitor, this.identity, this.#line, clock),
      closed: this.closed,
      now: () => clock.now(),
      changed,
      failed,
    });
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
    this.#feed = createFeed({
      threads: this.threads,
      people: this.people,
      attendance: this.#attendance,
      clock,
      whenOnline: (run) => {
        this.#whenOnline(run);
      },
      changed,
    });
    this.#line = createLine({
      clock,
      loadConnect: world.loadConnect,
      startSession: () => this.#startSession(),
      endpoint: () => this.#session?.twilio ?? {},
      tell: (event) => {
        this.#feed.hear(event);
      },
      tellConnection: (connection) => {
        this.connection = connection;
        // A new line does not tell that somebody has stopped typing meanwhile.
        for (const { store } of this.threads.all) store.report({ type: 'team-typing', isTyping: false });
        if (connection.phase === 'online') {
          this.hasBeenOnline = true;
          this.#attendance.start();
        }
        changed();
      },
      prepare: (transport) => this.#feed.prepare(transport),
      probe: async (transport) => {
        // Whatever is known is answered from memory; what comes after it the server has to tell.
        const [open] = this.threads.open;
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

  /** Whether a reply has not left yet. */
  get isDelivering(): boolean {
    return this.threads.all.some(({ store }) => store.state.outbox.some(({ phase }) => phase === 'sending'));
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
    this.#feed.meetAuthors(thread);
  }

  /** Closes a conversation. Rejects with words for people, also when there is a message that has not been seen here. */
  async close(sid: string): Promise<void> {
    const seenIndex = this.threads.get(sid)?.store.state.messages.at(-1)?.index ?? -1;
    await this.#world.service.close(sid, seenIndex);
    this.threads.leave(sid, this.#session?.identity ?? null);
  }

  /** Opens a closed conversation; it comes live when Twilio says so. Rejects with words for people. */
  async reopen(sid: string): Promise<void> {
    await this.#world.service.reopen(sid);
  }

  /** Reads a conversation that is not open, so that it can be shown. Rejects with words for people. */
  async look(sid: string): Promise<void> {
    const { visitor, isOpen, page } = await this.#reader.read(sid);
    // If it is open it will come, or has come, by itself.
    if (isOpen && this.threads.get(sid) !== undefined) return;
    const thread = this.threads.of(sid, visitor);
    thread.isClosed = true;
    if (isOpen) this.#attendance.look();
    await this.#reader.fill(thread, page);
    await this.people.meet([visitor]);
    this.#feed.meetAuthors(thread);
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
    for (const { outbox } of this.threads.all) outbox.stop();
    this.#line.close();
    this.#world.changed();
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
