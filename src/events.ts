/**
 * The public events of `<missive-chat>`, and the one function that turns changes of the state into them. All bubble and
 * cross shadow roots; none can be cancelled.
 */
import { canWrite, hasDelivered } from './state/select.js';
import type { ChatState } from './state/state.js';

/** Who the visitor is, as far as they said; `""` for what they did not. */
export interface VisitorDetail {
  name: string;
  email: string;
}

/** A message of the team. */
export interface NewMessageDetail {
  /** Plain text; links by their labels. */
  body: string;
}

/** Something went wrong that the visitor was told about. */
export interface ErrorDetail {
  /** A code of the documented list. */
  code: string;
  message: string;
}

/** Names of the events and what their `detail` holds. */
export interface MissiveChatEvents {
  /** The widget has started. */
  'missive-ready': undefined;
  /** The window was opened by the visitor, a method, or because it was open at the last visit. */
  'missive-open': undefined;
  /** The window was closed by the visitor or a method. */
  'missive-close': undefined;
  /** The visitor submitted the form with at least one value. */
  'missive-visitor-identified': VisitorDetail;
  /** The first message of a new conversation was delivered. */
  'missive-chat-started': VisitorDetail;
  /** A message of the team arrived, live. */
  'missive-new-message': NewMessageDetail;
  /** The chat cannot go on as it is. */
  'missive-error': ErrorDetail;
}

/** An event that is due: name and detail. */
export type DueEvent = {
  [Name in keyof MissiveChatEvents]: { name: Name; detail: MissiveChatEvents[Name] };
}[keyof MissiveChatEvents];

declare global {
  interface HTMLElementEventMap {
    'missive-ready': CustomEvent<undefined>;
    'missive-open': CustomEvent<undefined>;
    'missive-close': CustomEvent<undefined>;
    'missive-visitor-identified': CustomEvent<VisitorDetail>;
    'missive-chat-started': CustomEvent<VisitorDetail>;
    'missive-new-message': CustomEvent<NewMessageDetail>;
    'missive-error': CustomEvent<ErrorDetail>;
  }
}

/**
 * The events that a change of the state stands for, in the order in which they are due.
 *
 * @param read Turns the body of a message into plain text.
 * @internal
 */
export function eventsBetween(previous: ChatState, next: ChatState, read: (body: string) => string): DueEvent[] {
  const due: DueEvent[] = [];
  const visitor = visitorDetail(next);
  if (!canWrite(previous) && next.visitor.phase === 'identified' && next.visitor.thanked) {
    if (visitor.name !== '' || visitor.email !== '') due.push({ name: 'missive-visitor-identified', detail: visitor });
  }
  if (next.isStartedHere && !hasDelivered(previous) && hasDelivered(next)) {
    due.push({ name: 'missive-chat-started', detail: visitor });
  }
  for (const body of liveTeamMessages(previous, next)) {
    due.push({ name: 'missive-new-message', detail: { body: read(body) } });
  }
  if (next.connection.phase === 'failed' && previous.connection.phase !== 'failed') {
    const { reason } = next.connection;
    due.push({ name: 'missive-error', detail: { code: reason, message: `The chat cannot connect (${reason}).` } });
  }
  return due;
}

function visitorDetail({ visitor }: ChatState): VisitorDetail {
  return visitor.phase === 'identified' ? { name: visitor.name, email: visitor.email } : { name: '', email: '' };
}

/** Messages of others that came after everything known. The first page of history brings none. */
function liveTeamMessages(previous: ChatState, next: ChatState): string[] {
  if (next.messages === previous.messages || previous.history === 'unknown') return [];
  if (previous.conversation !== next.conversation) return [];
  const newest = previous.messages.at(-1)?.index ?? -1;
  return next.messages
    .filter(({ index, author }) => index > newest && author !== next.identity)
    .map(({ body }) => body);
}
