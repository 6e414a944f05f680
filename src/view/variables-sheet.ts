/**
 * The styling variables as one adopted sheet. Each is private to the widget and can be overridden by the page through
 * `--missive-<name>` on the element. Set through the CSSOM: a value that does not parse is refused there, and no
 * Content-Security-Policy objects.
 */
import type { VariableName, Variables } from '../settings/config.js';

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
        style.setProperty(`--${name}`, `var(--missive-${name}, ${variables[name]})`);
      }
    },
  };
}
