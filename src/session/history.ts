/**
 * Reads the messages of a conversation into its store. Recovery is ordinary: whatever was missed is a page that starts
 * after the last known index, and the reducer merges it. Called by the session and by the Inbox.
 */
import { readAttributes } from '../shared/message-attributes.js';
import type { StoredMessage } from '../state/state.js';
import type { Store } from '../state/store.js';
import type { MessageRecord, Page, Transport } from '../transport/transport.js';

const PAGE = 30;

/** Brings a store up to date: the newest page of an unknown conversation, or all that came after what is known. */
export async function catchUp(transport: Transport, store: Store, sid: string): Promise<void> {
  let isRead = false;
  while (!isRead) {
    const isUnknown = store.state.history === 'unknown';
    // Not after the newest known message: a live one may have come before those that were missed.
    const after = { limit: PAGE, from: store.state.completeTo + 1 };
    const page = await transport.messages(sid, isUnknown ? { limit: PAGE, newest: true } : after);
    reportPage(store, page, isUnknown);
    store.report({ type: 'caught-up', index: page.messages.at(-1)?.index ?? -1 });
    isRead = isUnknown || page.messages.length < PAGE;
  }
}

/** Reads the page before the first known message. */
export async function readEarlier(transport: Transport, store: Store, sid: string): Promise<void> {
  const first = store.state.messages[0];
  if (store.state.history !== 'partial' || first === undefined) return;
  reportPage(store, await transport.messages(sid, { limit: PAGE, before: first.index - 1 }), true);
}

/** A record off the wire as a message; what a browser may have written into its attributes is checked here. */
export function toStored({ sid, index, author, body, at, attributes }: MessageRecord): StoredMessage {
  const { cid = null, data = {} } = readAttributes(attributes);
  return { sid, index, author, body, at, cid, data };
}

/** @param isFirst Whether nothing before this page is known. */
function reportPage(store: Store, { messages, hasEarlier }: Page, isFirst: boolean): void {
  const history = isFirst ? (hasEarlier ? 'partial' : 'whole') : store.state.history;
  store.report({ type: 'messages-received', messages: messages.map(toStored), history });
}
