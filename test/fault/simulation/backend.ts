/**
 * The message service of the simulated world, behind the transport port: strict as the real one (indexes grow, a stored
 * message is told to every line of its conversation), and as unreliable as its dice say.
 */
import type { MessageAttributes } from '../../../src/shared/message-attributes.js';
import { TransportError, type Connect, type MessageRecord } from '../../../src/transport/transport.js';
import type { StoredRow } from '../history.js';
import { Dice } from './dice.js';
import { EVENT_FAULTS, SEND_FAULTS, type FaultKind } from './faults.js';
import { SimulatedLine } from './simulated-line.js';
import type { Process, Time } from './time.js';

/** Longest time after a cut at which a message is still stored: within what the outbox waits. */
const LATE = 1400;
/** Longest time at which it is stored nevertheless, later than anybody waits. */
const TOO_LATE = 10_000;

export interface Conversation {
  sid: string;
  visitor: string;
  messages: MessageRecord[];
  readIndex: number;
}

export interface Trouble {
  readonly dice: Dice;
  /** Whether something goes wrong now, and then counts it. */
  strikes(probability: number): boolean;
  count(kind: FaultKind): void;
  /** The page that owns a line is gone from one moment to the next. */
  kill(owner: Process): void;
  /** The server will store this message later than anybody can wait for. */
  overdue(cid: string): void;
}

export class Backend {
  readonly conversations = new Map<string, Conversation>();
  readonly lines = new Set<SimulatedLine>();
  isDown = false;
  /** Whether it is as near as on the same machine, where drain times are measured. */
  isNear = false;
  refusesTokens = false;
  /** Whether the file with the transport can be had. */
  hasCode = true;
  readonly time: Time;
  readonly trouble: Trouble;

  constructor(time: Time, trouble: Trouble) {
    this.time = time;
    this.trouble = trouble;
  }

  /** How a process connects; the token is its identity. */
  connect(owner: Process): Connect {
    return (options) =>
      new Promise((resolve, reject) => {
        this.time.after(
          this.latency(),
          () => {
            if (this.isDown) reject(new TransportError('unavailable', 'Nobody is there.'));
            else if (this.refusesTokens) reject(new TransportError('refused', 'The token was refused.'));
            else resolve(new SimulatedLine(this, owner, options).transport);
          },
          owner,
        );
      });
  }

  conversationOf(visitor: string): Conversation | undefined {
    return [...this.conversations.values()].find((conversation) => conversation.visitor === visitor);
  }

  open(visitor: string): Conversation {
    const known = this.conversationOf(visitor);
    if (known !== undefined) return known;
    const conversation = { sid: `CH${String(this.conversations.size)}`, visitor, messages: [], readIndex: -1 };
    this.conversations.set(conversation.sid, conversation);
    for (const line of this.lines) line.tellConversation(conversation);
    return conversation;
  }

  /** A message comes in through a line. `answer` carries the index, or an error, back to whoever sent it. */
  receive(
    line: SimulatedLine,
    sid: string,
    body: string,
    attributes: MessageAttributes,
    answer: (index: number | TransportError, delay?: number) => void,
  ): void {
    const { dice } = this.trouble;
    const store = (): number => this.#store(sid, line.identity, body, attributes);
    const unclear = new TransportError('unclear', 'The server failed.');
    const fault = this.trouble.strikes(0.12) ? dice.pick(SEND_FAULTS) : null;
    if (fault !== null) this.trouble.count(fault);
    switch (fault) {
      case 'cut-before':
        return line.cut();
      case 'cut-after':
        store();
        return line.cut();
      case 'late':
        this.time.after(dice.between(1, LATE), store);
        return line.cut();
      case 'too-late':
        this.trouble.overdue(attributes.cid);
        this.time.after(dice.between(LATE, TOO_LATE), store);
        return line.cut();
      case 'page-dies':
        this.time.after(dice.between(1, LATE), store);
        line.cut();
        this.trouble.kill(line.owner);
        return;
      case 'no-reply-stored':
        store();
        return;
      case 'no-reply-lost':
        return;
      case 'busy':
        return answer(new TransportError('unavailable', 'Too many.'));
      case 'error-before':
        return answer(unclear);
      case 'error-after':
        store();
        return answer(unclear);
      case 'refused':
        return answer(new TransportError('refused', 'No.'));
      case 'slow':
        answer(store(), dice.between(100, 5000));
        return;
      case 'half-open-before':
        line.isSilent = true;
        return;
      case 'half-open-after':
        line.isSilent = true;
        store();
        return;
      case null:
        return answer(store());
    }
  }

  /** The truth, of all conversations. */
  rows(): StoredRow[] {
    return [...this.conversations.values()].flatMap(({ sid, messages }) =>
      messages.map(({ index, body, at, attributes }) => ({
        conversation: sid,
        index,
        cid: (attributes as MessageAttributes).cid,
        body,
        at,
      })),
    );
  }

  latency(): number {
    return this.trouble.dice.between(1, this.isNear ? 5 : 60);
  }

  #store(sid: string, author: string, body: string, attributes: MessageAttributes): number {
    const conversation = this.conversations.get(sid);
    if (conversation === undefined) throw new Error(`There is no conversation ${sid}.`);
    const index = conversation.messages.length;
    const message = { sid: `IM${sid}-${String(index)}`, index, author, body, attributes, at: this.time.now };
    conversation.messages.push(message);
    for (const line of this.lines) this.#tell(line, conversation, message);
    return index;
  }

  #tell(line: SimulatedLine, conversation: Conversation, message: MessageRecord): void {
    const fault = this.trouble.strikes(0.05) ? this.trouble.dice.pick(EVENT_FAULTS) : null;
    if (fault !== null) this.trouble.count(fault);
    if (fault === 'event-lost') return;
    line.tellMessage(conversation, message, fault === 'event-late' ? 3000 : 0);
    if (fault === 'event-doubled') line.tellMessage(conversation, message, 100);
  }
}
