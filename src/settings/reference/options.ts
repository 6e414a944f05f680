/** The options of `MissiveChatConfig`, but for its messages and styling variables. Pure. */
import type { MissiveChatConfig } from '../config.js';
import { CHAT, PERSON, POSITIONS, SUPPORT, VISITOR } from '../defaults.js';
import type { OnElement, OptionEntry, OptionType } from './entry.js';

interface Described {
  type: OptionType;
  values?: readonly string[];
  meaning: string;
  element?: OnElement;
}

type Section<Table extends object> = { [Key in keyof Table]: Described };

const held = (attribute: string, property: string, holds: OnElement['holds'] = 'value'): OnElement => ({
  attribute,
  property,
  holds,
});

const CHAT_SECTION: Section<typeof CHAT> = {
  position: {
    type: 'choice',
    values: POSITIONS,
    meaning: 'Corner of the browser window in which the chat sits. Anything else counts as the default.',
    element: held('position', 'position'),
  },
  hidden: {
    type: 'boolean',
    meaning: 'Hides the button; the chat can then be opened by open() only.',
    element: held('button-hidden', 'buttonHidden'),
  },
  name: {
    type: 'text',
    meaning: 'Name shown for the team’s messages; without one, the name of the account.',
    element: held('chat-name', 'chatName'),
  },
  avatarUrl: {
    type: 'address',
    meaning: 'Address of the picture shown for the team.',
    element: held('avatar-url', 'avatarUrl'),
  },
  hideWhenOffline: {
    type: 'boolean',
    meaning: 'Hides the button while nobody of the team is online. An open window stays, and open() still works.',
    element: held('hide-when-offline', 'hideWhenOffline'),
  },
  hideBranding: {
    type: 'boolean',
    meaning: 'Leaves out the line at the bottom of the window that names the product.',
    element: held('hide-branding', 'hideBranding'),
  },
  showOnlineStatus: {
    type: 'boolean',
    meaning: 'Shows whether somebody of the team is online.',
    element: held('hide-online-status', 'hideOnlineStatus', 'opposite'),
  },
  showAvatars: {
    type: 'boolean',
    meaning: 'Shows the team’s picture beside its messages.',
    element: held('hide-avatars', 'hideAvatars', 'opposite'),
  },
  showNames: {
    type: 'boolean',
    meaning: 'Shows the team’s name above its messages.',
    element: held('hide-names', 'hideNames', 'opposite'),
  },
  rememberOpenState: {
    type: 'boolean',
    meaning: 'Opens the chat again at the next page when it was open at the last.',
    element: held('forget-open-state', 'forgetOpenState', 'opposite'),
  },
};

const SUPPORT_SECTION: Section<typeof SUPPORT> = {
  email: {
    type: 'email',
    meaning: 'E-mail address of the team, offered after messages.error when the chat cannot connect.',
  },
  phone: {
    type: 'phone',
    meaning: 'Telephone number of the team, offered after messages.error when the chat cannot connect.',
  },
};

const USER_SECTION: Section<typeof PERSON> = {
  email: {
    type: 'email',
    meaning: 'E-mail address of the logged-in user. It is what makes a user: without it the visitor is asked.',
  },
  name: {
    type: 'text',
    meaning: 'Name of the logged-in user. A name without an e-mail address only begins the form.',
  },
  digest: {
    type: 'text',
    meaning:
      'Proof of the e-mail address: its HMAC-SHA256 under the account’s secret key, in hexadecimal. Made on your server.',
  },
  avatarUrl: {
    type: 'address',
    meaning: 'Address of the user’s picture, which the team sees once the digest has proved the e-mail address.',
  },
};

const VISITOR_SECTION: Section<typeof VISITOR> = {
  askName: { type: 'boolean', meaning: 'Asks the visitor for a name before the first message.' },
  requireName: { type: 'boolean', meaning: 'Does not go on without a name, where it is asked for.' },
  askEmail: { type: 'boolean', meaning: 'Asks the visitor for an e-mail address before the first message.' },
  requireEmail: { type: 'boolean', meaning: 'Does not go on without an e-mail address, where it is asked for.' },
  requireConsent: {
    type: 'boolean',
    meaning: 'Does not go on before the visitor has ticked the consent box, whose text is messages.identifyConsent.',
  },
};

const ID: OptionEntry = {
  name: 'id',
  section: 'id',
  key: 'id',
  type: 'text',
  default: undefined,
  meaning: 'Id of your chat account. When it is missing, missive.js takes it from its own address.',
  element: held('account', 'account'),
};

const META: OptionEntry = {
  name: 'meta',
  section: 'meta',
  key: 'meta',
  type: 'object',
  default: {},
  meaning:
    'Data attached to every message, as names and values. Language, platform and browser are always added and cannot be changed.',
  element: held('meta', 'meta'),
};

function listSection<Table extends object>(section: string, table: Table, described: Section<Table>): OptionEntry[] {
  return (Object.entries(described) as [string & keyof Table, Described][]).map(([key, entry]) => ({
    name: `${section}.${key}`,
    section,
    key,
    default: table[key],
    element: held(section, section, 'section'),
    ...entry,
  }));
}

/** By key of the configuration; the keys without options of their own here have tables of their own. */
const SECTIONS: Record<Exclude<keyof Required<MissiveChatConfig>, 'messages'>, readonly OptionEntry[]> = {
  id: [ID],
  chat: listSection('chat', CHAT, CHAT_SECTION),
  support: listSection('support', SUPPORT, SUPPORT_SECTION),
  user: listSection('user', PERSON, USER_SECTION),
  visitor: listSection('visitor', VISITOR, VISITOR_SECTION),
  meta: [META],
};

/** Every option, section by section, in the order of the documentation. */
export const OPTION_ENTRIES: readonly OptionEntry[] = Object.values(SECTIONS).flat();
