/**
 * The styling variables as one adopted sheet. Each is private to the widget and can be overridden by the page through
 * `--missive-<name>` on the element. Set through the CSSOM: a value that does not parse is refused there, and no
 * Content-Security-Policy objects.
 */
import type { VariableName, Variables } from '../settings/config.js';

/**
 * Bounds that keep the chat usable and the page visible, whatever is set. The window fits the screen and keeps its
 * close button and its composer, nothing outgrows it, and opening it ends.
 */
const BOUNDS: Partial<Record<VariableName, (value: string) => string>> = {
  'badge-size': (value) => `min(${value}, 60px)`,
  'font-size': (value) => `min(${value}, 40px)`,
  height: (value) => `max(${value}, 240px)`,
  margin: (value) => `clamp(0px, ${value}, 25vmin)`,
  'max-height': (value) => `clamp(240px, ${value}, 100%)`,
  'max-width': (value) => `clamp(200px, ${value}, 100%)`,
  'transition-duration': (value) => `min(${value}, 2s)`,
  width: (value) => `max(${value}, 200px)`,
};

export interface VariablesSheet {
  readonly sheet: CSSStyleSheet;
  /** Applies what changed. */
  update(variables: Readonly<Variables>): void;
}

/** @param selector The element inside the shadow root on which the variables stand. */
export function createVariablesSheet(selector: string): VariablesSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${selector}{}`);
  const { style } = sheet.cssRules[0] as CSSStyleRule;
  return {
    sheet,
    update(variables) {
      for (const name of Object.keys(variables) as VariableName[]) {
        const value = `var(--missive-${name}, ${variables[name]})`;
        style.setProperty(`--${name}`, BOUNDS[name]?.(value) ?? value);
      }
    },
  };
}
