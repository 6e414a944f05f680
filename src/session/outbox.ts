/**
 * Delivers what the visitor wrote: in order, one at a time, each exactly once. Twilio offers no way to repeat a send
 * safely, so wherever it is not known whether a message is stored the outbox looks before it sends. Knows the line;
 * does not know what a message says. Called by the session and the Inbox.
 */
import type { OutgoingMessage } from '../state/state.js';
import type { Store } from '../state/store.js';
import { transportErrorCode, type Transport } from '../transport/transport.js';
import type { Clock } from './clock.js';
import { catchUp, readEarlier } from './history.js';
import type { Line } from './line.js';

export interface OutboxWorld {
  store: Store;
  line: Line;
  clock: Clock;
  /** Sid of the visitor's conversation; creates it when there is none. */
  ensureConversation: () => Promise<string>;
  /** Runs while nobody else delivers for the same visitor. */
  exclusively: (deliver: (turn: Turn) => Promise<void>) => Promise<void>;
}

/** The right to deliver, for a while. */
export interface Turn {
  /** Whether somebody else may have delivered until now. */
  hasWaited: boolean;
  /** Whether the turn has gone to somebody else meanwhile. */
  isOver(): boolean;
}

export interface Outbox {
  /** Delivers whatever waits. Safe to call at any time. */
  deliver(): void;
  /** Marks messages whose fate is not known: of an earlier page view, or of another tab. */
  doubt(outbox: readonly OutgoingMessage[]): void;
  /** Delivers nothing more. */
  stop(): void;
}

/** How long the server may still be storing a message after the line broke, in milliseconds. */
const SETTLE = 1500;
/** How long anything may wait before the line is looked at, again and again, in milliseconds. */
const SLOW = 4000;
/** How long the event of a sent message may take before its page is fetched, in milliseconds. */
const ECHO = 1000;

export function createOutbox({ store, line, clock, ensureConversation, exclusively }: OutboxWorld): Outbox {
  let isDelivering = false;
  let isStopped = false;
  /** Messages that may be stored, and when the server has surely finished with them. */
  const doubts = new Map<string, Promise<void>>();

  const next = (): OutgoingMessage | undefined =>
    isStopped ? undefined : store.state.outbox.find(({ phase }) => phase === 'sending');

  async function deliverAll(): Promise<void> {
    if (isDelivering) return;
    isDelivering = true;
    // Also while another tab delivers: each has a line of its own.
    const look = (): void => {
      line.check();
      cancel = clock.after(SLOW, look);
    };
    let cancel = clock.after(SLOW, look);
    try {
      while (next() !== undefined) {
        await exclusively(async (turn) => {
          if (turn.hasWaited) doubt(store.state.outbox);
          for (let message = next(); message !== undefined && !turn.isOver(); message = next()) {
            await deliverOne(message, turn);
          }
        });
      }
    } finally {
      cancel();
      isDelivering = false;
    }
  }

  async function deliverOne(message: OutgoingMessage, turn: Turn): Promise<void> {
    const { cid, body, data } = message;
    let index = -1;
    for (let failures = 1; index < 0; failures++) {
      try {
        // The line first: it reports what is wrong, and it alone knows when to stop trying.
        const transport = await line.ensure();
        const conversation = await ensureConversation();
        if (doubts.has(cid)) await settle(transport, conversation);
        // Whatever was read meanwhile, here or when the line came up, takes what is stored out of the outbox.
        if (!isWaiting(cid) || turn.isOver()) return;
        index = await line.expect(transport.send(conversation, body, { cid, data }));
      } catch (error) {
        if (!isWaiting(cid)) return;
        const code = transportErrorCode(error);
        if (code === 'unclear') doubt([message]);
        if (code === null || code === 'refused') {
          store.report({ type: 'message-failed', cid });
          return;
        }
        await line.pause(failures, error);
      }
    }
    if (isStopped) return;
    store.report({ type: 'message-sent', cid, index });
    awaitEcho(cid);
  }

  /** Gives the server time to finish, once for all that is in doubt, and looks what it has stored. */
  async function settle(transport: Transport, conversation: string): Promise<void> {
    const settled = [...doubts];
    await Promise.all(doubts.values());
    await line.expect(catchUp(transport, store, conversation));
    // Of a long conversation the newest page alone is known; one of these may stand before it.
    const after = Math.min(...store.state.outbox.filter(({ cid }) => doubts.has(cid)).map((message) => message.after));
    while (store.state.history === 'partial' && (store.state.messages[0]?.index ?? 0) > after + 1) {
      await line.expect(readEarlier(transport, store, conversation));
    }
    // One may have come into doubt anew.
    for (const [cid, doubt] of settled) if (doubts.get(cid) === doubt) doubts.delete(cid);
  }

  function doubt(outbox: readonly OutgoingMessage[]): void {
    const settled = new Promise<void>((resolve) => {
      clock.after(SETTLE, resolve);
    });
    for (const { cid } of outbox) doubts.set(cid, settled);
  }

  const isWaiting = (cid: string): boolean =>
    !isStopped && store.state.outbox.some((message) => message.cid === cid && message.phase === 'sending');

  function awaitEcho(cid: string): void {
    clock.after(ECHO, () => {
      if (isStopped || !store.state.outbox.some((message) => message.cid === cid)) return;
      line
        .ensure()
        .then(async (transport) => catchUp(transport, store, await ensureConversation()))
        // It comes with the next page that is read.
        .catch(() => undefined);
    });
  }

  return {
    deliver() {
      void deliverAll();
    },
    doubt,
    stop() {
      isStopped = true;
    },
  };
}
