/** Reads closed conversations through the companion, into threads like those of the open ones. */
import { toStored } from '../session/history.js';
import type { InboxMessagesAnswer } from '../shared/inbox.js';
import type { InboxService } from './service.js';
import type { Thread } from './thread.js';

/** A page, with what it says of the conversation. */
export interface ReadConversation {
  readonly visitor: string;
  readonly isOpen: boolean;
  readonly page: InboxMessagesAnswer;
}

export interface ClosedReader {
  /** Reads the newest page. Rejects with words for people. */
  read(sid: string): Promise<ReadConversation>;
  /** Puts the newest page into a thread, and those before it down to what the thread has. */
  fill(thread: Thread, page: InboxMessagesAnswer): Promise<void>;
  /** Reads what comes before the first message that a thread has. */
  readEarlier(thread: Thread): Promise<void>;
}

export function createClosedReader(service: Pick<InboxService, 'messages'>): ClosedReader {
  /** Where the page before those that were read begins, by conversation; pages are read from the newest on. */
  const pages = new Map<string, string | null>();

  function report({ sid, store }: Thread, { messages, earlier }: InboxMessagesAnswer): void {
    pages.set(sid, earlier);
    store.report({
      type: 'messages-received',
      messages: messages.map(toStored),
      history: earlier === null ? 'whole' : 'partial',
    });
  }

  return {
    async read(sid) {
      const page = await service.messages(sid, null);
      return { ...page.conversation, page };
    },
    async fill(thread, page) {
      const { completeTo, history } = thread.store.state;
      report(thread, page);
      let oldest = page;
      while (completeTo >= 0 && (oldest.messages[0]?.index ?? 0) > completeTo + 1 && oldest.earlier !== null) {
        oldest = await service.messages(thread.sid, oldest.earlier);
        report(thread, oldest);
      }
      if (history === 'whole') thread.store.report({ type: 'messages-received', messages: [], history });
      thread.store.report({ type: 'caught-up', index: page.messages.at(-1)?.index ?? -1 });
    },
    async readEarlier(thread) {
      const first = thread.store.state.messages[0]?.index ?? Infinity;
      // A thread that was open knows messages of which no page was read; those pages are passed over.
      let before = first;
      while (before >= first && pages.get(thread.sid) !== null) {
        const page = await service.messages(thread.sid, pages.get(thread.sid) ?? null);
        before = page.messages[0]?.index ?? -1;
        report(thread, page);
      }
    },
  };
}
