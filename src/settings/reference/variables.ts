/** The styling variables of `chat.variables`. Pure. */
import type { VariableName } from '../config.js';
import { paintedVariables } from '../paint.js';
import { VARIABLES } from '../variables.js';
import type { VariableEntry } from './entry.js';

type Described = Pick<VariableEntry, 'type' | 'group' | 'meaning'>;

const DESCRIBED: Record<VariableName, Described> = {
  'background-color': { type: 'background', group: 'Window', meaning: 'Background of the window.' },
  'badge-background-color': {
    type: 'background',
    group: 'Badge',
    meaning: 'Background of the number of unread messages.',
  },
  'badge-border-radius': { type: 'radius', group: 'Badge', meaning: 'Corner radius of the number of unread messages.' },
  'badge-box-shadow': { type: 'shadow', group: 'Badge', meaning: 'Shadow of the number of unread messages.' },
  'badge-color': { type: 'colour', group: 'Badge', meaning: 'Colour of the number of unread messages.' },
  'badge-size': { type: 'length', group: 'Badge', meaning: 'Height of the number of unread messages, at most 60px.' },
  'border-color': { type: 'colour', group: 'Window', meaning: 'Colour of the lines inside the window.' },
  border: { type: 'border', group: 'Window', meaning: 'Border of the window.' },
  'box-shadow': { type: 'shadow', group: 'Main', meaning: 'Shadow of the button and of the window.' },
  'bubble-dark-color': {
    type: 'background',
    group: 'Bubbles and text',
    meaning: 'Background of the visitor’s bubbles.',
  },
  'bubble-light-color': { type: 'background', group: 'Bubbles and text', meaning: 'Background of the team’s bubbles.' },
  'button-border-radius': {
    type: 'radius',
    group: 'Window',
    meaning: 'Corner radius of the buttons inside the window.',
  },
  'close-button-color': { type: 'colour', group: 'Header', meaning: 'Colour of the X that closes the window.' },
  'closed-border-radius': {
    type: 'radius',
    group: 'Main',
    meaning: 'Corner radius of the closed chat, which is the button.',
  },
  'font-family': { type: 'font', group: 'Main', meaning: 'Typefaces of all texts.' },
  'font-size': { type: 'length', group: 'Main', meaning: 'Size of the texts, at most 40px; the small ones follow it.' },
  'header-opened-background-color': {
    type: 'background',
    group: 'Header',
    meaning: 'Background of the header, and of the button, which is the collapsed header.',
  },
  'header-subtitle-text-color': { type: 'colour', group: 'Header', meaning: 'Colour of the status below the title.' },
  'header-title-text-color': { type: 'colour', group: 'Header', meaning: 'Colour of the title.' },
  height: { type: 'length', group: 'Window', meaning: 'Height of the window, at least 240px.' },
  'light-text-color': {
    type: 'colour',
    group: 'Bubbles and text',
    meaning: 'Colour of names, hints and the other quiet texts.',
  },
  'main-color': {
    type: 'colour',
    group: 'Main',
    meaning:
      'Main colour. The header, the visitor’s bubbles, buttons and links follow it unless they are set themselves.',
  },
  margin: { type: 'length', group: 'Main', meaning: 'Distance from the edges of the browser window.' },
  'max-height': {
    type: 'length',
    group: 'Window',
    meaning: 'Largest height of the window; a percentage is of the browser window.',
  },
  'max-width': {
    type: 'length',
    group: 'Window',
    meaning: 'Largest width of the window; a percentage is of the browser window.',
  },
  'opened-border-radius': { type: 'radius', group: 'Window', meaning: 'Corner radius of the window.' },
  'status-connecting-color': {
    type: 'background',
    group: 'Header',
    meaning: 'Dot of the status while the chat connects.',
  },
  'status-offline-color': {
    type: 'background',
    group: 'Header',
    meaning: 'Dot of the status while nobody of the team is online.',
  },
  'status-online-color': {
    type: 'background',
    group: 'Header',
    meaning: 'Dot of the status while somebody of the team is online.',
  },
  'text-color': { type: 'colour', group: 'Bubbles and text', meaning: 'Colour of the texts.' },
  'transition-duration': {
    type: 'duration',
    group: 'Motion',
    meaning: 'How long the window takes to open, at most 2s.',
  },
  'transition-easing': { type: 'easing', group: 'Motion', meaning: 'Curve by which the window opens.' },
  width: { type: 'length', group: 'Window', meaning: 'Width of the window, at least 200px.' },
};

/** Every styling variable, in the order of the documentation. */
export const VARIABLE_ENTRIES: readonly VariableEntry[] = (Object.keys(DESCRIBED) as VariableName[]).map((name) => ({
  name,
  default: VARIABLES[name],
  customProperty: `--missive-${name}`,
  ...DESCRIBED[name],
}));

/** Defaults in whose place another value is painted, because they miss the contrast of WCAG AA. */
export const PAINTED: readonly { name: string; given: string; painted: string }[] = VARIABLE_ENTRIES.map(
  ({ name }) => ({
    name,
    given: VARIABLES[name as VariableName],
    painted: paintedVariables(VARIABLES)[name as VariableName],
  }),
).filter(({ given, painted }) => given !== painted);
