/** The texts of `messages`. Pure. */
import { BOT_MESSAGES, UI_MESSAGES } from '../defaults.js';
import type { MessageEntry } from './entry.js';

type Described = Pick<MessageEntry, 'group' | 'meaning'>;

const BUBBLES: Record<keyof typeof BOT_MESSAGES, Described> = {
  welcome: { group: 'Conversation', meaning: 'First words of the chat.' },
  help: { group: 'Conversation', meaning: 'Invites the visitor to write, once nothing more is asked.' },
  identify: { group: 'Conversation', meaning: 'Asks the visitor to fill in the form.' },
  error: { group: 'Conversation', meaning: 'Says that the chat cannot connect; the support contacts follow.' },
};

const TEXTS: Record<keyof typeof UI_MESSAGES, Described> = {
  title: { group: 'Button and window', meaning: 'Title of the button and the window.' },
  online: { group: 'Button and window', meaning: 'Status while somebody of the team is online.' },
  offline: { group: 'Button and window', meaning: 'Status while nobody of the team is online.' },
  connecting: { group: 'Button and window', meaning: 'Status while the chat connects.' },
  chat: { group: 'Button and window', meaning: 'Placeholder and name of the text field.' },
  newMessage: {
    group: 'Button and window',
    meaning: 'Notice of one unread message, beside the button and in the title of the tab.',
  },
  newMessages: {
    group: 'Button and window',
    meaning: 'Notice of several unread messages, beside the button and in the title of the tab.',
  },
  internet: { group: 'Button and window', meaning: 'Says that nothing can be sent while the browser is offline.' },
  identifyName: { group: 'Form', meaning: 'Label of the name field.' },
  identifyEmail: { group: 'Form', meaning: 'Label of the e-mail field.' },
  identifySubmit: { group: 'Form', meaning: 'Button that submits the form.' },
  identifySkip: { group: 'Form', meaning: 'Button that skips the form; it is there only when nothing is required.' },
  identifyRequired: {
    group: 'Form',
    meaning: 'Explains the asterisk of required fields, and stands beside one that was left empty.',
  },
  identifyThanks: { group: 'Form', meaning: 'Bubble that thanks for a submitted form.' },
  identifyConsent: { group: 'Form', meaning: 'Text of the consent box; links in it are clickable.' },
};

function list<Key extends string>(
  type: MessageEntry['type'],
  described: Record<Key, Described>,
  defaults: Record<Key, MessageEntry['default']>,
): MessageEntry[] {
  return (Object.keys(described) as Key[]).map((key) => ({
    name: `messages.${key}`,
    key,
    type,
    default: defaults[key],
    ...described[key],
  }));
}

/** Every message, in the order of the documentation. */
export const MESSAGE_ENTRIES: readonly MessageEntry[] = [
  ...list('bubbles', BUBBLES, BOT_MESSAGES),
  ...list('text', TEXTS, UI_MESSAGES),
];
