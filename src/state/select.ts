/**
 * What follows from the state: rows to show, counts, what may be done. Pure; knows state and settings. Called by the
 * views and by the element.
 */
import type { Settings } from '../settings/config.js';
import { MAX_BODY_BYTES, utf8Length } from '../shared/limits.js';
import type { Availability } from '../shared/public-settings.js';
import type { ChatState, OutgoingMessage, StoredMessage } from './state.js';

/** One message as it is shown. */
export interface Row {
  /** Stays the same while a message goes from sending to stored. */
  key: string;
  author: 'visitor' | 'team' | 'bot';
  state: 'sending' | 'sent' | 'failed' | 'received';
  text: string;
}

/** Fields of the form. */
export interface FormFields {
  name: 'no' | 'optional' | 'required';
  email: 'no' | 'optional' | 'required';
  consent: boolean;
  canSkip: boolean;
}

export function formFields({ visitor }: Settings): FormFields {
  const field = (isAsked: boolean, isRequired: boolean): FormFields['name'] =>
    isAsked ? (isRequired ? 'required' : 'optional') : 'no';
  const name = field(visitor.askName, visitor.requireName);
  const email = field(visitor.askEmail, visitor.requireEmail);
  const consent = visitor.requireConsent;
  return { name, email, consent, canSkip: name !== 'required' && email !== 'required' && !consent };
}

/** Whether the visitor must be asked anything before writing. */
export function asksAnything(settings: Settings): boolean {
  const { name, email, consent } = formFields(settings);
  return name !== 'no' || email !== 'no' || consent;
}

/** Whether the composer is there. */
export function canWrite({ visitor }: ChatState): boolean {
  return visitor.phase === 'identified' || visitor.phase === 'skipped';
}

/** Whether anything that the visitor wrote is known to be stored. */
export function hasDelivered({ outbox, messages, identity }: ChatState): boolean {
  return outbox.some(({ phase }) => phase === 'sent') || messages.some(({ author }) => author === identity);
}

/** Whether a message that was on its way has just failed; one that an earlier page view left as failed is no news. */
export function hasFailed({ outbox }: ChatState, previous: ChatState): boolean {
  return outbox.some(
    ({ cid, phase }) =>
      phase === 'failed' && previous.outbox.some((former) => former.cid === cid && former.phase === 'sending'),
  );
}

/** What can be in the log: what people wrote, and the widget's own words around it. */
export type Item = Row | StoredMessage | OutgoingMessage;

/** Everything in the log, oldest first. */
export function items(state: ChatState, settings: Settings): readonly Item[] {
  const { messages } = settings;
  const { visitor } = state;
  const before: Row[] = [];
  if (state.history !== 'partial') {
    before.push(...bot('welcome', messages.welcome));
    if (visitor.phase === 'asking') before.push(...bot('identify', messages.identify));
    if (visitor.phase === 'identified' && visitor.thanked) before.push(...bot('thanks', [messages.identifyThanks]));
    if (canWrite(state)) before.push(...bot('help', messages.help));
  }
  return [...before, ...inOrder(state), ...(state.connection.phase === 'failed' ? bot('error', messages.error) : [])];
}

/** How an item is shown. There may be many items; only those that are seen need a row. */
export function rowOf(item: Item, identity: string | null): Row {
  return 'key' in item ? item : 'sid' in item ? storedRow(item, identity) : outgoingRow(item);
}

/** Every message at its place: what is on its way comes last, what is delivered stands where the server put it. */
export function inOrder({ messages, outbox }: ChatState): readonly (StoredMessage | OutgoingMessage)[] {
  if (outbox.length === 0) return messages;
  return [...messages, ...outbox].sort((one, other) => placeOf(one) - placeOf(other));
}

function placeOf({ index = Infinity }: { readonly index?: number }): number {
  // Sorting is stable: those without a place keep their order. (Infinity - Infinity would not be a number.)
  return Math.min(index, Number.MAX_SAFE_INTEGER);
}

function bot(name: string, texts: readonly string[]): Row[] {
  return texts
    .filter((text) => text !== '')
    .map((text, i) => ({ key: `${name} ${String(i)}`, author: 'bot', state: 'received', text }));
}

function storedRow({ sid, cid, author, body }: StoredMessage, identity: string | null): Row {
  const isOwn = author === identity;
  return {
    // One's own messages keep the key that they had in the outbox. Those of others may not choose theirs.
    key: isOwn && cid !== null ? cid : sid,
    author: isOwn ? 'visitor' : 'team',
    state: isOwn ? 'sent' : 'received',
    text: body,
  };
}

function outgoingRow({ cid, body, phase }: OutgoingMessage): Row {
  return { key: cid, author: 'visitor', state: phase, text: body };
}

/** Number of the team's messages that were not read. */
export function unreadCount(state: ChatState): number {
  return countUnread(state, ({ author }) => author !== state.identity);
}

/** Number of messages that were not read and that count; those before the first known one all do. */
export function countUnread(
  { messages, history, readIndex }: ChatState,
  counts: (message: StoredMessage) => boolean,
): number {
  const first = messages[0]?.index ?? 0;
  const before = history === 'partial' ? Math.max(0, first - 1 - readIndex) : 0;
  return before + messages.filter((message) => message.index > readIndex && counts(message)).length;
}

/** What the header says. */
export function status({ connection, availability }: ChatState): Availability | 'connecting' | 'unknown' {
  if (connection.phase === 'failed') return 'unknown';
  return connection.phase === 'connecting' || connection.phase === 'reconnecting' ? 'connecting' : availability;
}

/** Whether a text is more than Twilio takes. */
export function isTooLong(text: string): boolean {
  return utf8Length(text) > MAX_BODY_BYTES;
}
