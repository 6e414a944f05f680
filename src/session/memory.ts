/**
 * What this device remembers of a chat, in `localStorage`. Written only after the visitor has acted. Where storage is
 * blocked, full, broken or of a later version it remembers for this page view, warns once, and nothing throws.
 */
import type { OutgoingMessage } from '../state/state.js';

/** What is remembered. Texts of a conversation are not part of it. */
export interface Remembered {
  /** Secret of this device; absent until the server gave one. */
  device?: string;
  /** Whether there is something to come back to: a conversation, or a message on its way to one. */
  hasConversation?: boolean;
  /** Whether the conversation was started here and nothing was seen delivered in it yet. */
  isStarting?: boolean;
  /** Whether the window was open. */
  opened?: boolean;
  /** What the visitor typed into the form; `null`: the form was skipped. */
  person?: { name: string; email: string } | null;
  /** What stands in the text field; forgotten the next day. */
  draft?: string;
}

/** What is used of the browser's `Storage`. Every call may throw. */
export interface DeviceStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Memory {
  /** Under which name the record is kept; those of messages begin with it and a slash. */
  readonly key: string;
  recall(): Remembered;
  /** Merges over what is remembered. */
  keep(changes: Remembered): void;
  /** Messages on their way, those of other tabs too, in the order in which they were written. */
  unsent(): OutgoingMessage[];
  /** @returns Whether it is stored. */
  keepUnsent(message: OutgoingMessage): boolean;
  dropUnsent(cid: string): void;
  /** Forgets for good: what comes late about a forgotten visitor is not kept either. */
  forget(): void;
}

interface Stored extends Remembered {
  /** A later version of this code may write another. */
  version: number;
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
 * another tab has deleted is not brought back. Every message has a record of its own: tabs that write at the same time
 * cannot overwrite each other's.
 *
 * @param email E-mail that the site gave for the visitor, or `''`. A site's users and the visitor who typed into the
 *   form have a record each; the record of one user makes place for that of the next.
 */
export function createMemory(storage: () => DeviceStorage, account: string, email: string, now: () => number): Memory {
  const key = `missive-chat:${account}${email === '' ? '' : ':user'}`;
  const today = Math.floor(now() / MILLISECONDS_A_DAY);
  let hasRecord = false;
  let isForgotten = false;
  let hasWarned = false;
  let remembered: Remembered = {};

  /** The record as it stands; what cannot be read is what was remembered last. */
  function read(): Remembered {
    if (isForgotten) return remembered;
    try {
      const stored = JSON.parse(storage().getItem(key) ?? 'null') as Stored | null;
      const isOurs = stored?.version === 1 && stored.email === email && today - stored.day <= DAYS_KEPT;
      // Another user's, or out of date.
      if (stored?.version === 1 && !isOurs) erase();
      const isLater = stored !== null && stored.version > 1;
      if (isLater) warn();
      const { device } = remembered;
      // Deleted while the page is open, by now that of a new visitor, or of a later version, which would not know what
      // this one writes: it goes on, and keeps nothing more.
      isForgotten = isOurs ? device !== undefined && stored.device !== device : hasRecord || isLater;
      hasRecord = isOurs;
      if (isOurs && stored.day !== today) delete stored.draft;
      if (isOurs && !isForgotten) remembered = stored;
    } catch {
      // Blocked or broken storage: this page view remembers all the same.
    }
    return remembered;
  }

  /** @returns Whether it is stored. */
  function writeRecord(): boolean {
    hasRecord = write(key, { ...remembered, version: 1, email, day: today } satisfies Stored) || hasRecord;
    return hasRecord;
  }

  /** @returns Whether it is stored. */
  function write(name: string, value: unknown): boolean {
    try {
      storage().setItem(name, JSON.stringify(value));
      return true;
    } catch {
      warn();
      return false;
    }
  }

  function warn(): void {
    if (!hasWarned) console.warn('missive-chat: nothing can be stored here; a reload forgets what is not sent.');
    hasWarned = true;
  }

  function messageKeys(): string[] {
    const kept = storage();
    return Array.from({ length: kept.length }, (_, i) => kept.key(i) ?? '').filter((name) =>
      name.startsWith(`${key}/`),
    );
  }

  function erase(): void {
    try {
      for (const name of [key, ...messageKeys()]) storage().removeItem(name);
    } catch {
      // Blocked storage holds nothing of ours.
    }
  }

  return {
    key,
    recall: read,
    keep(changes) {
      remembered = { ...read(), ...changes };
      if (!isForgotten) writeRecord();
    },
    unsent() {
      read();
      if (isForgotten) return [];
      try {
        return messageKeys()
          .flatMap((name) => parseMessage(storage().getItem(name)))
          .sort((one, other) => one.at - other.at);
      } catch {
        return [];
      }
    },
    keepUnsent(message) {
      read();
      // Not without the record that says whose it is: another tab would deliver it as another visitor's.
      return !isForgotten && (hasRecord || writeRecord()) && write(`${key}/${message.cid}`, message);
    },
    dropUnsent(cid) {
      try {
        storage().removeItem(`${key}/${cid}`);
      } catch {
        // As above.
      }
    },
    forget() {
      isForgotten = true;
      remembered = {};
      erase();
    },
  };
}

/** What another version, another script or a fault wrote there is no message. */
function parseMessage(text: string | null): OutgoingMessage[] {
  try {
    const message = JSON.parse(text ?? '') as OutgoingMessage;
    const isWhole =
      typeof message.cid === 'string' &&
      typeof message.body === 'string' &&
      typeof message.at === 'number' &&
      typeof message.after === 'number' &&
      ['sending', 'failed'].includes(message.phase);
    return isWhole ? [message] : [];
  } catch {
    return [];
  }
}
