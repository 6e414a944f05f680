/**
 * What the tabs of one visitor share of their outboxes: each keeps what it has written in the memory of the device, and
 * shows and takes over what it finds there. Does not know how a message is delivered. Called by the session.
 */
import type { OutgoingMessage } from '../state/state.js';
import type { Store } from '../state/store.js';
import type { Memory } from './memory.js';

export interface SharedOutbox {
  /** Takes over what the memory holds. @returns What may have changed hands: nobody knows whether it is stored. */
  adopt(): readonly OutgoingMessage[];
  /** Keeps nothing more. */
  stop(): void;
}

export function shareOutbox(store: Store, memory: Memory): SharedOutbox {
  /**
   * What the memory says of each message, as far as this tab knows. One that is gone from there may have been delivered
   * by another tab; one of which it says something else was failed or retried there.
   */
  const kept = new Map<string, OutgoingMessage['phase']>();

  const stop = store.watch(({ outbox }, previous) => {
    if (outbox === previous.outbox) return;
    for (const message of outbox) {
      const { cid, phase } = message;
      if (phase === 'sent' || kept.get(cid) === phase) continue;
      // That one failed is said at once or never: later another tab may have tried it again, and delivered it.
      if (phase === 'failed' && kept.has(cid) && previous.outbox.some((old) => old.cid === cid && old.phase === phase))
        continue;
      // None without those before it: another tab would deliver it before them.
      if (!memory.keepUnsent(message)) break;
      kept.set(cid, phase);
    }
    for (const { cid } of previous.outbox) {
      if (outbox.some((message) => message.cid === cid && message.phase !== 'sent')) continue;
      kept.delete(cid);
      memory.dropUnsent(cid);
    }
  });

  return {
    adopt() {
      const unsent = memory.unsent();
      const gone = store.state.outbox.filter(({ cid }) => kept.has(cid) && !unsent.some((other) => other.cid === cid));
      for (const { cid, phase } of gone) {
        kept.delete(cid);
        // Whoever tried it again may have delivered it.
        if (phase === 'failed') store.report({ type: 'message-retried', cid });
      }
      // Where nothing could be written, the memory is behind; what it said before is no news.
      const news = unsent.filter(({ cid, phase }) => kept.get(cid) !== phase);
      for (const { cid, phase } of news) kept.set(cid, phase);
      if (news.length > 0) store.report({ type: 'outbox-restored', outbox: news });
      return [...news, ...gone];
    },
    stop,
  };
}
