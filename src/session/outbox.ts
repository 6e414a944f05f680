/**
 * Delivers what the visitor wrote: in order, one at a time, each exactly once. Twilio offers no way to repeat a send
 * safely, so after an unclear outcome the outbox looks whether the message is stored before it sends again. Knows the
 * line; does not know what a message says. Called by the session.
 */
import type { MessageAttributes } from '../shared/message-attributes.js';
import type { OutgoingMessage } from '../state/state.js';
import type { Store } from '../state/store.js';
import { transportErrorCode, type Transport } from '../transport/transport.js';
import type { Clock } from './clock.js';
import { receiveFrom } from './history.js';
import type { Line } from './line.js';

export interface OutboxWorld {
  store: Store;
  line: Line;
  clock: Clock;
  /** Sid of the visitor's conversation; creates it when there is none. */
  ensureConversation: () => Promise<string>;
  /** Runs while nobody else delivers for the same visitor. */
  exclusively: (deliver: () => Promise<void>) => Promise<void>;
}

export interface Outbox {
  /** Delivers whatever waits. Safe to call at any time. */
  deliver(): void;
  /** Marks messages of an earlier page view, whose fate is not known. */
  doubt(outbox: readonly OutgoingMessage[]): void;
  /** Delivers nothing more. */
  stop(): void;
}

/** How long the server may still be storing a message after the line broke, in milliseconds. */
const SETTLE = 1500;
/** How long the event of a sent message may take before its page is fetched, in milliseconds. */
const ECHO = 1000;

export function createOutbox({ store, line, clock, ensureConversation, exclusively }: OutboxWorld): Outbox {
  let isDelivering = false;
  const stopping = new AbortController();
  const doubtful = new Set<string>();

  async function deliverAll(): Promise<void> {
    if (isDelivering || isStopped()) return;
    isDelivering = true;
    try {
      for (;;) {
        const next = store.state.outbox.find(({ phase }) => phase === 'sending');
        if (next === undefined || isStopped()) return;
        await exclusively(() => deliverOne(next));
      }
    } finally {
      isDelivering = false;
    }
  }

  async function deliverOne({ cid, body, data }: OutgoingMessage): Promise<void> {
    for (let failures = 1; ; failures++) {
      try {
        // The line first: it reports what is wrong, and it alone knows when to stop trying.
        const transport = await line.ensure();
        const conversation = await ensureConversation();
        if (doubtful.has(cid)) {
          await elapse(SETTLE);
          await receiveFrom(transport, store, conversation, store.state.completeTo + 1);
        }
        // Whatever was read meanwhile, here or when the line came up, takes what is stored out of the outbox.
        if (isStopped() || !isWaiting(cid)) return;
        const index = await send(transport, conversation, body, { cid, data });
        store.report({ type: 'message-sent', cid, index });
        awaitEcho(transport, conversation, cid);
        return;
      } catch (error) {
        if (isStopped()) return;
        const code = transportErrorCode(error);
        if (code === null || code === 'refused') {
          store.report({ type: 'message-failed', cid });
          return;
        }
        await line.pause(failures);
      }
      if (isStopped() || !isWaiting(cid)) return;
    }
  }

  async function send(
    transport: Transport,
    conversation: string,
    body: string,
    attributes: MessageAttributes,
  ): Promise<number> {
    const { cid } = attributes;
    doubtful.add(cid);
    try {
      const index = await transport.send(conversation, body, attributes);
      doubtful.delete(cid);
      return index;
    } catch (error) {
      const code = transportErrorCode(error);
      if (code !== null && code !== 'unclear') doubtful.delete(cid);
      throw error;
    }
  }

  const isStopped = (): boolean => stopping.signal.aborted;

  const isWaiting = (cid: string): boolean =>
    store.state.outbox.some((message) => message.cid === cid && message.phase === 'sending');

  function awaitEcho(transport: Transport, conversation: string, cid: string): void {
    clock.after(ECHO, () => {
      if (store.state.outbox.some((message) => message.cid === cid)) {
        receiveFrom(transport, store, conversation, store.state.completeTo + 1).catch(() => undefined);
      }
    });
  }

  const elapse = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      clock.after(milliseconds, resolve);
    });

  return {
    deliver() {
      void deliverAll();
    },
    doubt(outbox) {
      for (const { cid } of outbox) doubtful.add(cid);
    },
    stop() {
      stopping.abort();
    },
  };
}
