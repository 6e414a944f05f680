/**
 * Everything that is documented, as tables: name, kind, default and meaning. The documentation and the controls of the
 * Setup page are made from them, and tests go through them. Pure; no part of what a visitor downloads may import it.
 */
export { type EventEntry, type MessageEntry, type MethodEntry, type NamedEntry } from './reference/entry.js';
export { type OnElement, type OptionEntry, type OptionType } from './reference/entry.js';
export { type VariableEntry, type VariableType } from './reference/entry.js';
export { ELEMENT_ENTRIES, EVENT_ENTRIES, METHOD_ENTRIES, PART_ENTRIES, STATE_ENTRIES } from './reference/interface.js';
export { MESSAGE_ENTRIES } from './reference/messages.js';
export { OPTION_ENTRIES } from './reference/options.js';
export { PAINTED, VARIABLE_ENTRIES } from './reference/variables.js';
