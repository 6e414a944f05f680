/** The list of closed conversations, page by page, as the companion keeps it. */
import type { InboxClosedConversation } from '../shared/inbox.js';
import type { InboxService } from './service.js';

export class ClosedList {
  conversations: readonly InboxClosedConversation[] = [];
  /** `failed`: what is there may be out of date. */
  phase: 'unknown' | 'loading' | 'ready' | 'failed' = 'unknown';
  #next: string | null = null;
  readonly #service: Pick<InboxService, 'closed'>;
  readonly #changed: () => void;

  constructor(service: Pick<InboxService, 'closed'>, changed: () => void) {
    this.#service = service;
    this.#changed = changed;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Reads the list from its beginning. */
  load(): Promise<void> {
    return this.#read(null);
  }

  /** Reads the next page. */
  async loadMore(): Promise<void> {
    if (this.#next !== null) await this.#read(this.#next);
  }

  find(sid: string): InboxClosedConversation | undefined {
    return this.conversations.find((conversation) => conversation.sid === sid);
  }

  /** One was closed a moment ago. */
  add(conversation: InboxClosedConversation): void {
    this.conversations = [conversation, ...this.conversations.filter(({ sid }) => sid !== conversation.sid)];
  }

  /** One is open again. */
  remove(sid: string): void {
    this.conversations = this.conversations.filter((conversation) => conversation.sid !== sid);
  }

  async #read(after: string | null): Promise<void> {
    this.phase = 'loading';
    this.#changed();
    try {
      const { conversations, next } = await this.#service.closed(after);
      const sids = new Set(conversations.map(({ sid }) => sid));
      const before = after === null ? [] : this.conversations.filter(({ sid }) => !sids.has(sid));
      this.conversations = [...before, ...conversations];
      this.#next = next;
      this.phase = 'ready';
    } catch {
      this.phase = 'failed';
    }
    this.#changed();
  }
}
