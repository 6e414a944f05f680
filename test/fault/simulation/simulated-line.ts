/** One connection to the simulated backend, with the manners of Twilio's SDK: it comes back by itself when it was cut. */
import {
  TransportError,
  type MessageRecord,
  type Page,
  type PageRequest,
  type Transport,
  type TransportOptions,
} from '../../../src/transport/transport.js';
import type { Backend, Conversation } from './backend.js';
import type { Process } from './time.js';

/** After this time the SDK gives up a request, on whatever line. In milliseconds. */
const REQUEST_LIMIT = 30_000;

export class SimulatedLine {
  readonly transport: Transport;
  readonly identity: string;
  readonly owner: Process;
  /** Whether it lets nothing pass any more, without a word. */
  isSilent = false;
  #isUp = true;
  #isClosed = false;
  #reconnections = 0;
  readonly #backend: Backend;
  readonly #options: TransportOptions;
  /** Requests without an answer; called when the line is cut. */
  readonly #pending = new Set<() => void>();

  constructor(backend: Backend, owner: Process, options: TransportOptions) {
    this.#backend = backend;
    this.#options = options;
    this.owner = owner;
    this.identity = options.token;
    this.transport = this.#createTransport();
    backend.lines.add(this);
  }

  /** The connection breaks; every request that waits fails, whatever became of it. */
  cut(): void {
    if (this.#isClosed || !this.#isUp) return;
    this.#isUp = false;
    this.isSilent = false;
    this.#later(0, () => {
      this.#failPending();
      this.#options.tell({ type: 'line', state: 'reconnecting' });
    });
    this.#reconnections = 0;
    this.#reconnectSoon();
  }

  /** The token's time is up. */
  expire(): void {
    this.#later(0, () => {
      this.#isUp = false;
      this.#failPending();
      this.#options.tell({ type: 'lost', reason: 'expired' });
    });
  }

  tellConversation({ sid, visitor, messages, readIndex }: Conversation): void {
    if (visitor !== this.identity && this.identity !== 't_team') return;
    const conversation = { sid, visitor, lastIndex: messages.length - 1, readIndex };
    this.#event(0, () => this.#options.tell({ type: 'conversation', conversation }));
  }

  tellMessage({ sid, visitor }: Conversation, message: MessageRecord, delay: number): void {
    if (visitor !== this.identity && this.identity !== 't_team') return;
    this.#event(delay, () => this.#options.tell({ type: 'message', conversation: sid, message }));
  }

  #reconnectSoon(): void {
    const delay = Math.min(2000, 250 * 2 ** this.#reconnections++);
    this.#later(delay * (0.5 + this.#backend.trouble.dice.next() / 2), () => {
      if (this.#backend.isDown) {
        this.#reconnectSoon();
        return;
      }
      this.#isUp = true;
      this.#options.tell({ type: 'line', state: 'online' });
    });
  }

  /** Something that the page's own code notices. */
  #later(delay: number, run: () => void): void {
    this.#backend.time.after(
      delay,
      () => {
        if (!this.#isClosed) run();
      },
      this.owner,
    );
  }

  /** News on their way to the page; what is on the way when the line breaks is lost. */
  #event(delay: number, run: () => void): void {
    if (!this.#isUp || this.isSilent) return;
    this.#later(this.#backend.latency() + delay, () => {
      if (this.#isUp && !this.isSilent) run();
    });
  }

  /**
   * Carries a request to the server and its answer back. What has left the page arrives even when the page dies.
   *
   * @param serve Runs at the server; gives the answer, now or later or never.
   */
  #request<Answer>(serve: (answer: (value: Answer | TransportError, delay?: number) => void) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { time } = this.#backend;
      const fail = (): void => {
        this.#pending.delete(fail);
        reject(new TransportError('unclear', 'disconnected'));
      };
      this.#pending.add(fail);
      if (this.#isClosed) {
        this.#pending.delete(fail);
        reject(new TransportError('unclear', 'The client was shut down.'));
        return;
      }
      const answer = (value: Answer | TransportError, delay = 0): void => {
        if (this.isSilent) return;
        time.after(
          this.#backend.latency() + delay,
          () => {
            if (!this.#pending.delete(fail) || this.isSilent) return;
            if (value instanceof TransportError) reject(value);
            else resolve(value);
          },
          this.owner,
        );
      };
      const arrive = (): void => {
        // Also what a page sent just before its line was given up.
        if (!this.isSilent) serve(answer);
      };
      if (this.#isUp) time.after(this.#backend.latency(), arrive);
      time.after(REQUEST_LIMIT, () => this.#pending.has(fail) && fail(), this.owner);
    });
  }

  #failPending(): void {
    for (const fail of [...this.#pending]) fail();
  }

  #page(conversation: Conversation, request: PageRequest): Page {
    const { messages } = conversation;
    const { limit } = request;
    const last = 'before' in request ? request.before : messages.length - 1;
    const first = 'from' in request ? request.from : Math.max(0, last - limit + 1);
    return {
      messages: messages.slice(first, 'from' in request ? first + limit : last + 1),
      hasEarlier: first > 0,
    };
  }

  #createTransport(): Transport {
    const backend = this.#backend;
    const find = (sid: string): Conversation => {
      const conversation = backend.conversations.get(sid);
      if (conversation === undefined) throw new Error(`There is no conversation ${sid}.`);
      return conversation;
    };
    const record = ({ sid, visitor, messages, readIndex }: Conversation) => ({
      sid,
      visitor,
      lastIndex: messages.length - 1,
      readIndex,
    });
    return {
      conversations: () => this.#request((answer) => answer([...backend.conversations.values()].map(record))),
      conversation: (sid) => this.#request((answer) => answer(record(find(sid)))),
      messages: (sid, request) => this.#request((answer) => answer(this.#page(find(sid), request))),
      send: (sid, body, attributes) => this.#request((answer) => backend.receive(this, sid, body, attributes, answer)),
      markRead: (sid, index) =>
        this.#request((answer) => {
          find(sid).readIndex = Math.max(find(sid).readIndex, index);
          answer(undefined);
        }),
      notifyTyping: () => undefined,
      watchPresence: () => () => undefined,
      participants: () => this.#request((answer) => answer([this.identity, 't_team'])),
      renewToken: () => this.#request((answer) => answer(undefined)),
      close: () => {
        this.#isClosed = true;
        backend.lines.delete(this);
        this.#failPending();
      },
    };
  }
}
