/**
 * What a team member sees and does: all open conversations, live. Knows the line, the threads and who the visitors are;
 * does not know what is seen. Called by the Inbox's view.
 */
import type { Clock } from '../session/clock.js';
import { catchUp, readEarlier, toStored } from '../session/history.js';
import { createLine, type Line } from '../session/line.js';
import { ServiceError } from '../session/service.js';
import type { InboxSessionAnswer, VisitorProfile } from '../shared/inbox.js';
import type { Connection } from '../state/state.js';
import type { Connect, ConversationRecord, Transport, TransportEvent } from '../transport/transport.js';
import type { InboxService } from './service.js';
import { createThread, type Thread } from './thread.js';

export interface DeskWorld {
  service: InboxService;
  clock: Clock;
  newId: () => string;
  loadConnect: () => Promise<Connect>;
  /** Called after every change. */
  changed: () => void;
}

/** Conversations that are read at the same time when the desk is prepared. */
const AT_ONCE = 6;

export class Desk {
  readonly threads = new Map<string, Thread>();
  readonly people = new Map<string, VisitorProfile>();
  connection: Connection = { phase: 'idle' };
  isSignedOut = false;
  readonly #world: DeskWorld;
  readonly #line: Line;
  #session: InboxSessionAnswer | null = null;

  constructor(world: DeskWorld) {
    this.#world = world;
    this.#line = createLine({
      clock: world.clock,
      loadConnect: world.loadConnect,
      startSession: () => this.#startSession(),
      endpoint: () => this.#session?.twilio ?? {},
      tell: (event) => {
        this.#hear(event);
      },
      tellConnection: (connection) => {
        this.connection = connection;
        world.changed();
      },
      prepare: (transport) => this.#prepare(transport),
      probe: async (transport) => {
        // Whatever is known is answered from memory; what comes after it the server has to tell.
        for (const { sid, store } of this.threads.values()) {
          await transport.messages(sid, { limit: 1, from: store.state.completeTo + 1 });
          return;
        }
      },
      random: Math.random,
    });
  }

  start(): void {
    this.#line.ensure().catch(() => undefined);
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
    const { state, report } = this.threads.get(sid)?.store ?? {};
    const newest = state?.messages.at(-1)?.index ?? -1;
    if (state === undefined || report === undefined || newest <= state.readIndex) return;
    report({ type: 'read-up-to', index: newest });
    // Lost, it is moved again with the next message.
    this.#whenOnline((transport) => transport.markRead(sid, newest));
  }

  async loadEarlier(sid: string): Promise<void> {
    const { store } = this.threads.get(sid) ?? {};
    if (store !== undefined) await readEarlier(await this.#line.ensure(), store, sid);
  }

  async #startSession(): Promise<InboxSessionAnswer> {
    try {
      this.#session = await this.#world.service.session();
      return this.#session;
    } catch (error) {
      this.isSignedOut = error instanceof ServiceError && error.status === 401;
      throw error;
    }
  }

  async #prepare(transport: Transport): Promise<void> {
    const waiting = await transport.conversations();
    const takeUpNext = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        // One that cannot be read now is caught up with at the next reconnection; the others must not wait for it.
        await this.#takeUp(transport, next).catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, takeUpNext));
    await this.#meetQuietly([...this.threads.values()].map(({ visitor }) => visitor));
  }

  /** Brings a conversation onto the desk, or up to date. */
  async #takeUp(transport: Transport, { sid, visitor, readIndex }: ConversationRecord): Promise<void> {
    let thread = this.threads.get(sid);
    if (thread === undefined) {
      thread = createThread(sid, visitor ?? '', this.#session?.identity ?? '', this.#line, this.#world.clock);
      thread.store.watch(() => {
        this.#world.changed();
      });
      this.threads.set(sid, thread);
    }
    thread.store.report({ type: 'read-up-to', index: readIndex });
    await catchUp(transport, thread.store, sid);
    this.#world.changed();
  }

  /** Asks who these visitors are. */
  async #meet(identities: readonly string[]): Promise<void> {
    for (let i = 0; i < identities.length; i += 100) {
      const { people } = await this.#world.service.people(identities.slice(i, i + 100));
      for (const [identity, person] of Object.entries(people)) this.people.set(identity, person);
    }
    this.#world.changed();
  }

  #hear(event: TransportEvent): void {
    if (event.type === 'line') {
      if (event.state === 'online') this.#whenOnline((transport) => this.#prepare(transport));
    } else if (event.type === 'conversation') {
      const { conversation } = event;
      const thread = this.threads.get(conversation.sid);
      // One that comes while the desk is being prepared waits for it.
      if (thread === undefined)
        this.#line.ensure().then(
          (transport) => this.#welcome(transport, conversation),
          () => undefined,
        );
      else thread.store.report({ type: 'read-up-to', index: conversation.readIndex });
    } else if (event.type === 'conversation-left') {
      this.threads.delete(event.sid);
      this.#world.changed();
    } else if (event.type === 'message') {
      const thread = this.threads.get(event.conversation);
      thread?.store.report({ type: 'messages-received', messages: [toStored(event.message)] });
      // The visitor may have said who they are since.
      if (thread !== undefined && !this.people.get(thread.visitor)?.email) void this.#meetQuietly([thread.visitor]);
    } else if (event.type === 'typing') {
      const thread = this.threads.get(event.conversation);
      if (event.identity === thread?.visitor) thread.store.report({ type: 'team-typing', isTyping: event.isTyping });
    }
  }

  async #welcome(transport: Transport, conversation: ConversationRecord): Promise<void> {
    await this.#takeUp(transport, conversation);
    await this.#meetQuietly([conversation.visitor ?? '']);
  }

  async #meetQuietly(visitors: readonly string[]): Promise<void> {
    // Without names the threads still work.
    await this.#meet(visitors).catch(() => undefined);
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
