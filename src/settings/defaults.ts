/**
 * Every documented option and message, once, with its default. The comments are for editors; the whole meaning, from
 * which the documentation is made, stands in `reference/`, as does everything else that no visitor need download. The
 * styling variables have a table of their own in `variables.ts`.
 */
import type { Person } from '../shared/session.js';

/** The four corners; the first is the default and stands in for anything else. */
export const POSITIONS = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const;

/** `chat`: how the widget looks and behaves. */
export const CHAT = {
  /** Corner of the browser window: `bottom-right`, `bottom-left`, `top-right` or `top-left`. */
  position: POSITIONS[0],
  /** Hides the button; the chat can then be opened by `open()` only. */
  hidden: false,
  /** Name shown for the team's messages. */
  name: '',
  /** Address of the picture shown for the team. */
  avatarUrl: '',
  /** Hides the button while nobody of the team is online. */
  hideWhenOffline: false,
  /** Leaves out the line that names the product. */
  hideBranding: false,
  /** Shows whether somebody of the team is online. */
  showOnlineStatus: true,
  /** Shows the team's picture beside its messages. */
  showAvatars: true,
  /** Shows the team's name above its messages. */
  showNames: true,
  /** Opens the chat again at the next page when it was open. */
  rememberOpenState: true,
} as const;

/** `visitor`: what is asked before the first message. */
export const VISITOR = {
  /** Asks for a name. */
  askName: true,
  /** Does not go on without a name. */
  requireName: false,
  /** Asks for an e-mail address. */
  askEmail: true,
  /** Does not go on without an e-mail address. */
  requireEmail: true,
  /** Does not go on before the visitor has ticked the consent box (`messages.identifyConsent`). */
  requireConsent: false,
} as const;

/** `support`: other ways to reach the team, shown after `messages.error`. */
export const SUPPORT = {
  /** E-mail address. */
  email: '',
  /** Telephone number. */
  phone: '',
} as const;

/** `user`: who the visitor is, where the site knows. */
export const PERSON = {
  /** E-mail address of the logged-in user. */
  email: '',
  /** Name of the logged-in user. */
  name: '',
  /** Proof of the e-mail address. */
  digest: '',
  /** Address of the user’s picture. */
  avatarUrl: '',
} as const satisfies Required<Person>;

/** `messages` that appear as bubbles: a string, or an array with a bubble for each string. Links are clickable. */
export const BOT_MESSAGES = {
  /** First words of the chat. */
  welcome: ['Hi there! 👋\n\nThe team will reply as soon as possible.'],
  /** Invites the visitor to write, once nothing more is asked. */
  help: ['How can we help?'],
  /** Asks the visitor to fill in the form. */
  identify: ['First, identify yourself.'],
  /** Says that the chat cannot connect; the `support` contacts follow. */
  error: ['Sorry, there is an issue connecting to our chat. Please check your Internet connection and try again.'],
} as const;

/** `messages` of the user interface: strings only. */
export const UI_MESSAGES = {
  /** Title of the button and the window. */
  title: 'Chat with us',
  /** Status while somebody of the team is online. */
  online: 'We’re online',
  /** Status while nobody is. */
  offline: 'We’re offline',
  /** Status while the chat connects. */
  connecting: 'Connecting…',
  /** Placeholder and name of the text field. */
  chat: 'Message…',
  /** Notice of one unread message. */
  newMessage: 'New message!',
  /** Notice of several unread messages. */
  newMessages: 'New messages!',
  /** Says that nothing can be sent while the browser is offline. */
  internet: 'Can’t send messages offline.',
  /** Label of the name field. */
  identifyName: 'Name',
  /** Label of the e-mail field. */
  identifyEmail: 'Email',
  /** Button that submits the form. */
  identifySubmit: 'Submit',
  /** Button that skips the form. */
  identifySkip: 'Skip',
  /** Explains the mark of required fields, and what an empty one lacks. */
  identifyRequired: 'Required field',
  /** Thanks for a submitted form. */
  identifyThanks: 'Thanks',
  /** Text of the consent box. */
  identifyConsent: 'I accept this website privacy policy and terms of use.',
} as const;
