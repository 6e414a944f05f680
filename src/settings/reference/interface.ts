/** What a page calls, hears and reaches: methods, events with their callbacks, parts, and the attributes that are no option. Pure. */
import type { Callbacks } from '../config.js';
import type { EventEntry, MethodEntry, NamedEntry } from './entry.js';

/** Methods, the documented ones first. */
export const METHOD_ENTRIES: readonly MethodEntry[] = [
  { name: 'open', call: 'open()', isLegacy: true, meaning: 'Opens the window. Without effect when it is open.' },
  { name: 'close', call: 'close()', isLegacy: true, meaning: 'Closes the window. Without effect when it is closed.' },
  { name: 'showButton', call: 'showButton()', isLegacy: true, meaning: 'Shows the button. Does not open the window.' },
  { name: 'hideButton', call: 'hideButton()', isLegacy: true, meaning: 'Hides the button. Does not close the window.' },
  {
    name: 'setUser',
    call: 'setUser({ name, email, digest, avatarUrl })',
    isLegacy: true,
    meaning:
      'Says who the visitor is. The same e-mail address updates name and picture, another one is another person with a history of their own; nobody (null or {}) logs the visitor out.',
  },
  {
    name: 'setMeta',
    call: 'setMeta({ … })',
    isLegacy: true,
    meaning: 'Replaces the data that the site attaches to every message. Language, platform and browser stay.',
  },
  {
    name: 'addMeta',
    call: 'addMeta({ … })',
    isLegacy: true,
    meaning: 'Adds to the data that the site attaches; names that are set already keep their values.',
  },
  {
    name: 'setVariables',
    call: 'setVariables({ … })',
    isLegacy: true,
    meaning:
      'Changes styling variables, over those that are set; null resets one. Names with leading dashes or in camel case are accepted.',
  },
  { name: 'toggle', call: 'toggle()', isLegacy: false, meaning: 'Opens the window, or closes it.' },
  {
    name: 'logout',
    call: 'logout()',
    isLegacy: false,
    meaning: 'Forgets the visitor on this device: token, history on screen, and what was remembered.',
  },
];

type Callback = Required<Callbacks>;

const CALLBACKS: Record<keyof Callback, Omit<EventEntry, 'callback'>> = {
  onReady: { name: 'missive-ready', detail: '', values: '', meaning: 'The widget has started. Once for each start.' },
  onVisitorIdentified: {
    name: 'missive-visitor-identified',
    detail: '{ name, email }',
    values: '{ name, email }',
    meaning: 'The visitor submitted the form with at least one value. Not for a user whom the site names.',
  },
  onChatStarted: {
    name: 'missive-chat-started',
    detail: '{ name, email }',
    values: '{ name, email }',
    meaning: 'The first message of a new conversation was delivered. What the visitor did not say is an empty string.',
  },
  onNewMessage: {
    name: 'missive-new-message',
    detail: '{ body }',
    values: 'body',
    meaning: 'A message of the team arrived, live. The body is plain text, with links by their labels.',
  },
  onOpen: {
    name: 'missive-open',
    detail: '',
    values: '',
    meaning: 'The window was opened by the visitor, a method, or because it was open at the last visit.',
  },
  onClose: {
    name: 'missive-close',
    detail: '',
    values: '',
    meaning: 'The window was closed by the visitor or a method.',
  },
};

/** Events of the element, with the callback that each is in step with. */
export const EVENT_ENTRIES: readonly EventEntry[] = [
  ...Object.entries(CALLBACKS).map(([callback, entry]) => ({ ...entry, callback })),
  { name: 'missive-error', detail: '{ code, message }', meaning: 'The chat cannot go on as it is.' },
];

/** Attributes and properties of the element that are no option. */
export const ELEMENT_ENTRIES: readonly NamedEntry[] = [
  { name: 'server', meaning: 'Origin of the companion server. Default: where the script was loaded from.' },
  {
    name: 'opened',
    meaning: 'Whether the window is open; it follows the window. Setting it is silent, the methods fire events.',
  },
  { name: 'config', meaning: 'The whole MissiveChatConfig; the other attributes win over it. As an attribute: JSON.' },
];

/** Parts that a page's style sheet reaches through ::part(). */
export const PART_ENTRIES: readonly NamedEntry[] = [
  { name: 'frame', meaning: 'The box that is the launcher when closed and the window when open.' },
  { name: 'launcher', meaning: 'The button.' },
  { name: 'badge', meaning: 'The number of unread messages.' },
  { name: 'notice', meaning: 'The notice of unread messages beside the launcher.' },
  { name: 'window', meaning: 'The open chat.' },
  { name: 'header', meaning: 'The bar with title and status.' },
  { name: 'close', meaning: 'The button that closes the window.' },
  { name: 'log', meaning: 'The list of messages.' },
  { name: 'message', meaning: 'One message with its name and fate.' },
  { name: 'bubble', meaning: 'The text of a message.' },
  { name: 'form', meaning: 'The form that asks who the visitor is.' },
  { name: 'composer', meaning: 'The text field and its button.' },
  { name: 'send', meaning: 'The button that sends.' },
  { name: 'retry', meaning: 'The button of a failed message.' },
];

/** States that a page's style sheet asks for by :state(). */
export const STATE_ENTRIES: readonly NamedEntry[] = [
  { name: 'online', meaning: 'Somebody of the team is online.' },
  { name: 'offline', meaning: 'Nobody of the team is online.' },
  { name: 'connecting', meaning: 'The chat connects.' },
  { name: 'unread', meaning: 'There are unread messages.' },
];
