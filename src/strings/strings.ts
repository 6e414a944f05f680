/** Words of the widget that the documented configuration does not have. One typed object a language; English here. */
import { englishLauncher, type LauncherStrings } from './launcher-strings.js';

export interface Strings extends LauncherStrings {
  /** Name of the button that closes the window. */
  closeChat: string;
  /** Name of the button that sends. */
  sendMessage: string;
  /** Button of a failed message. */
  retry: string;
  /** Says that a message could not be delivered. */
  failed: string;
  /** Says that a message is on its way. */
  sending: string;
  /** Author of the visitor's own messages, for assistive technology. */
  you: string;
  /** Author of the team's messages when it has no name. */
  team: string;
  isTyping: (name: string) => string;
  /** Loads older messages. */
  earlier: string;
  /** Leads to the newest messages. */
  latest: string;
  /** Says that an e-mail address is not one. */
  badEmail: string;
  /** Says that a text is too long to be sent. */
  tooLong: string;
  /** Introduces the other ways to reach the team. */
  contactUs: string;
  /** Names the list of messages. */
  messages: string;
  branding: string;
}

export const english: Strings = {
  ...englishLauncher,
  closeChat: 'Close chat',
  sendMessage: 'Send message',
  retry: 'Retry',
  failed: 'Not delivered.',
  sending: 'Sending…',
  you: 'You',
  team: 'Team',
  isTyping: (name) => `${name} is typing`,
  earlier: 'Show earlier messages',
  latest: 'Newest messages',
  badEmail: 'Please enter a valid email address.',
  tooLong: 'This message is too long. Please shorten it or send it in parts.',
  contactUs: 'You can also reach us here:',
  messages: 'Messages',
  branding: 'Chat by missive-chat',
};
