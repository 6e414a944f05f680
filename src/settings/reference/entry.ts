/** What the tables of the reference say about each thing. Pure, and never part of what a visitor downloads. */

/** Where an option stands on the element. */
export interface OnElement {
  attribute: string;
  property: string;
  /**
   * `value`: the option itself; `opposite`: an inverted boolean; `section`: an object that has the option among its
   * keys, as an attribute in JSON.
   */
  holds: 'value' | 'opposite' | 'section';
}

/** What kind of value an option takes. */
export type OptionType = 'boolean' | 'choice' | 'text' | 'email' | 'phone' | 'address' | 'object';

/** One option of `MissiveChatConfig`. */
export interface OptionEntry {
  /** Documented name with its section: `chat.position`. */
  name: string;
  /** Key of the configuration under which it stands; of a scalar or a whole section its own name. */
  section: string;
  /** Its name within the section. */
  key: string;
  type: OptionType;
  /** What a `choice` can be, the default first. */
  values?: readonly string[];
  default: unknown;
  meaning: string;
  element: OnElement;
}

/** One text of `messages`. */
export interface MessageEntry {
  /** Documented name with its section: `messages.welcome`. */
  name: string;
  key: string;
  /** `bubbles`: a string or an array of them, links are clickable; `text`: one string of the interface. */
  type: 'bubbles' | 'text';
  /** A list for `bubbles`, otherwise a string. */
  default: string | readonly string[];
  /** Where the visitor meets it. */
  group: 'Conversation' | 'Button and window' | 'Form';
  meaning: string;
}

/** What kind of CSS value a styling variable takes. */
export type VariableType =
  'background' | 'border' | 'colour' | 'duration' | 'easing' | 'font' | 'length' | 'radius' | 'shadow';

/** One styling variable of `chat.variables`. */
export interface VariableEntry {
  /** Documented name: `main-color`. */
  name: string;
  type: VariableType;
  default: string;
  /** Part of the widget on which it acts. */
  group: 'Main' | 'Window' | 'Header' | 'Bubbles and text' | 'Badge' | 'Motion';
  meaning: string;
  /** The custom property by which a page's style sheet overrides it. */
  customProperty: `--missive-${string}`;
}

/** A method of the element, and of `window.MissiveChat` where that has it. */
export interface MethodEntry {
  name: string;
  /** As it is called: `setUser({ name, email, digest, avatarUrl })`. */
  call: string;
  meaning: string;
  /** Whether `window.MissiveChat` has it too. */
  isLegacy: boolean;
}

/** An event of the element, with the documented callback that is in step with it. */
export interface EventEntry {
  name: string;
  /** What its `detail` holds; empty for nothing. */
  detail: string;
  /** The callback of `MissiveChatConfig`; none for what only the element tells. */
  callback?: string;
  /** What the callback is called with; empty for nothing. */
  values?: string;
  meaning: string;
}

/** A part, an attribute or a property that is no option. */
export interface NamedEntry {
  name: string;
  meaning: string;
}
