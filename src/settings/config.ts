/**
 * The documented shape of `MissiveChatConfig`, as types. The values and their meaning stand in `defaults.ts`.
 *
 * What a page hands over is only *said* to be of this shape; `check.ts` finds out.
 */
import type { Person } from '../shared/session.js';
import type { BOT_MESSAGES, CHAT, POSITIONS, SUPPORT, UI_MESSAGES, VISITOR } from './defaults.js';
import type { VARIABLES } from './variables.js';

/** Corner of the window in which the chat sits. */
export type Position = (typeof POSITIONS)[number];

/** Name of a styling variable, without the leading dashes. */
export type VariableName = keyof typeof VARIABLES;

/** Styling variables and their CSS values. */
export type Variables = Record<VariableName, string>;

/** Options of the widget itself. */
export type ChatOptions = Omit<{ -readonly [Key in keyof typeof CHAT]: Widened<(typeof CHAT)[Key]> }, 'position'> & {
  position: Position;
};

/** What the visitor is asked before the first message. */
export type VisitorOptions = { -readonly [Key in keyof typeof VISITOR]: boolean };

/** Other ways to reach the team, offered when the chat cannot connect. */
export type Support = { -readonly [Key in keyof typeof SUPPORT]: string };

/** Texts that appear as chat bubbles; each string of an array is a bubble of its own. */
export type BotMessages = { -readonly [Key in keyof typeof BOT_MESSAGES]: readonly string[] };

/** Texts of the user interface. */
export type UiMessages = { -readonly [Key in keyof typeof UI_MESSAGES]: string };

/** Data that the site attaches to every message. */
export type Meta = Readonly<Record<string, unknown>>;

/** Callbacks of `MissiveChatConfig`, which the classic script calls. The element fires events instead. */
export interface Callbacks {
  onReady?: () => void;
  onVisitorIdentified?: (visitor: { name: string; email: string }) => void;
  onChatStarted?: (visitor: { name: string; email: string }) => void;
  onNewMessage?: (body: string) => void;
  onOpen?: () => void;
  onClose?: () => void;
}

/** `MissiveChatConfig` as a site writes it: everything is optional. */
export interface MissiveChatConfig {
  /** Account id. */
  id?: string;
  chat?: Partial<ChatOptions> & { variables?: Partial<Variables> };
  support?: Partial<Support>;
  user?: Person | null;
  visitor?: Partial<VisitorOptions>;
  meta?: Meta;
  messages?: { [Key in keyof BotMessages]?: string | readonly string[] } & Partial<UiMessages>;
}

/** The settings in force, all layers merged. Frozen, and plain data throughout. */
export interface Settings {
  readonly chat: Readonly<ChatOptions>;
  readonly variables: Readonly<Variables>;
  readonly support: Readonly<Support>;
  readonly user: Readonly<Required<Person>>;
  readonly visitor: Readonly<VisitorOptions>;
  readonly meta: Meta;
  readonly messages: Readonly<BotMessages & UiMessages>;
}

type Widened<Value> = Value extends boolean ? boolean : Value extends string ? string : Value;
