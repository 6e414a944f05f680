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
  if (store.state.history === 'unknown') {
    const page = await transport.messages(sid, { limit: PAGE, newest: true });
    reportHistory(store, page);
    store.report({ type: 'caught-up', index: page.messages.at(-1)?.index ?? -1 });
  } else {
    // Not after the newest known message: a live one may have come before those that were missed.
    await receiveFrom(transport, store, sid, store.state.completeTo + 1);
  }
}

/** Reads everything from an index on, page by page. @returns What was read. */
export async function receiveFrom(
  transport: Transport,
  store: Store,
  sid: string,
  from: number,
): Promise<readonly StoredMessage[]> {
  const received: StoredMessage[] = [];
  for (;;) {
    const next = (received.at(-1)?.index ?? from - 1) + 1;
    const page = await transport.messages(sid, { limit: PAGE, from: next });
    const messages = page.messages.map(toStored);
    store.report({ type: 'messages-received', messages });
    received.push(...messages);
    store.report({ type: 'caught-up', index: received.at(-1)?.index ?? -1 });
    if (messages.length < PAGE) return received;
  }
}

/** Reads the page before the first known message. */
export async function readEarlier(transport: Transport, store: Store, sid: string): Promise<void> {
  const first = store.state.messages[0];
  if (store.state.history !== 'partial' || first === undefined) return;
  reportHistory(store, await transport.messages(sid, { limit: PAGE, before: first.index - 1 }));
}

/** A record off the wire as a message; what a browser may have written into its attributes is checked here. */
export function toStored({ sid, index, author, body, at, attributes }: MessageRecord): StoredMessage {
  const { cid = null, data = {} } = readAttributes(attributes);
  return { sid, index, author, body, at, cid, data };
}

function reportHistory(store: Store, { messages, hasEarlier }: Page): void {
  const history = hasEarlier ? 'partial' : 'whole';
  store.report({ type: 'messages-received', messages: messages.map(toStored), history });
}
