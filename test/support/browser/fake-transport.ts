/**
 * A transport for tests: a small server in memory with the strictness of the real one (indexes grow, a stored message
 * is told to everybody once, nothing is told on a closed line), and faults by script.
 */
import type { Connect, MessageRecord, TransportErrorCode, TransportOptions } from '../../../src/transport/transport.js';

/** As from a file of its own, which the built transport is: of the same name, but another class. */
class TransportError extends Error {
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string) {
    super(message);
    this.name = 'TransportError';
    this.code = code;
  }
}

/** The answer of a line that is dead. */
const NEVER = new Promise<never>(() => undefined);

/** What befalls the next send. `lost`: stored, but the answer never comes; `unheard`: nor does anybody hear of it. */
export type Fault = TransportErrorCode | 'lost' | 'unheard';

export class FakeServer {
  readonly messages: MessageRecord[] = [];
  /** Taken from the front, one for each send. */
  readonly faults: Fault[] = [];
  /** Taken from the front, one for each page that is asked for. */
  readonly pageFaults: TransportErrorCode[] = [];
  /** Taken from the front, one for each attempt to connect. */
  readonly refusals: TransportErrorCode[] = [];
  /** Taken from the front, one for each token that is renewed. */
  readonly renewalFaults: TransportErrorCode[] = [];
  connections = 0;
  /** Where the newest line was to connect; `undefined`: where Twilio is. */
  socket: string | undefined;
  /** Tokens that lines were given after their first. */
  readonly renewals: string[] = [];
  /** Pages that were asked for. */
  pages = 0;
  /** Every send that reached the server, stored or not. */
  readonly sends: string[] = [];
  /** Runs when a line is up, before anybody can use it: what comes then is ahead of what was missed. */
  onLine: () => void = () => undefined;
  readIndex = -1;
  readonly #conversation: string;
  #lines: TransportOptions[] = [];
  /** Lines that carry nothing any more and say nothing of it. */
  readonly #dead = new Set<TransportOptions>();
  #online = new Set<string>();
  #presenceWatchers = new Map<string, (isOnline: boolean) => void>();

  constructor(conversation = 'CH1') {
    this.#conversation = conversation;
  }

  readonly connect: Connect = (options) => {
    this.connections++;
    this.socket = options.socket;
    const refusal = this.refusals.shift();
    if (refusal !== undefined) return Promise.reject(new TransportError(refusal, 'The line was not let in.'));
    this.#lines.push(options);
    const record = {
      sid: this.#conversation,
      visitor: options.token,
      lastIndex: this.messages.length - 1,
      readIndex: this.readIndex,
    };
    this.onLine();
    return Promise.resolve({
      conversations: () => Promise.resolve([record]),
      conversation: () => Promise.resolve({ ...record, readIndex: this.readIndex }),
      messages: (_sid, request) => {
        const { limit } = request;
        this.pages++;
        if (this.#dead.has(options)) return NEVER;
        const fault = this.pageFaults.shift();
        if (fault !== undefined) return Promise.reject(new TransportError(fault, 'Not read.'));
        const last = 'before' in request ? request.before : this.messages.length - 1;
        const first = 'from' in request ? request.from : Math.max(0, last - limit + 1);
        const messages = this.messages.slice(first, 'from' in request ? first + limit : last + 1);
        return Promise.resolve({ messages, hasEarlier: first > 0 });
      },
      send: (_sid, body, attributes) => {
        if (this.#dead.has(options)) return NEVER;
        this.sends.push(body);
        const fault = this.faults.shift();
        if (fault === 'unheard') this.storeSilently(options.token, body, attributes);
        if (fault === 'lost') this.store(options.token, body, attributes);
        if (fault === 'lost' || fault === 'unheard') return Promise.reject(new TransportError('unclear', 'No answer.'));
        if (fault !== undefined) return Promise.reject(new TransportError(fault, 'Not sent.'));
        return Promise.resolve(this.store(options.token, body, attributes));
      },
      markRead: (_sid, index) => {
        this.readIndex = Math.max(this.readIndex, index);
        return Promise.resolve();
      },
      notifyTyping: () => undefined,
      watchPresence: (identity, tell) => {
        this.#presenceWatchers.set(identity, tell);
        tell(this.#online.has(identity));
        return () => this.#presenceWatchers.delete(identity);
      },
      participants: () => Promise.resolve([options.token, 't_team']),
      renewToken: (token) => {
        const fault = this.renewalFaults.shift();
        if (fault !== undefined) return Promise.reject(new TransportError(fault, 'Not renewed.'));
        this.renewals.push(token);
        return Promise.resolve();
      },
      close: () => {
        this.#lines = this.#lines.filter((line) => line !== options);
      },
    });
  };

  /** Stores a message and tells every line. @returns Its index. */
  store(author: string, body: string, attributes: unknown = {}): number {
    const index = this.messages.length;
    const message = { sid: `IM${String(index)}`, index, author, body, attributes, at: Date.UTC(2026, 0, 1) + index };
    this.messages.push(message);
    for (const { tell } of this.#lines) tell({ type: 'message', conversation: this.#conversation, message });
    return index;
  }

  /** Stores a message of which no line hears. */
  storeSilently(author: string, body: string, attributes: unknown = {}): number {
    const lines = this.#lines.splice(0);
    const index = this.store(author, body, attributes);
    this.#lines = lines;
    return index;
  }

  /** The line breaks, or is back, without any help from here. */
  tellLine(state: 'online' | 'reconnecting'): void {
    for (const { tell } of this.#lines) tell({ type: 'line', state });
  }

  /** A network that went away without a word: the lines of now carry nothing any more, in either direction. */
  killLines(): void {
    for (const line of this.#lines.splice(0)) this.#dead.add(line);
  }

  /** Every line is told that its token is about to expire. */
  wantTokens(): void {
    for (const { tell } of this.#lines) tell({ type: 'token-wanted' });
  }

  /** What was written has opened the conversation again. */
  reopen(): void {
    for (const { tell } of this.#lines) tell({ type: 'reopened' });
  }

  /** Somebody begins to type, or stops. */
  type(identity: string, isTyping: boolean): void {
    for (const { tell } of this.#lines) tell({ type: 'typing', conversation: this.#conversation, identity, isTyping });
  }

  setOnline(identity: string, isOnline: boolean): void {
    if (isOnline) this.#online.add(identity);
    else this.#online.delete(identity);
    this.#presenceWatchers.get(identity)?.(isOnline);
  }

  /** Ends every line as an expired token does. */
  expire(): void {
    for (const { tell } of this.#lines.splice(0)) tell({ type: 'lost', reason: 'expired' });
  }
}
