/** Which texts of the chat are hard to read in the chosen colours. Colours are read by a function that is given. Pure. */
import type { VariableName, Variables } from '../settings/config.js';
import { VARIABLES } from '../settings/variables.js';
import { contrast, over, type Colour } from './contrast.js';

/** A text, what it stands on, and the contrast that WCAG AA asks for. */
interface Pair {
  what: string;
  text: VariableName;
  ground: VariableName;
  least: number;
}

/** A pair that misses its contrast. */
export interface ContrastWarning extends Pair {
  /** The contrast, rounded down to a tenth. */
  ratio: number;
}

const PAIRS: readonly Pair[] = [
  { what: 'The title', text: 'header-title-text-color', ground: 'header-opened-background-color', least: 4.5 },
  { what: 'The status', text: 'header-subtitle-text-color', ground: 'header-opened-background-color', least: 4.5 },
  { what: 'The close button', text: 'close-button-color', ground: 'header-opened-background-color', least: 3 },
  { what: 'The visitor’s messages', text: 'header-title-text-color', ground: 'bubble-dark-color', least: 4.5 },
  { what: 'The labels of buttons', text: 'header-title-text-color', ground: 'main-color', least: 4.5 },
  { what: 'The team’s messages', text: 'text-color', ground: 'bubble-light-color', least: 4.5 },
  { what: 'Links in the team’s messages', text: 'main-color', ground: 'bubble-light-color', least: 4.5 },
  { what: 'The form', text: 'text-color', ground: 'background-color', least: 4.5 },
  { what: 'Names and hints', text: 'light-text-color', ground: 'background-color', least: 4.5 },
  { what: 'The number of unread messages', text: 'badge-color', ground: 'badge-background-color', least: 4.5 },
];

const WHITE: Colour = [255, 255, 255, 1];

/**
 * Of the pairs of which the owner chose a colour; the chat paints the documented ones so that they can be read.
 *
 * @param variables The variables, defaults included.
 * @param read The colours of a value: one of a colour, several of a gradient, none of what is neither.
 */
export function contrastWarnings(variables: Readonly<Variables>, read: (value: string) => Colour[]): ContrastWarning[] {
  const coloursOf = (name: VariableName): Colour[] => read(resolveReferences(variables[name], variables));
  const isChosen = (name: VariableName): boolean =>
    resolveReferences(variables[name], variables) !== resolveReferences(VARIABLES[name], VARIABLES);
  // What is see-through shows the window's background, and that a white page.
  const windows = coloursOf('background-color').map((colour) => over(colour, WHITE));
  return PAIRS.filter(({ text, ground }) => isChosen(text) || isChosen(ground)).flatMap((pair) => {
    const grounds = coloursOf(pair.ground).flatMap((colour) => windows.map((window) => over(colour, window)));
    const ratios = coloursOf(pair.text).flatMap((text) =>
      grounds.map((ground) => contrast(over(text, ground), ground)),
    );
    const ratio = Math.floor(Math.min(...ratios) * 10) / 10;
    return ratio < pair.least ? [{ ...pair, ratio }] : [];
  });
}

/** A value with the other variables that it names in place. They may name one another; defaults do, one step deep. */
export function resolveReferences(value: string, variables: Readonly<Variables>, depth = 3): string {
  const resolved = value.replace(/var\(\s*--([\w-]+)[^)]*\)/g, (whole, name: string) =>
    Object.hasOwn(VARIABLES, name) ? variables[name as VariableName] : whole,
  );
  return depth === 0 || resolved === value ? resolved : resolveReferences(resolved, variables, depth - 1);
}
