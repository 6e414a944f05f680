/**
 * What this device remembers of a chat, in `localStorage`. Written only after the visitor has acted. Where storage is
 * blocked, full or broken it remembers for this page view, and nothing throws.
 */
import type { OutgoingMessage } from '../state/state.js';

/** What is remembered. Texts of a conversation are not part of it, but for those still on their way. */
export interface Remembered {
  /** Secret of this device; absent until the server gave one. */
  device?: string;
  /** Whether there is a conversation to come back to. */
  hasConversation?: boolean;
  /** Whether the window was open. */
  opened?: boolean;
  /** What the visitor typed into the form; `null`: the form was skipped. */
  person?: { name: string; email: string } | null;
  outbox?: readonly OutgoingMessage[];
}

export interface Memory {
  recall(): Remembered;
  /** Merges over what is remembered. */
  keep(changes: Remembered): void;
  /** Forgets for good: what comes late about a forgotten visitor is not kept either. */
  forget(): void;
}

interface Stored extends Remembered {
  version: 1;
  /** E-mail that the site gave; what belongs to another one is not this visitor's. */
  email: string;
  /** Day of the last use, counted from 1970. */
  day: number;
}

/** Days after which an unused record is forgotten. */
const DAYS_KEPT = 30;
const MILLISECONDS_A_DAY = 86_400_000;

/**
 * Other tabs of the same visitor write the same record, so it is read anew before every change, and a record that
 * another tab has deleted is not brought back.
 *
 * @param email E-mail that the site gave for the visitor, or `''`. A site's users and the visitor who typed into the
 *   form have a record each; the record of one user makes place for that of the next.
 */
export function createMemory(storage: () => Storage, account: string, email: string, now: () => number): Memory {
  const key = `missive-chat:${account}${email === '' ? '' : ':user'}`;
  const today = Math.floor(now() / MILLISECONDS_A_DAY);
  /** Messages of this tab's outbox; those of other tabs stay as they are. */
  const own = new Set<string>();
  let hasRecord = false;
  let isForgotten = false;
  let remembered: Remembered = {};

  /** The record as it stands; what cannot be read is what was remembered last. */
  function read(): Remembered {
    if (isForgotten) return {};
    try {
      const text = storage().getItem(key);
      const stored = JSON.parse(text ?? 'null') as Stored | null;
      const isOurs = stored?.version === 1 && stored.email === email && today - stored.day <= DAYS_KEPT;
      // Another user's, or out of date. (One of a later version is not ours to delete.)
      if (stored?.version === 1 && !isOurs) storage().removeItem(key);
      if (hasRecord && !isOurs) isForgotten = true;
      hasRecord = isOurs;
      remembered = isOurs ? stored : isForgotten ? {} : remembered;
    } catch {
      // Blocked or broken storage: this page view remembers all the same.
    }
    return remembered;
  }

  function merge(before: readonly OutgoingMessage[] = [], after: readonly OutgoingMessage[]): OutgoingMessage[] {
    const others = before.filter(({ cid }) => !own.has(cid) && !after.some((message) => message.cid === cid));
    for (const { cid } of after) own.add(cid);
    return [...others, ...after];
  }

  return {
    recall: read,
    keep(changes) {
      const before = read();
      if (isForgotten) return;
      remembered = { ...before, ...changes };
      if (changes.outbox !== undefined) remembered.outbox = merge(before.outbox, changes.outbox);
      try {
        storage().setItem(key, JSON.stringify({ ...remembered, version: 1, email, day: today } satisfies Stored));
        hasRecord = true;
      } catch {
        // As above.
      }
    },
    forget() {
      isForgotten = true;
      remembered = {};
      try {
        storage().removeItem(key);
      } catch {
        // Blocked storage holds nothing of ours.
      }
    },
  };
}
