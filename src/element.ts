/** The class of the element and everything typed about it, without registering it: for whoever chooses the tag name. */
export { MissiveChat } from './missive-chat.js';
export type { ErrorDetail, MissiveChatEvents, NewMessageDetail, VisitorDetail } from './events.js';
export type {
  ChatOptions,
  Meta,
  MissiveChatConfig,
  Position,
  Settings,
  Support,
  UiMessages,
  VariableName,
  Variables,
  VisitorOptions,
} from './settings/config.js';
export type { PublicSettings } from './shared/public-settings.js';
export type { Person } from './shared/session.js';
